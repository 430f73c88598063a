package io.sluice.change;

import io.sluice.metadata.ComponentNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A scope as one text, as a record in an org and the form "Make changes" state it: {@code Type:FullName} a line, and
 * {@code delete Type:FullName} for what the change deletes.
 *
 * @param items the lines that were understood; what is no deletion counts as existing
 * @param problems one sentence for each line that was not, with its number
 */
public record StatedScope(List<ScopeItem> items, List<String> problems) {

    private static final String DELETE = "delete ";

    public StatedScope {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }

    /** @param place what the lines are called in the sentences, for example {@code the scope} */
    public static StatedScope read(String text, String place) {
        // Lines of the other kind become blank ones, so that the numbers in the sentences stay those of the text.
        ScopeLines kept =
                ScopeLines.read(lines(text, line -> !deletes(line), line -> line), place, ComponentNames::problem);
        ScopeLines deleted = ScopeLines.read(
                lines(text, StatedScope::deletes, line -> line.strip().substring(DELETE.length())),
                place,
                ComponentNames::problem);
        List<ScopeItem> items = new ArrayList<>();
        List<String> problems = new ArrayList<>(kept.problems());
        problems.addAll(deleted.problems());
        Map<String, ScopeItem> named = new HashMap<>();
        kept.components().forEach(component -> {
            ScopeItem item = new ScopeItem(component, ScopeItem.Kind.EXISTING);
            items.add(item);
            named.put(ScopeLines.key(component), item);
        });
        deleted.components().forEach(component -> {
            items.add(new ScopeItem(component, ScopeItem.Kind.DELETION));
            if (named.containsKey(ScopeLines.key(component))) {
                problems.add(component + " stands in " + place + " twice, once to be deleted; leave one of the two.");
            }
        });
        return new StatedScope(items, problems);
    }

    /** The items as text that {@link #read} understands, sorted. */
    public static String write(Scope scope) {
        return scope.items().stream()
                .map(item -> (item.isDeletion() ? DELETE : "") + item.component())
                .collect(Collectors.joining("\n"));
    }

    private static boolean deletes(String line) {
        return line.strip().startsWith(DELETE);
    }

    private static String lines(String text, Predicate<String> which, Function<String, String> content) {
        return text.lines()
                .map(line -> which.test(line) ? content.apply(line) : "")
                .collect(Collectors.joining("\n"));
    }
}
