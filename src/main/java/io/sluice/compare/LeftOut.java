package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        List<Pattern> compiled = patterns.stream().map(LeftOut::pattern).toList();
        boolean all = namespaces.contains("*");
        return (component, namespace) ->
                (namespace != null && !namespace.isEmpty() && (all || namespaces.contains(namespace)))
                        || compiled.stream()
                                .anyMatch(pattern -> pattern.matcher(component.fullName())
                                                .matches()
                                        || pattern.matcher(component.toString()).matches());
    }

    /** Whether a component is left out. */
    @FunctionalInterface
    public interface Test {

        /** @param namespace of the managed package; null or empty for the org's own */
        boolean leavesOut(Component component, @Nullable String namespace);
    }

    private static Pattern pattern(String words) {
        String expression = words.strip()
                .chars()
                .mapToObj(each -> each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(Character.toString(each)))
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
