package io.sluice.sync;

import io.sluice.metadata.Component;
import java.time.Instant;

/**
 * One component that was changed in the sandbox since the push.
 *
 * @param deleted whether it is gone from there
 */
public record SandboxChange(Component component, String by, Instant at, boolean inScope, boolean deleted) {}
