/** Rules that look at a package before the target does: each finds one thing that would fail, or that people should know. */
@NamedInterface("analyzer")
@NullMarked
package io.sluice.deployment.analyzer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
