package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import java.util.List;
import java.util.stream.Stream;

/** Looks inside of what is not the same. */
final class InsideLook {

    private InsideLook() {}

    static List<ComponentDifferences> of(List<ComparedItem> items) {
        return items.stream().map(InsideLook::of).toList();
    }

    private static ComponentDifferences of(ComparedItem item) {
        return new ComponentDifferences(
                item.component(),
                Stream.concat(
                                item.onlyInSource().stream()
                                        .map(line -> difference(Difference.Kind.ADDED, line, line, null)),
                                item.onlyInTarget().stream()
                                        .map(line -> difference(Difference.Kind.REMOVED, line, null, line)))
                        .toList(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Difference difference(
            Difference.Kind kind,
            String line,
            @org.jspecify.annotations.Nullable String source,
            @org.jspecify.annotations.Nullable String target) {
        return new Difference(
                kind,
                line,
                line,
                source,
                target,
                (kind == Difference.Kind.ADDED ? "Only in the source: " : "Only in the target: ") + line,
                null);
    }
}
