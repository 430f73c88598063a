package io.sluice.environment;

import java.time.Instant;

/**
 * An org that is not asked for a while.
 *
 * @param sentence why, for people
 */
public record OrgPause(Instant until, String sentence) {}
