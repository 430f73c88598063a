/** The inventory: what components each environment has, kept by what changed there, and the search over it. */
@ApplicationModule(
        displayName = "inventory",
        allowedDependencies = {"metadata", "salesforce", "environment"})
@NullMarked
package io.sluice.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
