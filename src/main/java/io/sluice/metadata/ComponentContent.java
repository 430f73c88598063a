package io.sluice.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a retrieved package says about one component. Two are equal where component and hash are, whatever the files' format
 * and order.
 *
 * @param hash canonical hash, free of formatting and order: lower-case hex of SHA-256 over {@link #lines}
 */
public record ComponentContent(Component component, String hash, ComponentState state) {

    static ComponentContent of(ComponentState state) {
        MessageDigest sha256 = Sha256.start();
        state.lines().forEach(line -> sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return new ComponentContent(state.component(), Sha256.hex(sha256), state);
    }

    /**
     * For XML one line per leaf, {@code path = value}, sorted; for code its source lines in order. Made anew on each call.
     */
    public List<String> lines() {
        return state.lines();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ComponentContent content
                && component.equals(content.component)
                && hash.equals(content.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
