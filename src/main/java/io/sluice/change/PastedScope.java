package io.sluice.change;

import java.util.List;

/**
 * What a pasted list brings to a scope. Nothing is kept before a person says so.
 *
 * @param format as what the text was read
 * @param right items that can be added
 * @param wrong entries that can't, each with its line and the reason
 */
public record PastedScope(String format, List<ScopeItem> right, List<Wrong> wrong) {

    /** An entry that can't be added. */
    public record Wrong(int line, String text, String reason) {}

    public PastedScope {
        right = List.copyOf(right);
        wrong = List.copyOf(wrong);
    }
}
