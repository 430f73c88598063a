/** The language of Salesforce metadata: types, names, manifests, packages, canonical forms. Talks to nobody. */
@ApplicationModule(
        displayName = "metadata",
        allowedDependencies = {})
@NullMarked
package io.sluice.metadata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
