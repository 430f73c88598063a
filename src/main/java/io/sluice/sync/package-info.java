/** Push and pull of a change request between Sluice and an environment. */
@ApplicationModule(
        displayName = "sync",
        allowedDependencies = {"evidence", "metadata", "salesforce", "environment", "remotejob", "change"})
@NullMarked
package io.sluice.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
