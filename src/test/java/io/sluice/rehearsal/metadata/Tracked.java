package io.sluice.rehearsal.metadata;

/**
 * What source tracking knows of one component.
 *
 * @param counter the org's running number of the last change
 * @param obsolete true when it was deleted
 * @param made true when it did not exist before tracking saw it
 */
public record Tracked(
        String id,
        String type,
        String fullName,
        String memberId,
        long counter,
        boolean obsolete,
        boolean made,
        String changedBy,
        long at) {}
