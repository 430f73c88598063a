package io.sluice.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change request's record as an org has it, with the records of its items.
 *
 * @param scope as version 1 of the objects wrote it, one item a line; empty in a record of a later version
 * @param modifiedAt by the org's own clock; null where the org does not say
 * @param modifiedBy empty where the org does not say
 */
record RecordInOrg(
        String number,
        String title,
        String type,
        String overview,
        String requester,
        int revision,
        String scope,
        String status,
        String approval,
        String modifiedBy,
        @Nullable Instant modifiedAt,
        List<ItemRow> items) {

    RecordInOrg {
        items = List.copyOf(items);
    }

    /**
     * The record of one item.
     *
     * @param id of the record in its org
     * @param globalId empty where a person made the record
     */
    record ItemRow(
            String id,
            String globalId,
            String type,
            String fullName,
            String kind,
            String note,
            String modifiedBy,
            @Nullable Instant modifiedAt) {

        String customization() {
            return type + ":" + fullName;
        }
    }
}
