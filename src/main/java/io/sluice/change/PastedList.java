package io.sluice.change;

import io.sluice.metadata.Component;
import io.sluice.metadata.ManifestXml;
import io.sluice.metadata.MetadataTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A list of components that a person pasted: a package.xml or destructiveChanges.xml, CSV with or without a head, or lines
 * {@code Type:Name} as a scope is typed. Which one it is shows in the text itself.
 *
 * @param format in words
 */
record PastedList(String format, List<PastedLine> lines) {

    private static final String DELETE = "delete ";
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private static final Set<String> TYPE_HEADS = Set.of("type", "metadata type", "metadatatype", "component type");
    private static final Set<String> NAME_HEADS =
            Set.of("name", "full name", "fullname", "full_name", "api name", "member", "component", "component name");
    private static final Set<String> KIND_HEADS = Set.of("kind", "change", "action", "operation");

    static PastedList read(String text) {
        if (text.stripLeading().startsWith("<")) {
            return xml(text);
        }
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        Optional<Character> separator = separator(first);
        return separator.isPresent() && !isTyped(first) ? csv(text, separator.get()) : lines(text);
    }

    private static PastedList xml(String text) {
        String name = "The pasted XML";
        List<PastedLine> lines = new ArrayList<>();
        try {
            byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
            int before = (int) text.substring(0, text.indexOf('<'))
                    .chars()
                    .filter(sign -> sign == '\n')
                    .count();
            for (ManifestXml.Member member : ManifestXml.members(new ByteArrayInputStream(bytes), name)) {
                lines.add(member(member, before));
            }
        } catch (IOException e) {
            lines.add(new PastedLine(1, shown(text.strip()), null, null, e.getMessage() + "."));
        }
        return new PastedList("package.xml", lines);
    }

    private static PastedLine member(ManifestXml.Member member, int before) {
        int line = member.line() + before;
        String text = member.type() + ":" + member.name();
        if (member.type().isEmpty()) {
            return new PastedLine(line, member.name(), null, null, "Its <types> has no <name>.");
        }
        if (member.name().isEmpty()) {
            return new PastedLine(line, text, null, null, "The <members> is empty.");
        }
        return new PastedLine(line, text, new Component(member.type(), member.name()), null, null);
    }

    private static PastedList lines(String text) {
        List<PastedLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty()) {
                continue;
            }
            boolean deletes = stripped.toLowerCase(Locale.ROOT).startsWith(DELETE);
            Optional<Component> component = Component.parse(deletes ? stripped.substring(DELETE.length()) : stripped);
            lines.add(new PastedLine(
                    number,
                    shown(stripped),
                    component.orElse(null),
                    deletes ? ScopeItem.Kind.DELETION : null,
                    component.isPresent()
                            ? null
                            : "It is not written as Type:FullName, for example ApexClass:InvoiceService."));
        }
        return new PastedList("lines Type:Name", lines);
    }

    private static PastedList csv(String text, char separator) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        List<PastedLine> lines = new ArrayList<>();
        // A spreadsheet begins its file with a mark of the byte order.
        try (CSVParser parser = CSVParser.parse(text.replace("\uFEFF", ""), format)) {
            Columns columns = new Columns(0, 1, -1);
            boolean first = true;
            int line = 0;
            for (CSVRecord record : parser) {
                int begins = line + 1;
                line = (int) parser.getCurrentLineNumber();
                Optional<Columns> head = first ? head(record) : Optional.empty();
                first = false;
                if (head.isPresent()) {
                    columns = head.get();
                } else if (record.stream().anyMatch(cell -> !cell.isBlank())) {
                    lines.add(entry(record, columns, Math.max(begins, line - linesOf(record) + 1)));
                }
            }
        } catch (IOException | java.io.UncheckedIOException | IllegalStateException e) {
            lines.add(new PastedLine(
                    lines.size() + 1,
                    "",
                    null,
                    null,
                    "The rest can't be read as CSV: a quotation mark stands where none can be, or one is missing."));
        }
        return new PastedList("CSV", lines);
    }

    private record Columns(int type, int name, int kind) {}

    private static int linesOf(CSVRecord record) {
        return 1
                + (int) record.stream()
                        .flatMapToInt(String::chars)
                        .filter(sign -> sign == '\n')
                        .count();
    }

    private static Optional<Columns> head(CSVRecord record) {
        int type = -1;
        int name = -1;
        int kind = -1;
        for (int i = 0; i < record.size(); i++) {
            String word = record.get(i).toLowerCase(Locale.ROOT);
            if (TYPE_HEADS.contains(word)) {
                type = i;
            } else if (NAME_HEADS.contains(word)) {
                name = i;
            } else if (KIND_HEADS.contains(word)) {
                kind = i;
            }
        }
        return type >= 0 && name >= 0 ? Optional.of(new Columns(type, name, kind)) : Optional.empty();
    }

    private static PastedLine entry(CSVRecord record, Columns columns, int line) {
        String text = shown(String.join(", ", record.toList()));
        String type = cell(record, columns.type());
        String name = cell(record, columns.name());
        if (type.isEmpty() || name.isEmpty()) {
            return new PastedLine(line, text, null, null, "It needs a type and a name, each in its column.");
        }
        String word = cell(record, columns.kind());
        Optional<ScopeItem.Kind> kind = kind(word);
        if (!word.isEmpty() && kind.isEmpty()) {
            return new PastedLine(
                    line, text, null, null, "\"" + word + "\" is no kind; write existing, proposed or deletion.");
        }
        return new PastedLine(line, text, new Component(type, name), kind.orElse(null), null);
    }

    private static String cell(CSVRecord record, int column) {
        return column >= 0 && column < record.size() ? record.get(column).strip() : "";
    }

    private static Optional<ScopeItem.Kind> kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "existing", "edit", "change", "changed" -> Optional.of(ScopeItem.Kind.EXISTING);
            case "proposed", "new", "add", "added" -> Optional.of(ScopeItem.Kind.PROPOSED);
            case "deletion", "delete", "deleted" -> Optional.of(ScopeItem.Kind.DELETION);
            default -> Optional.empty();
        };
    }

    /** A name may hold a comma, so a line that begins with a type and a colon is no CSV. */
    private static boolean isTyped(String line) {
        String text = line.strip();
        boolean deletes = text.toLowerCase(Locale.ROOT).startsWith(DELETE);
        return Component.parse(deletes ? text.substring(DELETE.length()) : text)
                .filter(component -> MetadataTypes.find(component.type()).isPresent())
                .isPresent();
    }

    private static Optional<Character> separator(String line) {
        for (char separator : SEPARATORS) {
            if (line.indexOf(separator) >= 0) {
                return Optional.of(separator);
            }
        }
        return Optional.empty();
    }

    private static String shown(@Nullable String text) {
        String one = text == null ? "" : text.replaceAll("\\s+", " ");
        return one.length() <= 120 ? one : one.substring(0, 120) + "...";
    }
}
