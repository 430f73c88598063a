package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.ContentDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one environment said about a scope. */
public record Side(String name, Map<Component, ComponentContent> contents, OrgMessages messages) {

    @Nullable
    ComponentContent content(Component component) {
        return contents.get(component);
    }

    ContentDigest digest(Collection<Component> scope) {
        Map<Component, Optional<String>> hashes = new TreeMap<>();
        for (Component component : scope) {
            hashes.put(component, Optional.ofNullable(contents.get(component)).map(ComponentContent::hash));
        }
        return ContentDigest.of(hashes);
    }

    boolean leavesUnknown(Component component) {
        return !contents.containsKey(component) && messages.leavesUnknown(component);
    }

    @Nullable
    String note(Component component) {
        var about = messages.about(component);
        return about.isEmpty() ? null : name + ": " + String.join("; ", about);
    }
}
