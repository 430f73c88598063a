package io.sluice.compare.difference;

import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentState;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One written case: two states of a component and the exact words about what differs. The file says {@code ### title}, then
 * {@code Type:Name path}, then parts that begin with {@code --- source}, {@code --- target}, {@code --- words},
 * {@code --- notes}, {@code --- not compared} or {@code --- companions}. A part of a side may name another file; metadata
 * stands there without its outermost element. A side without a part does not have the component.
 */
record DifferenceCase(
        String title,
        Component component,
        Map<String, byte[]> source,
        Map<String, byte[]> target,
        Set<Component> companions,
        List<String> words,
        List<String> notes,
        List<String> notCompared) {

    static final Path FOLDER = Path.of("src/test/resources/differences");

    /** The path begins with the first word that is a folder. */
    private static final Pattern HEAD = Pattern.compile("(.+?) ([A-Za-z]+/.*)");

    static List<DifferenceCase> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().flatMap(file -> read(file).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ComponentDifferences compare() {
        return Differences.of(component, state(component, source), state(component, target), companions);
    }

    ComponentDifferences mirrored() {
        return Differences.of(component, state(component, target), state(component, source), companions);
    }

    static @Nullable ComponentState state(Component component, Map<String, byte[]> files) {
        try {
            return files.isEmpty() ? null : ComponentState.read(component, files);
        } catch (BrokenPackageException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DifferenceCase> read(Path file) {
        try {
            String text = Files.readString(file);
            return Stream.of(text.split("(?m)^### "))
                    .skip(1)
                    .map(DifferenceCase::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DifferenceCase parse(String text) {
        String[] parts = text.split("(?m)^--- ");
        List<String> head = parts[0].lines().toList();
        Matcher named = HEAD.matcher(head.get(1));
        if (!named.matches()) {
            throw new IllegalArgumentException("Case " + head.get(0) + " names no component and path");
        }
        Component component = Component.parse(named.group(1)).orElseThrow();
        String path = named.group(2);
        Map<String, byte[]> source = new TreeMap<>();
        Map<String, byte[]> target = new TreeMap<>();
        Set<Component> companions = new HashSet<>();
        List<String> words = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> notCompared = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            int line = parts[i].indexOf('\n');
            String name = parts[i].substring(0, line).strip();
            String body = parts[i].substring(line + 1);
            if (name.equals("source") || name.startsWith("source ")) {
                add(component, source, name.substring("source".length()).strip(), path, body);
            } else if (name.equals("target") || name.startsWith("target ")) {
                add(component, target, name.substring("target".length()).strip(), path, body);
            } else {
                List<String> lines =
                        body.lines().filter(each -> !each.isBlank()).toList();
                switch (name) {
                    case "words" -> words.addAll(lines);
                    case "notes" -> notes.addAll(lines);
                    case "not compared" -> notCompared.addAll(lines);
                    case "companions" ->
                        lines.forEach(
                                each -> companions.add(Component.parse(each).orElseThrow()));
                    default -> throw new IllegalArgumentException("Case " + head.get(0) + " has a part " + name);
                }
            }
        }
        return new DifferenceCase(
                component.type() + ": " + head.get(0),
                component,
                source,
                target,
                companions,
                words,
                notes,
                notCompared);
    }

    private static void add(Component component, Map<String, byte[]> side, String other, String path, String body) {
        String at = other.isEmpty() ? path : other;
        boolean xml = other.isEmpty() && !at.matches(".*\\.(cls|trigger|js|html|css|cmp|page|resource)$")
                || at.endsWith("-meta.xml");
        MetadataType type = MetadataTypes.find(component.type()).orElseThrow();
        String root = type.parent() == null ? type.name() : type.parent();
        String text = xml
                ? "<" + root + " xmlns=\"http://soap.sforce.com/2006/04/metadata\""
                        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + body + "</" + root + ">"
                : body;
        side.put(at, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a failure names. */
    @Override
    public String toString() {
        return title;
    }
}
