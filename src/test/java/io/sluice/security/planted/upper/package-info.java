@ApplicationModule(allowedDependencies = {})
package io.sluice.security.planted.upper;

import org.springframework.modulith.ApplicationModule;
