package io.sluice.web;

import io.sluice.deployment.LogFilter;
import io.sluice.salesforce.DeployDetails.Became;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a person typed to filter a log.
 *
 * @param became of components: failed, created, changed, deleted or unchanged; blank for any
 * @param outcome of tests: failed or passed; blank for any
 * @param from how many rows are shown already
 */
record LogRowsFilter(
        @Nullable String text,
        @Nullable String became,
        @Nullable String outcome,
        @Nullable Integer from) {

    /** As many rows come at once. */
    static final int PAGE = 200;

    /** @throws Refusal where a word is none of these */
    LogFilter read() {
        return new LogFilter(
                Objects.requireNonNullElse(text, ""),
                became(Objects.requireNonNullElse(became, "")),
                passed(Objects.requireNonNullElse(outcome, "")),
                Math.max(0, Objects.requireNonNullElse(from, 0)),
                PAGE);
    }

    private static @Nullable Became became(String word) {
        if (word.isBlank()) {
            return null;
        }
        return Arrays.stream(Became.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word, "failed, created, changed, deleted or unchanged"));
    }

    private static @Nullable Boolean passed(String word) {
        return switch (word) {
            case "" -> null;
            case "passed" -> true;
            case "failed" -> false;
            default -> throw unknown(word, "failed or passed");
        };
    }

    private static Refusal unknown(String word, String words) {
        return new Refusal(HttpStatus.BAD_REQUEST, "Nothing is " + word + " in a log; state " + words + ".");
    }
}
