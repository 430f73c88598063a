package io.sluice.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metadata types that Salesforce documents. Names are case-sensitive, as the API's are. */
public final class MetadataTypes {

    private static final Map<String, MetadataType> BY_NAME = readTable();

    /** Asked for each of thousands of files. */
    private static final Map<String, List<MetadataType>> BY_FOLDER = BY_NAME.values().stream()
            .filter(type -> !type.isChild())
            .collect(Collectors.groupingBy(MetadataType::folder, Collectors.toUnmodifiableList()));

    private MetadataTypes() {}

    public static Optional<MetadataType> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every documented type, child types after the types with files of their own. */
    public static List<MetadataType> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The types whose components stand inside the files of the given type; empty for most. */
    public static List<MetadataType> childrenOf(String parent) {
        return BY_NAME.values().stream()
                .filter(type -> parent.equals(type.parent()))
                .toList();
    }

    /** Every type with files of its own in the given folder of a package. */
    static List<MetadataType> inFolder(String folder) {
        return BY_FOLDER.getOrDefault(folder, List.of());
    }

    private static Map<String, MetadataType> readTable() {
        Map<String, MetadataType> types = new LinkedHashMap<>();
        for (List<String> row : rows(MetadataTypeTable.FILES)) {
            String marks = row.size() > 3 ? row.get(3) : "";
            add(
                    types,
                    new MetadataType(
                            row.get(0),
                            row.get(1),
                            none(row.get(2)),
                            marks.contains("F"),
                            marks.contains("M"),
                            marks.contains("B"),
                            null,
                            null));
        }
        for (List<String> row : rows(MetadataTypeTable.CHILDREN)) {
            MetadataType parent = types.get(row.get(1));
            if (parent == null) {
                throw new IllegalStateException("The type table names no type " + row.get(1));
            }
            add(
                    types,
                    new MetadataType(
                            row.get(0),
                            parent.folder(),
                            parent.suffix(),
                            false,
                            false,
                            false,
                            parent.name(),
                            row.get(2)));
        }
        return types;
    }

    private static void add(Map<String, MetadataType> types, MetadataType type) {
        if (types.put(type.name(), type) != null) {
            throw new IllegalStateException("The type table names " + type.name() + " twice");
        }
    }

    private static List<List<String>> rows(String table) {
        List<List<String>> rows = new ArrayList<>();
        table.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> rows.add(List.of(line.strip().split(" "))));
        return rows;
    }

    private static @Nullable String none(String cell) {
        return cell.equals("-") ? null : cell;
    }
}
