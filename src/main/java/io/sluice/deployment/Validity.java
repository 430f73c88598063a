package io.sluice.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a validation may be deployed quickly.
 *
 * @param validation the attempt, with the org's id
 * @param until ten days after the org began it
 * @param lapsed why it may not, a sentence; null as long as it may
 */
public record Validity(
        Attempt validation, Instant until, @Nullable String lapsed) {

    public boolean isGood() {
        return lapsed == null;
    }

    /** For people, in a sentence or two. */
    public String words() {
        return lapsed == null
                ? "The validation can be deployed quickly until " + Moments.words(until)
                        + ", as long as nobody deploys anything else there."
                : lapsed + " The whole package is deployed, with its tests.";
    }
}
