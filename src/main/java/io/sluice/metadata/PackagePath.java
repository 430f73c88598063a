package io.sluice.metadata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which component a file of a package belongs to.
 *
 * @param companion whether the file is the {@code -meta.xml} beside the component's own file
 * @param inside the file's path inside a bundle; empty otherwise
 */
record PackagePath(MetadataType type, String fullName, boolean companion, String inside) {

    private static final String META = "-meta.xml";

    Component component() {
        return new Component(type.name(), fullName);
    }

    /** Whether the file's content is metadata in XML, not code or a binary. */
    boolean isXml() {
        return companion || inside.endsWith(META) || (!type.metaCompanion() && !type.bundle());
    }

    /** The path without the {@code unpackaged/} that an org puts before it when several packages may come. */
    static String withoutTop(String path) {
        return path.startsWith("unpackaged/") ? path.substring("unpackaged/".length()) : path;
    }

    /** Where an org puts the file: two paths of one place are one file, of which only one could count. */
    static String placeOf(String path) {
        return decode(withoutTop(path));
    }

    static boolean isManifest(String path) {
        return withoutTop(path).equals("package.xml");
    }

    /** Finds the owner of a file; empty for a manifest and for folders that no documented type uses. */
    static Optional<PackagePath> of(String path) {
        String inPackage = withoutTop(path);
        int slash = inPackage.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        List<MetadataType> types = MetadataTypes.inFolder(inPackage.substring(0, slash));
        String rest = inPackage.substring(slash + 1);
        for (MetadataType type : types) {
            Optional<PackagePath> found = type.bundle() ? bundle(type, rest) : file(type, rest);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<PackagePath> bundle(MetadataType type, String rest) {
        String[] steps = rest.split("/", -1);
        // Sites built of content lie one level deeper: digitalExperiences/site/Name/...
        int depth = type.name().equals("DigitalExperienceBundle") ? 2 : 1;
        if (steps.length > depth) {
            String name = String.join("/", List.of(steps).subList(0, depth));
            return Optional.of(new PackagePath(type, decode(name), false, rest.substring(name.length() + 1)));
        }
        // ExperienceBundle keeps its description beside the folder: experiences/Name.site-meta.xml.
        if (steps.length == 1 && rest.endsWith(".site" + META)) {
            String name = rest.substring(0, rest.length() - (".site" + META).length());
            return Optional.of(new PackagePath(type, decode(name), true, ""));
        }
        return Optional.empty();
    }

    private static Optional<PackagePath> file(MetadataType type, String rest) {
        boolean meta = rest.endsWith(META);
        String file = meta ? rest.substring(0, rest.length() - META.length()) : rest;
        String suffix = type.suffix();
        boolean nestedFolder = suffix != null && !file.endsWith("." + suffix);
        if (type.inFolder() && meta && (nestedFolder || !file.contains("/"))) {
            // The folder itself: reports/Sales-meta.xml.
            return Optional.of(new PackagePath(type, decode(file), true, ""));
        }
        if (suffix == null) {
            return Optional.of(new PackagePath(type, decode(file), meta, ""));
        }
        if (!file.endsWith("." + suffix)) {
            return Optional.empty();
        }
        String name = file.substring(0, file.length() - suffix.length() - 1);
        if (type.folder().equals("territory2Models")) {
            name = territory(name);
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new PackagePath(type, decode(name), meta, ""));
    }

    /** {@code Model/Model} is the model, {@code Model/rules/Rule} and {@code Model/territories/Place} are {@code Model.X}. */
    private static String territory(String name) {
        String[] steps = name.split("/", -1);
        return switch (steps.length) {
            case 2 -> steps[1];
            case 3 -> steps[0] + "." + steps[2];
            default -> name;
        };
    }

    private static String decode(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            // URLDecoder would read + as a space; in a file name it is itself.
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A lone % belongs to the name.
            return name;
        }
    }
}
