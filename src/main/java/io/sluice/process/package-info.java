/** The only room that knows the engine: delegates, typed variables, listeners, the deployer of the models. */
@ApplicationModule(
        displayName = "process",
        allowedDependencies = {
            "evidence",
            "metadata",
            "salesforce",
            "environment",
            "inventory",
            "remotejob",
            "change",
            "approval",
            "sync",
            "compare",
            "compare::difference",
            "deployment",
            "deployment::analyzer"
        })
@NullMarked
package io.sluice.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
