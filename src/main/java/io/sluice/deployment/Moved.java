package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What differs between what was compared and what an org says now. */
final class Moved {

    private Moved() {}

    /** Items in words, for example {@code Layout:X (changed)}. */
    static List<String> items(
            List<ComparedItem> compared, Function<ComparedItem, @Nullable String> side, Map<Component, String> now) {
        return compared.stream()
                .filter(item -> !Objects.equals(side.apply(item), now.get(item.component())))
                .map(item -> item.component() + " (" + word(side.apply(item), now.get(item.component())) + ")")
                .toList();
    }

    static ContentDigest digest(List<ComparedItem> compared, Map<Component, String> now) {
        Map<Component, Optional<String>> hashes = new TreeMap<>();
        compared.forEach(item -> hashes.put(item.component(), Optional.ofNullable(now.get(item.component()))));
        return ContentDigest.of(hashes);
    }

    private static String word(@Nullable String before, @Nullable String now) {
        return before == null ? "new there" : now == null ? "gone" : "changed";
    }
}
