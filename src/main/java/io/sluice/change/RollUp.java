package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The scope of a release: its own items and those of its children, each once.
 *
 * @param items own ones first
 * @param origins for each item that a child names, the children
 * @param problems one sentence for each item that one keeps and another deletes
 */
record RollUp(List<ScopeItem> items, SortedMap<Component, SortedSet<String>> origins, List<String> problems) {

    private static final String ITSELF = "";

    static RollUp of(List<ScopeItem> own, SortedMap<String, Scope> children) {
        List<ScopeItem> items = new ArrayList<>();
        SortedMap<Component, SortedSet<String>> origins = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        Map<String, ScopeItem> named = new HashMap<>();
        Map<String, String> namedBy = new HashMap<>();
        SortedMap<String, List<ScopeItem>> all = new TreeMap<>();
        all.put(ITSELF, own);
        children.forEach((child, scope) -> all.put(child, scope.items()));
        all.forEach((source, theirs) -> theirs.forEach(item -> {
            String key = ScopeLines.key(item.component());
            ScopeItem known = named.putIfAbsent(key, item);
            if (known == null) {
                items.add(item);
                namedBy.put(key, source);
            } else if (known.isDeletion() != item.isDeletion()) {
                problems.add(item.component() + " is deleted by "
                        + who(known.isDeletion() ? namedBy.getOrDefault(key, ITSELF) : source) + " and kept by "
                        + who(known.isDeletion() ? source : namedBy.getOrDefault(key, ITSELF))
                        + "; one of them has to change before both can be in one release.");
            }
            if (!source.equals(ITSELF)) {
                origins.computeIfAbsent((known == null ? item : known).component(), component -> new TreeSet<>())
                        .add(source);
            }
        }));
        return new RollUp(items, origins, problems);
    }

    private static String who(String source) {
        return source.equals(ITSELF) ? "the release itself" : source;
    }
}
