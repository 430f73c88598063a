package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison leaves out.
 *
 * @param namespaces prefixes of managed packages; {@code *} for all of them
 * @param patterns of full names, or of {@code Type:FullName} where they have a colon; {@code *} stands for anything,
 *     {@code ?} for one character; upper and lower case are not told apart
 */
public record LeftOut(SortedSet<String> namespaces, List<String> patterns) {

    /** Nothing is left out. */
    public static final LeftOut NOTHING = new LeftOut(Collections.emptySortedSet(), List.of());

    /** All managed packages' components are left out. */
    public static final LeftOut PACKAGES = new LeftOut(new TreeSet<>(List.of("*")), List.of());

    public LeftOut {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        patterns = List.copyOf(patterns);
    }

    /** A test that is made once for many components. */
    public Test test() {
        List<NamePattern> names = patterns.stream().map(NamePattern::new).toList();
        boolean all = namespaces.contains("*");
        return (component, namespace) ->
                (namespace != null && !namespace.isEmpty() && (all || namespaces.contains(namespace)))
                        || names.stream()
                                .anyMatch(name ->
                                        name.matches(component.fullName()) || name.matches(component.toString()));
    }

    /** Whether a component is left out. */
    @FunctionalInterface
    public interface Test {

        /** @param namespace of the managed package; null or empty for the org's own */
        boolean leavesOut(Component component, @Nullable String namespace);
    }
}
