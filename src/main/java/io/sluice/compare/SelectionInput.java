package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the remote job of a comparison of a selection is asked to do, as its row keeps it.
 *
 * @param earlier null where the target's org is asked
 */
public record SelectionInput(
        @Nullable String change,
        String source,
        String target,
        Selection selection,
        @Nullable EarlierState earlier,
        boolean cold,
        String apiVersion) {

    static SelectionInput of(NewComparison comparison) {
        return new SelectionInput(
                comparison.change(),
                comparison.source(),
                comparison.target(),
                comparison.selection(),
                comparison.earlier(),
                comparison.cold(),
                comparison.apiVersion());
    }

    /** As JSON values. */
    public Map<String, Object> written() {
        Map<String, Object> values = new HashMap<>(Map.of(
                "source",
                source,
                "target",
                target,
                "cold",
                cold,
                "apiVersion",
                apiVersion,
                "selection",
                of(selection)));
        if (change != null) {
            values.put("change", change);
        }
        if (earlier != null) {
            values.put("earlier", earlier.comparison().toString());
            values.put("earlierSource", earlier.source());
        }
        return values;
    }

    /** What {@link #written} wrote. */
    public static SelectionInput read(Map<String, Object> values) {
        Object change = values.get("change");
        Object earlier = values.get("earlier");
        return new SelectionInput(
                change == null ? null : change.toString(),
                text(values, "source"),
                text(values, "target"),
                selection((Map<?, ?>) required(values, "selection")),
                earlier == null
                        ? null
                        : new EarlierState(
                                UUID.fromString(earlier.toString()), (Boolean) required(values, "earlierSource")),
                (Boolean) required(values, "cold"),
                text(values, "apiVersion"));
    }

    /** A selection as JSON values. */
    public static Map<String, Object> of(Selection selection) {
        if (selection instanceof Selection.Listed listed) {
            return Map.of("kind", "listed", "components", names(listed.components()));
        }
        if (selection instanceof Selection.Types types) {
            return Map.of("kind", "types", "types", List.copyOf(types.types()), "leftOut", of(types.leftOut()));
        }
        if (selection instanceof Selection.Everything everything) {
            return Map.of("kind", "everything", "leftOut", of(everything.leftOut()));
        }
        throw new IllegalArgumentException("A scope is kept item by item");
    }

    /** What {@link #of(Selection)} wrote. */
    static Selection selection(Map<?, ?> values) {
        return switch (text(values, "kind")) {
            case "listed" -> {
                SortedSet<Component> components = new TreeSet<>();
                for (String name : texts(values, "components")) {
                    components.add(Component.parse(name)
                            .orElseThrow(() -> new IllegalStateException("A selection names " + name)));
                }
                yield new Selection.Listed(components);
            }
            case "types" -> new Selection.Types(new TreeSet<>(texts(values, "types")), leftOut(values));
            case "everything" -> new Selection.Everything(leftOut(values));
            default -> throw new IllegalStateException("No selection is " + text(values, "kind"));
        };
    }

    private static Map<String, Object> of(LeftOut leftOut) {
        return Map.of("namespaces", List.copyOf(leftOut.namespaces()), "patterns", leftOut.patterns());
    }

    private static LeftOut leftOut(Map<?, ?> values) {
        Map<?, ?> leftOut = (Map<?, ?>) required(values, "leftOut");
        return new LeftOut(new TreeSet<>(texts(leftOut, "namespaces")), texts(leftOut, "patterns"));
    }

    private static List<String> names(Collection<Component> components) {
        return components.stream().map(Component::toString).toList();
    }

    private static List<String> texts(Map<?, ?> values, String name) {
        List<String> texts = new ArrayList<>();
        ((Collection<?>) required(values, name)).forEach(value -> texts.add(value.toString()));
        return texts;
    }

    private static String text(Map<?, ?> values, String name) {
        return required(values, name).toString();
    }

    private static Object required(Map<?, ?> values, String name) {
        return Objects.requireNonNull(values.get(name), () -> "A comparison's input has no " + name);
    }
}
