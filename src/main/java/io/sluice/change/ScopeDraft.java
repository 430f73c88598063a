package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scope while it is being put together. Nothing of it counts before it is submitted.
 *
 * @param items sorted by component; each component once, upper and lower case not told apart
 */
public record ScopeDraft(List<ScopeItem> items) {

    public static final ScopeDraft EMPTY = new ScopeDraft(List.of());

    public ScopeDraft {
        Map<String, ScopeItem> once = new HashMap<>();
        items.forEach(item -> once.putIfAbsent(ScopeLines.key(item.component()), item));
        items = once.values().stream()
                .sorted(Comparator.comparing(ScopeItem::component))
                .toList();
    }

    /** From the texts of a form: one {@code Type:FullName} a line in each. */
    public static ScopeDraft read(String existing, String proposed, String deletions) {
        List<ScopeItem> items = new ArrayList<>();
        add(existing, ScopeItem.Kind.EXISTING, items);
        add(proposed, ScopeItem.Kind.PROPOSED, items);
        add(deletions, ScopeItem.Kind.DELETION, items);
        return new ScopeDraft(items);
    }

    private static void add(String lines, ScopeItem.Kind kind, List<ScopeItem> items) {
        lines.lines().forEach(line -> Component.parse(line)
                .ifPresent(component -> items.add(new ScopeItem(component, kind))));
    }

    /** The items of one kind as the form's text. */
    public String text(ScopeItem.Kind kind) {
        return items.stream()
                .filter(item -> item.kind() == kind)
                .map(item -> item.component().toString())
                .collect(Collectors.joining("\n"));
    }

    public Optional<ScopeItem> find(Component component) {
        String key = ScopeLines.key(component);
        return items.stream()
                .filter(item -> ScopeLines.key(item.component()).equals(key))
                .findFirst();
    }

    /** With these items besides; what is there already stays as it is. */
    public ScopeDraft with(Collection<ScopeItem> more) {
        List<ScopeItem> all = new ArrayList<>(items);
        all.addAll(more);
        return new ScopeDraft(all);
    }

    public ScopeDraft without(Component component) {
        String key = ScopeLines.key(component);
        return new ScopeDraft(items.stream()
                .filter(item -> !ScopeLines.key(item.component()).equals(key))
                .toList());
    }

    public List<Component> components() {
        return items.stream().map(ScopeItem::component).toList();
    }
}
