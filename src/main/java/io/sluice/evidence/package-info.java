/** The append-only, hash-chained record of every act, and its check. */
@ApplicationModule(
        displayName = "evidence",
        allowedDependencies = {})
@NullMarked
package io.sluice.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
