/** Change requests: their scope, its revisions, their statuses. */
@ApplicationModule(
        displayName = "change",
        allowedDependencies = {"evidence", "metadata", "salesforce", "environment", "inventory"})
@NullMarked
package io.sluice.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
