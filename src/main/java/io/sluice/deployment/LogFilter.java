package io.sluice.deployment;

import io.sluice.salesforce.DeployDetails.Became;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a log are wanted.
 *
 * @param text part of a name or message in any case; blank for any
 * @param became of components only; null for any
 * @param passed of tests only; null for any
 * @param from how many rows to leave out
 * @param most how many rows at most
 */
public record LogFilter(
        String text, @Nullable Became became, @Nullable Boolean passed, int from, int most) {

    /** Everything, for what is read as a whole. */
    public static final LogFilter ALL = new LogFilter("", null, null, 0, Integer.MAX_VALUE);
}
