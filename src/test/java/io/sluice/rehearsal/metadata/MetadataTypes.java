package io.sluice.rehearsal.metadata;

import io.sluice.rehearsal.metadata.MetadataType.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The types that a rehearsal org knows: what the table {@code metadata-types.txt} says. */
public final class MetadataTypes {
    private static final Map<String, MetadataType> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, List<MetadataType>> BY_DIRECTORY = new HashMap<>();
    private static final Map<String, MetadataType> PARENT_OF = new LinkedHashMap<>();
    private static final Set<String> DESCRIBED = new HashSet<>();
    private static final Map<String, MetadataType> BY_FOLDER_TYPE = new LinkedHashMap<>();
    private static final Set<String> LISTS_EMPTY = Set.of("StandardValueSet", "BotVersion");

    static {
        try (var in =
                Objects.requireNonNull(MetadataTypes.class.getResourceAsStream("/rehearsal/metadata-types.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(MetadataTypes::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MetadataTypes() {}

    private static void add(String line) {
        String[] column = line.split(" ");
        Map<String, String> children = new LinkedHashMap<>();
        List<String> described = new ArrayList<>();
        for (String child : list(column[5])) {
            int eq = child.indexOf('=');
            if (eq < 0) {
                described.add(child);
            } else {
                children.put(child.substring(0, eq), child.substring(eq + 1));
            }
        }
        MetadataType type = new MetadataType(
                column[0],
                column[1],
                column[2].equals("-") ? "" : column[2],
                Shape.valueOf(column[3].toUpperCase(Locale.ROOT).replace('-', '_')),
                list(column[4]),
                Collections.unmodifiableMap(children),
                List.copyOf(described));
        BY_NAME.put(type.xmlName(), type);
        String top = type.shape() == Shape.MODEL_PART ? MetadataType.MODELS : type.directory();
        BY_DIRECTORY.computeIfAbsent(top, d -> new ArrayList<>()).add(type);
        children.values().forEach(child -> PARENT_OF.put(child, type));
        DESCRIBED.addAll(described);
        type.folderTypes().forEach(folder -> BY_FOLDER_TYPE.put(folder, type));
    }

    private static List<String> list(String column) {
        return column.equals("-") ? List.of() : Arrays.asList(column.split(","));
    }

    /** All top-level types. */
    public static Collection<MetadataType> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** The top-level type of that name. */
    public static Optional<MetadataType> named(String xmlName) {
        return Optional.ofNullable(BY_NAME.get(xmlName));
    }

    /** The type whose files hold children of that type, for example {@code CustomObject} for {@code CustomField}. */
    public static Optional<MetadataType> parentOf(String childType) {
        return Optional.ofNullable(PARENT_OF.get(childType));
    }

    /** The in-folder type whose folders have that type name, for example {@code Report} for {@code ReportFolder}. */
    public static Optional<MetadataType> ofFolderType(String folderType) {
        return Optional.ofNullable(BY_FOLDER_TYPE.get(folderType));
    }

    /** True for a top-level, child or folder type. */
    public static boolean known(String type) {
        return BY_NAME.containsKey(type)
                || PARENT_OF.containsKey(type)
                || BY_FOLDER_TYPE.containsKey(type)
                || DESCRIBED.contains(type);
    }

    /** True for a type that {@code listMetadata} answers with nothing, whatever the org holds. */
    public static boolean listsEmpty(String type) {
        return LISTS_EMPTY.contains(type) || DESCRIBED.contains(type);
    }

    static List<MetadataType> inDirectory(String directory) {
        return BY_DIRECTORY.getOrDefault(directory, List.of());
    }
}
