/** Pages and their JSON twins. No rules of its own. */
@ApplicationModule(
        displayName = "web",
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
            "deployment::analyzer",
            "process"
        })
@NullMarked
package io.sluice.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
