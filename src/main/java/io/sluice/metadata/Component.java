package io.sluice.metadata;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * One metadata component: its type and its full API name, for example {@code CustomField:Invoice__c.Amount__c}.
 *
 * <p>Ordered by type, then by name, both by code point. Whether the type exists and the name is well formed is asked of
 * {@link MetadataTypes} and {@link ComponentNames}.
 */
public record Component(String type, String fullName) implements Comparable<Component> {

    private static final Comparator<Component> ORDER =
            Comparator.comparing(Component::type).thenComparing(Component::fullName);

    public Component {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(fullName, "fullName");
    }

    /** Reads {@code Type:FullName}, white space around either part ignored; empty where the text has not that form. */
    public static Optional<Component> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String type = text.substring(0, colon).strip();
        String name = text.substring(colon + 1).strip();
        return type.isEmpty() || name.isEmpty() ? Optional.empty() : Optional.of(new Component(type, name));
    }

    @Override
    public int compareTo(Component other) {
        return ORDER.compare(this, other);
    }

    /** {@code Type:FullName}, which {@link #parse} reads again. */
    @Override
    public String toString() {
        return type + ":" + fullName;
    }
}
