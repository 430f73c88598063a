package io.sluice.change;

import org.jspecify.annotations.Nullable;

/** Which change requests to list; null means any. */
public record ChangeFilter(
        @Nullable ChangeStatus status,
        @Nullable String requester,
        @Nullable String text) {

    public static final ChangeFilter ALL = new ChangeFilter(null, null, null);
}
