package io.sluice.inventory;

import java.time.Instant;
import java.util.UUID;

/**
 * The right to refresh one inventory, until its lease runs out.
 *
 * @param token stands in the row as long as the claim holds
 * @param complete whether every type is to be listed
 */
record Claim(String environment, UUID token, boolean complete, Instant beganAt) {}
