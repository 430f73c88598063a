package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.MetadataType;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.StandardObjects;
import io.sluice.rehearsal.metadata.XmlNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what a manifest asks for and writes the zip: the same org and manifest give the same bytes. */
final class Retriever {
    private static final String MANIFEST = "package.xml";
    private static final byte[] HIDDEN = "(hidden)".getBytes(StandardCharsets.UTF_8);

    private final OrgMetadata org;
    private final Manifest asked;
    private final ProfileContext context;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, RetrieveJob.FileEntry> entries = new TreeMap<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Map<Component, Set<String>> parts = new LinkedHashMap<>();
    private final List<RetrieveJob.Message> messages = new ArrayList<>();

    /**
     * @param only addresses that alone are wanted; empty for all
     */
    Retriever(OrgMetadata org, Manifest asked, List<String> only) {
        this.org = org;
        this.asked = asked;
        this.context = new ProfileContext(this::covers, Double.parseDouble(asked.version()));
        asked.types().forEach((type, members) -> members.forEach(m -> member(type, m)));
        parts.forEach(this::part);
        if (!only.isEmpty()) {
            files.keySet().retainAll(only);
            entries.keySet().retainAll(only);
        }
        files.put(MANIFEST, new Manifest(found, asked.version()).document());
        entries.put(MANIFEST, new RetrieveJob.FileEntry("Package", MANIFEST, MANIFEST));
    }

    private void member(String type, String member) {
        Optional<MetadataType> known = MetadataTypes.named(type).or(() -> MetadataTypes.ofFolderType(type));
        if (MetadataTypes.parentOf(type).isPresent()) {
            child(type, member);
        } else if (known.isEmpty()) {
            messages.add(new RetrieveJob.Message(MANIFEST, "Entity type '" + type + "' is unknown"));
        } else if (member.equals("*")) {
            found.computeIfAbsent(type, t -> new TreeSet<>()).add("*");
            if (!known.get().inFolder()) {
                org.of(type).values().stream()
                        .filter(c -> inWildcard(type, c.fullName()))
                        .forEach(this::whole);
            }
        } else {
            org.find(known.get().xmlName(), member)
                    .ifPresentOrElse(
                            c -> {
                                found.computeIfAbsent(type, t -> new TreeSet<>())
                                        .add(member);
                                whole(c);
                            },
                            () -> bareStandardObject(type, member));
        }
    }

    /** A wildcard never means standard objects, nor what came with a managed package. */
    private boolean inWildcard(String type, String fullName) {
        return !(type.equals("CustomObject") && StandardObjects.has(fullName))
                && org.namespace(fullName).isEmpty();
    }

    /** True when the request names the component, or means it by a wildcard. */
    private boolean covers(String type, String fullName) {
        Set<String> members = asked.types().getOrDefault(type, Set.of());
        boolean child = MetadataTypes.parentOf(type).isPresent();
        return members.contains(fullName) || !child && members.contains("*") && inWildcard(type, fullName);
    }

    private void bareStandardObject(String type, String member) {
        if (type.equals("CustomObject") && StandardObjects.has(member)) {
            found.computeIfAbsent(type, t -> new TreeSet<>()).add(member);
            String path = "objects/" + member + ".object";
            files.put(
                    path,
                    XmlNode.of("CustomObject", List.of(XmlNode.text("enableFeeds", "false")))
                            .document());
            entries.put(path, new RetrieveJob.FileEntry(type, member, path));
        } else {
            missing(type, member);
        }
    }

    /** Children are named one by one; only labels know the wildcard. */
    private void child(String type, String member) {
        if (member.equals("*")) {
            if (type.equals("CustomLabel")) {
                org.of("CustomLabels").values().forEach(this::whole);
                found.computeIfAbsent(type, t -> new TreeSet<>()).add("*");
            }
            return;
        }
        if (org.child(type, member).isEmpty()) {
            missing(type, member);
            return;
        }
        found.computeIfAbsent(type, t -> new TreeSet<>()).add(member);
        Component holder = org.holder(type, member).orElseThrow();
        if (!covers(holder.type().xmlName(), holder.fullName())) {
            parts.computeIfAbsent(holder, h -> new TreeSet<>()).add(type + ":" + member);
        }
    }

    private void missing(String type, String member) {
        messages.add(new RetrieveJob.Message(
                MANIFEST, "Entity of type '%s' named '%s' cannot be found".formatted(type, member)));
    }

    private void whole(Component c) {
        boolean hidden = c.type().xmlName().startsWith("Apex")
                && c.type().companion()
                && !org.namespace(c.fullName()).isEmpty();
        c.files().forEach((path, bytes) -> {
            files.put(path, hidden && !path.endsWith("-meta.xml") ? HIDDEN : context.of(c, bytes));
            entries.put(path, new RetrieveJob.FileEntry(c.shownType(), c.fullName(), path));
        });
    }

    private void part(Component holder, Set<String> keys) {
        List<XmlNode> nodes = keys.stream().map(k -> holder.children().get(k)).toList();
        files.put(holder.path(), holder.root().withChildren(nodes).document());
        entries.put(
                holder.path(), new RetrieveJob.FileEntry(holder.type().xmlName(), holder.fullName(), holder.path()));
    }

    /** The files without the manifest. */
    int fileCount() {
        return files.size() - 1;
    }

    long bytes() {
        return files.values().stream().mapToLong(b -> b.length).sum();
    }

    List<RetrieveJob.Message> messages() {
        return messages;
    }

    /** What the zip holds, file by file. */
    List<RetrieveJob.FileEntry> entries(String prefix) {
        return entries.values().stream()
                .map(f -> new RetrieveJob.FileEntry(f.type(), f.fullName(), prefix + f.fileName()))
                .toList();
    }

    void write(OutputStream out, String prefix) throws IOException {
        ZipWriter.write(files, prefix, out);
    }
}
