package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.Findings.Item;
import io.sluice.metadata.ComponentState;
import io.sluice.metadata.FileState;
import io.sluice.metadata.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares files of code, other texts, archives and binaries. */
final class FileComparison {

    private static final Set<String> CODE = Set.of(
            "ApexClass",
            "ApexTrigger",
            "ApexPage",
            "ApexComponent",
            "AuraDefinitionBundle",
            "LightningComponentBundle");

    private final boolean code;
    private final Place root;
    private final Findings findings;

    FileComparison(String type, Place root, Findings findings) {
        this.code = CODE.contains(type);
        this.root = root;
        this.findings = findings;
    }

    /** Compares two files of one path, of which one side may have none. */
    void compare(String path, @Nullable FileState source, @Nullable FileState target) {
        if (source == null || target == null) {
            FileState only = source == null ? target : source;
            if (only != null) {
                Place at = place(path);
                findings.item(
                        source == null ? Kind.REMOVED : Kind.ADDED,
                        at,
                        new Item("", path, at.innermost(), root, new XmlNode("file", "", 1)),
                        only instanceof FileState.Text text ? " (" + lines(text.text()) + ")" : "");
                show(path, source, target);
            }
            return;
        }
        if (source instanceof FileState.Text ours && target instanceof FileState.Text theirs) {
            texts(path, ours.text(), theirs.text());
        } else if (source instanceof FileState.Binary ours
                && target instanceof FileState.Binary theirs
                && ours.sha256().equals(theirs.sha256())) {
            return;
        } else if (!archives(path, source, target)) {
            changed(
                    path,
                    size(source),
                    size(target),
                    "content changes from " + shortSize(target) + " to " + shortSize(source));
            findings.text(new TextDifference(key(path), place(path).words(), null, null, true));
        }
    }

    /** Shows a file that came or went with its whole component. */
    void show(String path, @Nullable FileState source, @Nullable FileState target) {
        boolean binary = source instanceof FileState.Binary || target instanceof FileState.Binary;
        findings.text(new TextDifference(
                key(path),
                place(path).words(),
                source instanceof FileState.Text text ? text.text() : null,
                target instanceof FileState.Text text ? text.text() : null,
                binary));
    }

    private void texts(String path, String source, String target) {
        if (source.equals(target)) {
            return;
        }
        if (source.lines().toList().equals(target.lines().toList())) {
            findings.note("Only line ends differ in "
                    + ItemNames.lowerFirst(place(path).words()) + "; that is not told as a difference.");
            return;
        }
        TextDifference text = new TextDifference(key(path), place(path).words(), source, target, false);
        changed(path, null, null, (code ? "code changes" : "text changes") + " (" + counted(text) + ")");
        findings.text(text);
    }

    private static String counted(TextDifference text) {
        LineDifference lines = LineDifference.of(text);
        if (lines.note() != null) {
            return "from " + lines(String.valueOf(text.target())) + " to " + lines(String.valueOf(text.source()));
        }
        List<String> counts = new ArrayList<>();
        count(counts, lines, LineDifference.Kind.ADDED, "added");
        count(counts, lines, LineDifference.Kind.REMOVED, "removed");
        count(counts, lines, LineDifference.Kind.CHANGED, "changed");
        return String.join(", ", counts);
    }

    private static void count(List<String> counts, LineDifference lines, LineDifference.Kind kind, String word) {
        long count = lines.rows().stream().filter(row -> row.kind() == kind).count();
        if (count > 0) {
            counts.add(count + (counts.isEmpty() ? (count == 1 ? " line " : " lines ") : " ") + word);
        }
    }

    /** Looks into two archives; false where one of them is none that can be read. */
    private boolean archives(String path, FileState source, FileState target) {
        if (!(source instanceof FileState.Binary ours) || !(target instanceof FileState.Binary theirs)) {
            return false;
        }
        SortedMap<String, FileState> ourEntries = ours.entries();
        SortedMap<String, FileState> theirEntries = theirs.entries();
        if (ourEntries.isEmpty() || theirEntries.isEmpty()) {
            return false;
        }
        TreeSet<String> entries = new TreeSet<>(ourEntries.keySet());
        entries.addAll(theirEntries.keySet());
        int before = findings.found().size();
        for (String entry : entries) {
            compare(path + "!/" + entry, ourEntries.get(entry), theirEntries.get(entry));
        }
        if (findings.found().size() == before) {
            // Comments, times, compression: whoever opens the file may care, so bytes that differ are never the same.
            changed(
                    path,
                    size(source),
                    size(target),
                    "the archive is packed differently, but no file in it has other content");
        }
        return true;
    }

    private void changed(String path, @Nullable String source, @Nullable String target, String what) {
        Place at = place(path);
        findings.add(
                new Difference(Kind.CHANGED, key(path), at.words(), source, target, at.subject() + ": " + what, null));
    }

    private Place place(String path) {
        if (path.isEmpty()) {
            return root;
        }
        if (path.equals(ComponentState.COMPANION)) {
            return root.inner("-meta.xml", "Description");
        }
        return new Place(path, root.root(), List.of("File " + path.replaceFirst("^!/", "")));
    }

    private static String key(String path) {
        return path.equals(ComponentState.COMPANION) ? "-meta.xml" : path;
    }

    private static String size(FileState file) {
        if (file instanceof FileState.Binary binary) {
            return binary.bytes() + " bytes, SHA-256 " + binary.sha256();
        }
        return file instanceof FileState.Text text ? LineDifferences.size(text.text()) : "XML";
    }

    private static String shortSize(FileState file) {
        if (file instanceof FileState.Binary binary) {
            return binary.bytes() + " bytes";
        }
        return file instanceof FileState.Text text ? lines(text.text()) + " of text" : "XML";
    }

    private static String lines(String text) {
        long lines = text.lines().count();
        return lines + (lines == 1 ? " line" : " lines");
    }
}
