package io.sluice.rehearsal.metadata;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which component a file of a package belongs to.
 *
 * @param type the component's type
 * @param fullName the component's name
 * @param companion true for a {@code -meta.xml} file beside the content
 * @param folder true for the file that describes a folder
 */
public record ComponentPath(MetadataType type, String fullName, boolean companion, boolean folder) {
    private static final String META = "-meta.xml";

    /** Reads an address such as {@code objects/Invoice__c.object}; empty when no known type has such a file. */
    public static Optional<ComponentPath> of(String path) {
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1 || path.contains("..") || path.contains("//")) {
            return Optional.empty();
        }
        String rest = path.substring(slash + 1);
        // Where types share a directory, the longest ending decides.
        return MetadataTypes.inDirectory(path.substring(0, slash)).stream()
                .sorted(Comparator.comparingInt((MetadataType t) -> t.suffix().length())
                        .reversed())
                .flatMap(type -> of(type, rest).stream())
                .findFirst();
    }

    private static Optional<ComponentPath> of(MetadataType type, String rest) {
        return switch (type.shape()) {
            case BUNDLE -> bundle(type, rest, rest.indexOf('/'));
            case BUNDLE_IN_FOLDER -> bundle(type, rest, rest.indexOf('/', rest.indexOf('/') + 1));
            case MODEL -> model(type, rest);
            case MODEL_PART -> modelPart(type, rest);
            default -> file(type, rest);
        };
    }

    private static Optional<ComponentPath> bundle(MetadataType type, String rest, int slash) {
        String beside = "." + type.suffix() + META;
        if (!rest.contains("/") && !type.suffix().isEmpty() && rest.endsWith(beside)) {
            return Optional.of(
                    new ComponentPath(type, rest.substring(0, rest.length() - beside.length()), true, false));
        }
        return slash < 1
                ? Optional.empty()
                : Optional.of(new ComponentPath(type, rest.substring(0, slash), false, false));
    }

    private static Optional<ComponentPath> model(MetadataType type, String rest) {
        String name = rest.replaceFirst("/.*", "");
        return rest.equals(name + "/" + name + "." + type.suffix())
                ? Optional.of(new ComponentPath(type, name, false, false))
                : Optional.empty();
    }

    private static Optional<ComponentPath> modelPart(MetadataType type, String rest) {
        String[] part = rest.split("/");
        String ending = "." + type.suffix();
        return part.length == 3 && part[1].equals(type.directory()) && part[2].endsWith(ending)
                ? Optional.of(new ComponentPath(
                        type, part[0] + "." + part[2].substring(0, part[2].length() - ending.length()), false, false))
                : Optional.empty();
    }

    private static Optional<ComponentPath> file(MetadataType type, String rest) {
        boolean meta = rest.endsWith(META);
        String file = meta ? rest.substring(0, rest.length() - META.length()) : rest;
        String ending = type.anySuffix() ? "" : "." + type.suffix();
        if (meta && type.inFolder() && (type.anySuffix() ? !file.contains("/") : !file.endsWith(ending))) {
            return Optional.of(new ComponentPath(type, file, false, true));
        }
        if (meta && !type.companion()) {
            return Optional.empty();
        }
        if (!file.endsWith(ending) || file.length() == ending.length() || file.contains("/") != type.inFolder()) {
            return Optional.empty();
        }
        return Optional.of(new ComponentPath(type, file.substring(0, file.length() - ending.length()), meta, false));
    }
}
