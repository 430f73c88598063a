package io.sluice.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A selection in people's words. */
public final class SelectionWords {

    private static final int MOST_NAMED = 8;

    private SelectionWords() {}

    /** What was compared; a scope where there is no selection. */
    public static String of(@Nullable Selection selection) {
        if (selection instanceof Selection.Everything) {
            return "Everything";
        }
        if (selection instanceof Selection.Types types) {
            return count(types.types().size(), "type") + ": " + named(types.types());
        }
        if (selection instanceof Selection.Listed listed) {
            return "A list of " + count(listed.components().size(), "component");
        }
        return "The scope of a change request";
    }

    /** What was left out, a sentence; empty where nothing was. */
    public static String leftOut(@Nullable Selection selection) {
        LeftOut leftOut = selection instanceof Selection.Everything everything
                ? everything.leftOut()
                : selection instanceof Selection.Types types ? types.leftOut() : LeftOut.NOTHING;
        List<String> parts = new ArrayList<>();
        if (leftOut.namespaces().contains("*")) {
            parts.add("all managed packages");
        } else if (!leftOut.namespaces().isEmpty()) {
            parts.add("the packages " + named(leftOut.namespaces()));
        }
        if (!leftOut.patterns().isEmpty()) {
            parts.add("names like " + named(leftOut.patterns()));
        }
        return String.join("; ", parts);
    }

    private static String named(Collection<String> names) {
        String shown = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED ? shown : shown + " and " + (names.size() - MOST_NAMED) + " more";
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
