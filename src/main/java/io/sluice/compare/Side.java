package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one environment said about components. */
public record Side(String name, Map<Component, ComponentContent> contents, OrgMessages messages) {

    @Nullable
    ComponentContent content(Component component) {
        return contents.get(component);
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
