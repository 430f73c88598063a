/** Remote jobs: anything that waits for an org's asynchronous answer is started once and never lost. */
@ApplicationModule(
        displayName = "remotejob",
        allowedDependencies = {"evidence", "metadata", "salesforce", "environment"})
@NullMarked
package io.sluice.remotejob;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
