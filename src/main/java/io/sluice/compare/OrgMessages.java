package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an org said of single members of a retrieve, found again by component. Each message is read once: a scope of
 * thousands that the org lacks brings as many messages.
 */
public final class OrgMessages {

    /** A name may itself have quotes in it, so that a message's pieces between quotes are also tried joined. */
    private static final int MOST_PIECES = 4;

    private final List<String> messages;
    private final Map<String, Set<Integer>> byWord = new HashMap<>();
    private final Set<Integer> naming = new HashSet<>();

    /** @param scope what was asked for: a message that names none of it belongs to the whole type that it names */
    public OrgMessages(List<String> messages, Collection<Component> scope) {
        this.messages = List.copyOf(messages);
        for (int number = 0; number < this.messages.size(); number++) {
            quoted(this.messages.get(number), '\'', number);
            quoted(this.messages.get(number), '"', number);
        }
        scope.forEach(component -> naming.addAll(saying(component.fullName())));
    }

    /** The messages that name the component; one that names no component of the scope belongs to its whole type. */
    public List<String> about(Component component) {
        Set<Integer> ofType = saying(component.type());
        Set<Integer> about = new TreeSet<>();
        for (int number : saying(component.fullName())) {
            // Several types may have a component of the same name; the message then names the type too.
            if (ofType.contains(number) || !messages.get(number).contains("of type '")) {
                about.add(number);
            }
        }
        for (int number : ofType) {
            if (!naming.contains(number)) {
                about.add(number);
            }
        }
        return about.stream().map(messages::get).toList();
    }

    /** Whether an org could not return the component for another reason than that it has none. */
    public boolean leavesUnknown(Component component) {
        return about(component).stream().anyMatch(message -> !saysAbsent(message));
    }

    private static boolean saysAbsent(String message) {
        return message.toLowerCase(Locale.ROOT).contains("cannot be found");
    }

    private Set<Integer> saying(String word) {
        return byWord.getOrDefault(word, Set.of());
    }

    private void quoted(String message, char quote, int number) {
        List<Integer> quotes = new ArrayList<>();
        for (int at = message.indexOf(quote); at >= 0; at = message.indexOf(quote, at + 1)) {
            quotes.add(at);
        }
        for (int from = 0; from < quotes.size(); from++) {
            for (int to = from + 1; to < quotes.size() && to <= from + MOST_PIECES; to++) {
                byWord.computeIfAbsent(message.substring(quotes.get(from) + 1, quotes.get(to)), word -> new TreeSet<>())
                        .add(number);
            }
        }
    }
}
