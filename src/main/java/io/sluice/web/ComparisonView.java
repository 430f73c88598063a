package io.sluice.web;

import io.sluice.compare.DifferenceCount;
import io.sluice.compare.difference.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished comparison without its items, as the page and its JSON twin show it.
 *
 * @param purpose what it was made for, in words
 * @param change number of the change request; null where it was made for none
 * @param deployment id of the deployment record; null where it was made for none
 * @param source name of the source's environment
 * @param sourceId its id
 * @param targetState null where the target's org was asked; else in words which earlier state stood in for it
 * @param sourceDigest content digest of the source; null for a selection, which has none
 * @param what what was compared, in words
 * @param leftOut what was left out, in words; empty where nothing was
 * @param gaps what could not be looked at, in sentences
 * @param lookedInside false for a comparison of an earlier version, which tells lines and no rights
 * @param buckets how many items are in each bucket; buckets without one are absent
 * @param types how many items of each type differ and are the same
 */
record ComparisonView(
        String id,
        String purpose,
        @Nullable String change,
        @Nullable String deployment,
        boolean verify,
        String sourceId,
        String source,
        String sourceOrgId,
        Instant sourceReadAt,
        String targetId,
        String target,
        String targetOrgId,
        Instant targetReadAt,
        @Nullable String targetState,
        String askedBy,
        String apiVersion,
        @Nullable String sourceDigest,
        @Nullable String targetDigest,
        String what,
        String leftOut,
        List<String> gaps,
        boolean everythingRetrieved,
        boolean lookedInside,
        Map<String, Long> buckets,
        List<TypeCounts> types,
        DifferenceCount total,
        List<RightRow> rights,
        List<Verified> verified) {

    /** How many components of a type are where. */
    record TypeCounts(
            String type,
            long onlyInSource,
            long onlyInTarget,
            long different,
            long same,
            long unknown,
            long inNeither) {}

    /**
     * A right that somebody gains, loses or has changed.
     *
     * @param effect gains, loses or changes
     */
    record RightRow(String component, String effect, boolean powerful, String words) {}

    /**
     * What became of items after a deployment.
     *
     * @param kind in words
     */
    record Verified(String kind, String meaning, List<VerifiedRow> items) {}

    record VerifiedRow(String component, List<String> words) {}

    /**
     * One item without what differs inside.
     *
     * @param bucket its name in the JSON twin and in filters
     * @param found the same in words
     * @param note what an org said of it; null where that says nothing more than the bucket
     */
    record Row(
            String component,
            String type,
            String name,
            String bucket,
            String found,
            DifferenceCount count,
            @Nullable String lastModifiedBy,
            @Nullable Instant lastModifiedAt,
            @Nullable String note,
            @Nullable Inside inside) {}

    /**
     * What differs inside an item.
     *
     * @param left how many differences are not among the shown
     * @param onlyInSource lines, where nobody looked inside
     */
    record Inside(
            String component,
            String found,
            List<Told> differences,
            int left,
            List<Text> texts,
            List<String> notes,
            List<String> notCompared,
            List<String> onlyInSource,
            List<String> onlyInTarget) {}

    /** @param effect gains, loses or changes for a right; else null */
    record Told(
            Difference.Kind kind,
            String place,
            String words,
            @Nullable String effect,
            boolean powerful,
            @Nullable String source,
            @Nullable String target) {}

    /**
     * A text to be read line by line.
     *
     * @param size both sides' characters together
     * @param lines what to show at once; null where it is big, so that it is fetched when somebody asks
     */
    record Text(
            int number,
            String place,
            boolean binary,
            int size,
            @Nullable LineView lines) {}

    /**
     * A page of items.
     *
     * @param after what to ask for to see more; null at the end
     */
    record Rows(List<Row> rows, @Nullable String after) {}
}
