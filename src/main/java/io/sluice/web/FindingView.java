package io.sluice.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the analyzers found in the package of a deployment record, as the page and its JSON twin show it.
 *
 * @param analyzedAt null before the first analysis
 * @param words all of it in a sentence; null before
 * @param current whether the record has still the fingerprint that was analyzed, so that waivers can be given
 * @param notes what the target did not tell
 */
record FindingView(
        String deployment,
        String change,
        String source,
        String target,
        @Nullable Instant analyzedAt,
        @Nullable String words,
        boolean current,
        List<Row> findings,
        List<String> notes) {

    /**
     * One finding.
     *
     * @param effect stops the deployment, waived, or to be known
     * @param stops whether it can be waived
     */
    record Row(
            String id,
            String rule,
            String effect,
            String css,
            boolean stops,
            String place,
            String where,
            String words,
            String remedy,
            @Nullable String waivedBy,
            @Nullable String waivedFor,
            @Nullable Instant waivedAt) {}
}
