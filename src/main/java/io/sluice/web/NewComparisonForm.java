package io.sluice.web;

import io.sluice.compare.EarlierState;
import io.sluice.compare.LeftOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new comparison, as a browser sends it.
 *
 * @param target id of an environment, or {@code earlier:} with the id of a comparison and {@code :source} or {@code :target}
 * @param what everything, types, list or change
 * @param types names of types
 * @param list a pasted list
 * @param expand whether {@code *} in it is replaced by all of the source's own
 * @param change number of a change request
 * @param packages whether managed packages are compared too
 * @param namespaces prefixes of packages that are left out
 * @param patterns names that are left out, one a line
 * @param cold whether everything is read anew
 */
record NewComparisonForm(
        @Nullable String source,
        @Nullable String target,
        @Nullable String what,
        @Nullable List<String> types,
        @Nullable String list,
        @Nullable Boolean expand,
        @Nullable String change,
        @Nullable Boolean packages,
        @Nullable String namespaces,
        @Nullable String patterns,
        @Nullable Boolean cold) {

    static final String EVERYTHING = "everything";
    static final String TYPES = "types";
    static final String LIST = "list";
    static final String CHANGE = "change";

    private static final String EARLIER = "earlier:";

    /** Which side of an earlier comparison stands in for the target; null where an environment is the target. */
    @Nullable
    EarlierState earlier() {
        String chosen = text(target);
        if (!chosen.startsWith(EARLIER)) {
            return null;
        }
        String[] parts = chosen.split(":", -1);
        try {
            return parts.length == 3 ? new EarlierState(UUID.fromString(parts[1]), parts[2].equals("source")) : null;
        } catch (IllegalArgumentException e) {
            // Nobody's browser sends that; it is answered as a target that nobody knows.
            return null;
        }
    }

    LeftOut leftOut() {
        List<String> prefixes = new ArrayList<>();
        if (!Boolean.TRUE.equals(packages)) {
            prefixes.add("*");
        }
        Arrays.stream(text(namespaces).split("[,;\\s]+", -1))
                .filter(one -> !one.isBlank())
                .forEach(prefixes::add);
        return new LeftOut(
                new TreeSet<>(prefixes),
                text(patterns)
                        .lines()
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList());
    }

    public boolean ticked(String type) {
        return types != null && types.contains(type);
    }

    public boolean is(String chosen) {
        return chosen.equals(text(what));
    }

    static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
