package io.sluice.rehearsal.metadata;

import java.util.Optional;

/**
 * Which component a file of a package belongs to.
 *
 * @param type the component's type
 * @param fullName the component's name
 * @param companion true for a {@code -meta.xml} file beside the content
 */
public record ComponentPath(MetadataType type, String fullName, boolean companion) {
    private static final String META = "-meta.xml";

    /** Reads an address such as {@code objects/Invoice__c.object}; empty when no known type has such a file. */
    public static Optional<ComponentPath> of(String path) {
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1 || path.contains("..") || path.contains("//")) {
            return Optional.empty();
        }
        String rest = path.substring(slash + 1);
        return MetadataTypes.inDirectory(path.substring(0, slash)).flatMap(type -> of(type, rest));
    }

    private static Optional<ComponentPath> of(MetadataType type, String rest) {
        if (type.bundle()) {
            int slash = rest.indexOf('/');
            return slash < 1 ? Optional.empty() : Optional.of(new ComponentPath(type, rest.substring(0, slash), false));
        }
        boolean meta = rest.endsWith(META);
        String file = meta ? rest.substring(0, rest.length() - META.length()) : rest;
        String ending = "." + type.suffix();
        if (meta && type.inFolder() && !file.endsWith(ending)) {
            return Optional.of(new ComponentPath(type, file, false));
        }
        if (meta && !type.companion()) {
            return Optional.empty();
        }
        if (!file.endsWith(ending) || file.length() == ending.length() || file.contains("/") != type.inFolder()) {
            return Optional.empty();
        }
        return Optional.of(new ComponentPath(type, file.substring(0, file.length() - ending.length()), meta));
    }
}
