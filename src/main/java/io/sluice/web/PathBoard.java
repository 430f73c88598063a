package io.sluice.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far each change is, environment by environment.
 *
 * @param columns in the order of the environments' stages; the first one is of changes that are in no environment yet
 */
record PathBoard(List<Column> columns) {

    /**
     * What stands in one environment.
     *
     * @param environment its id; null for none yet
     */
    record Column(@Nullable String environment, String name, List<Card> cards) {}

    /**
     * One change.
     *
     * @param status of the change, in words
     * @param path the targets in order; empty before they were chosen
     * @param next what happens next and who must act, in one line
     */
    record Card(
            String number,
            String name,
            String type,
            String status,
            String requester,
            List<PathStep> path,
            String next) {}

    public boolean isEmpty() {
        return columns.stream().allMatch(column -> column.cards().isEmpty());
    }
}
