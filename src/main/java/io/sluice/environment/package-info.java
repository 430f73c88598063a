/** Environments: the Salesforce orgs registered in Sluice, their credentials and their connection test. */
@ApplicationModule(
        displayName = "environment",
        allowedDependencies = {"evidence", "metadata", "salesforce"})
@NullMarked
package io.sluice.environment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
