/** Comparisons of environments, item by item. */
@ApplicationModule(
        displayName = "compare",
        allowedDependencies = {"evidence", "metadata", "salesforce", "environment", "inventory", "remotejob", "change"})
@NullMarked
package io.sluice.compare;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
