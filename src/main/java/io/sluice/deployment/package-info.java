/** Deployment records, packages, attempts and logs. */
@ApplicationModule(
        displayName = "deployment",
        allowedDependencies = {
            "evidence",
            "metadata",
            "salesforce",
            "environment",
            "remotejob",
            "change",
            "approval",
            "sync",
            "compare",
            "compare::difference"
        })
@NullMarked
package io.sluice.deployment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
