package io.sluice.compare;

import io.sluice.compare.difference.Differences;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts two sides beside each other, item by item. */
public final class ItemComparison {

    /** So many lines of a side are kept, then one that says how many more there are. */
    public static final int MOST_LINES = 200;

    /** So many characters of a line are kept; no formula has more. */
    private static final int MOST_CHARACTERS = 5_000;

    /** The lines that each side has more than the other. */
    public record Lines(List<String> onlyInSource, List<String> onlyInTarget) {}

    private ItemComparison() {}

    public static List<ComparedItem> compare(SortedSet<Component> scope, Side source, Side target) {
        return scope.stream().map(each -> item(each, source, target)).toList();
    }

    private static ComparedItem item(Component component, Side source, Side target) {
        ComponentContent there = source.content(component);
        ComponentContent here = target.content(component);
        boolean unknown = source.leavesUnknown(component) || target.leavesUnknown(component);
        Bucket bucket = unknown ? Bucket.UNKNOWN : bucket(there, here);
        Lines lines = new Lines(List.of(), List.of());
        if (bucket == Bucket.DIFFERENT && there != null && here != null) {
            lines = lines(there.lines(), here.lines())
                    .orElseGet(() -> new Lines(List.of("(the same lines in another order)"), List.of()));
        }
        return new ComparedItem(
                component,
                bucket,
                there == null ? null : there.hash(),
                here == null ? null : here.hash(),
                lines.onlyInSource(),
                lines.onlyInTarget(),
                null,
                null,
                note(source.note(component), target.note(component)));
    }

    private static Bucket bucket(@Nullable ComponentContent there, @Nullable ComponentContent here) {
        if (there == null) {
            return here == null ? Bucket.IN_NEITHER : Bucket.ONLY_IN_TARGET;
        }
        if (here == null) {
            return Bucket.ONLY_IN_SOURCE;
        }
        return there.hash().equals(here.hash()) || meanTheSame(there, here) ? Bucket.SAME : Bucket.DIFFERENT;
    }

    /** Whatever a profile says on one side only is a difference or could not be compared, so companions change nothing here. */
    private static boolean meanTheSame(ComponentContent there, ComponentContent here) {
        return Differences.of(there.component(), there.state(), here.state(), Set.of())
                .isSame();
    }

    /** What two sides' lines have more than each other; empty where they are the same lines, in whatever order. */
    public static Optional<Lines> lines(List<String> source, List<String> target) {
        Lines lines = new Lines(limited(more(source, target)), limited(more(target, source)));
        return lines.onlyInSource().isEmpty() && lines.onlyInTarget().isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    /** Lines that the first list has more often than the second, in its order. */
    private static List<String> more(List<String> lines, List<String> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(line -> left.merge(line, 1, Integer::sum));
        List<String> more = new ArrayList<>();
        for (String line : lines) {
            int count = left.getOrDefault(line, 0);
            if (count == 0) {
                more.add(line);
            } else {
                left.put(line, count - 1);
            }
        }
        return more;
    }

    private static List<String> limited(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines.stream().map(ItemComparison::shortened).toList();
        }
        return Stream.concat(
                        lines.stream().limit(MOST_LINES).map(ItemComparison::shortened),
                        Stream.of("(and " + (lines.size() - MOST_LINES) + " more lines)"))
                .toList();
    }

    private static String shortened(String line) {
        return line.length() <= MOST_CHARACTERS
                ? line
                : line.substring(0, MOST_CHARACTERS) + " (and " + (line.length() - MOST_CHARACTERS)
                        + " more characters)";
    }

    private static @Nullable String note(@Nullable String source, @Nullable String target) {
        String both = Stream.of(source, target).filter(Objects::nonNull).collect(Collectors.joining(" | "));
        return both.isEmpty() ? null : both;
    }
}
