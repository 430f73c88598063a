package io.sluice.environment;

import java.time.Instant;

/** That an environment is disabled: why, by whom and since when. */
public record Disabling(String reason, String by, Instant at) {}
