/**
 * The one security configuration: checks at start, the one login, and the door to the engine's REST interface. Needs no
 * other room, and no room needs it.
 */
@ApplicationModule(
        displayName = "security",
        allowedDependencies = {})
@NullMarked
package io.sluice.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
