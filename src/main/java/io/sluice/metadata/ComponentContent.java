package io.sluice.metadata;

import java.util.List;

/**
 * What a retrieved package says about one component, free of formatting and order.
 *
 * @param hash canonical hash, lower-case hex of SHA-256 over {@link #lines}
 * @param lines for XML one line per leaf in people's words, {@code path = value}, sorted; for code its source lines in
 *     order
 */
public record ComponentContent(Component component, String hash, List<String> lines) {

    public ComponentContent {
        lines = List.copyOf(lines);
    }
}
