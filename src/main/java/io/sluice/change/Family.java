package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What a change request belongs to, and what belongs to it.
 *
 * @param parent number of the change request that this one is part of; null for none
 * @param release whether the scopes of its children are rolled up into its own
 * @param children in the order of their numbers
 * @param origins of the current scope, for each item that was rolled up: the children it comes from
 * @param behind what the children name by now and the current scope does not, or the other way round; empty for what is no
 *     release and before the first scope
 */
public record Family(
        @Nullable String parent,
        boolean release,
        List<ChangeRequest> children,
        SortedMap<Component, SortedSet<String>> origins,
        ScopeDifference behind) {

    public Family {
        children = List.copyOf(children);
    }

    /** Only what approvers agreed to is rolled up into a release. */
    public static boolean isRolledUp(ChangeRequest child) {
        return (child.status() == ChangeStatus.APPROVED || child.status() == ChangeStatus.COMPLETED)
                && child.approvedRevision() != null
                && child.approvedRevision() == child.revision();
    }
}
