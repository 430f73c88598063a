package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What an org said of single members of a retrieve, found again by component. */
public record OrgMessages(List<String> messages) {

    public OrgMessages {
        messages = List.copyOf(messages);
    }

    /** The messages that name the component; one that names no component of the scope belongs to its whole type. */
    public List<String> about(Component component, Collection<Component> scope) {
        return messages.stream()
                .filter(message -> names(message, component)
                        || (mentions(message, component.type())
                                && scope.stream().noneMatch(other -> mentions(message, other.fullName()))))
                .toList();
    }

    /** Whether an org could not return the component for another reason than that it has none. */
    boolean leavesUnknown(Component component, Collection<Component> scope) {
        return about(component, scope).stream().anyMatch(message -> !saysAbsent(message));
    }

    private static boolean saysAbsent(String message) {
        return message.toLowerCase(Locale.ROOT).contains("cannot be found");
    }

    /** Several types may have a component of the same name; the message then names the type too. */
    private static boolean names(String message, Component component) {
        return mentions(message, component.fullName())
                && (mentions(message, component.type()) || !message.contains("of type '"));
    }

    private static boolean mentions(String message, String word) {
        return message.contains("'" + word + "'") || message.contains("\"" + word + "\"");
    }
}
