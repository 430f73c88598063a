package io.sluice.compare;

import java.util.UUID;

/**
 * What an environment was when it was compared earlier, as that comparison's hashes tell.
 *
 * @param comparison an earlier comparison of a selection
 * @param source whether its source is meant, not its target
 */
public record EarlierState(UUID comparison, boolean source) {}
