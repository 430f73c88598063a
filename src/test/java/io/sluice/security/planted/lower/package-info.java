@ApplicationModule(allowedDependencies = {})
package io.sluice.security.planted.lower;

import org.springframework.modulith.ApplicationModule;
