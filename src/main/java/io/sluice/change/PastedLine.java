package io.sluice.change;

import io.sluice.metadata.Component;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a pasted list.
 *
 * @param number of its line, from 1
 * @param text as it stood there
 * @param component null where the entry is none
 * @param kind what the list itself says of it; null where it says nothing
 * @param problem why the entry can't be read; null where it can
 */
record PastedLine(
        int number,
        String text,
        @Nullable Component component,
        ScopeItem.@Nullable Kind kind,
        @Nullable String problem) {}
