/** The only room that talks to an org: OAuth, Metadata API, REST, Tooling API. */
@ApplicationModule(
        displayName = "salesforce",
        allowedDependencies = {"metadata"})
@NullMarked
package io.sluice.salesforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
