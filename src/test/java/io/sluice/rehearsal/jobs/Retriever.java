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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Collects what a manifest asks for and writes the zip: the same org and manifest give the same bytes. */
final class Retriever {
    private static final Map<String, List<String>> PROFILE_ENTRIES = Map.of(
            "applicationVisibilities", List.of("CustomApplication", "application"),
            "classAccesses", List.of("ApexClass", "apexClass"),
            "fieldPermissions", List.of("CustomField", "field"),
            "objectPermissions", List.of("CustomObject", "object"),
            "pageAccesses", List.of("ApexPage", "apexPage"),
            "recordTypeVisibilities", List.of("RecordType", "recordType"),
            "tabVisibilities", List.of("CustomTab", "tab"),
            "flowAccesses", List.of("Flow", "flow"),
            "layoutAssignments", List.of("Layout", "layout"),
            "customPermissions", List.of("CustomPermission", "name"));

    private final OrgMetadata org;
    private final Manifest asked;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Map<Component, Set<String>> parts = new java.util.LinkedHashMap<>();
    final List<RetrieveJob.FileEntry> entries = new ArrayList<>();
    final List<RetrieveJob.Message> messages = new ArrayList<>();

    Retriever(OrgMetadata org, Manifest asked) {
        this.org = org;
        this.asked = asked;
        asked.types().forEach((type, members) -> members.forEach(m -> member(type, m)));
        parts.forEach(this::part);
        files.put("package.xml", new Manifest(found, asked.version()).document());
        entries.add(new RetrieveJob.FileEntry("Package", "package.xml", "package.xml"));
    }

    private void member(String type, String member) {
        if (MetadataTypes.named(type).isEmpty() && MetadataTypes.parentOf(type).isEmpty()) {
            messages.add(new RetrieveJob.Message("package.xml", "Entity type '" + type + "' is unknown"));
        } else if (MetadataTypes.parentOf(type).isPresent()) {
            child(type, member);
        } else if (member.equals("*")) {
            found.computeIfAbsent(type, t -> new TreeSet<>()).add("*");
            MetadataType known = MetadataTypes.named(type).orElseThrow();
            if (!known.inFolder()) {
                org.of(type).values().stream()
                        .filter(c -> !StandardObjects.has(c.fullName()) || !type.equals("CustomObject"))
                        .forEach(this::whole);
            }
        } else {
            org.find(type, member)
                    .ifPresentOrElse(
                            c -> {
                                found.computeIfAbsent(type, t -> new TreeSet<>())
                                        .add(member);
                                whole(c);
                            },
                            () -> bareStandardObject(type, member));
        }
    }

    private void bareStandardObject(String type, String member) {
        if (type.equals("CustomObject") && StandardObjects.has(member)) {
            found.computeIfAbsent(type, t -> new TreeSet<>()).add(member);
            String path = "objects/" + member + ".object";
            files.put(
                    path,
                    XmlNode.of("CustomObject", List.of(XmlNode.text("enableFeeds", "false")))
                            .document());
            entries.add(new RetrieveJob.FileEntry(type, member, path));
        } else {
            missing(type, member);
        }
    }

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
        if (!asked.names(holder.type().xmlName(), holder.fullName())) {
            parts.computeIfAbsent(holder, h -> new TreeSet<>()).add(type + ":" + member);
        }
    }

    private void missing(String type, String member) {
        messages.add(new RetrieveJob.Message(
                "package.xml", "Entity of type '%s' named '%s' cannot be found".formatted(type, member)));
    }

    private void whole(Component c) {
        c.files().forEach((path, bytes) -> {
            files.put(path, c.type().xmlName().equals("Profile") ? inContext(c) : bytes);
            entries.add(new RetrieveJob.FileEntry(c.type().xmlName(), c.fullName(), path));
        });
    }

    private void part(Component holder, Set<String> keys) {
        List<XmlNode> nodes = keys.stream().map(k -> holder.children().get(k)).toList();
        files.put(holder.path(), holder.root().withChildren(nodes).document());
        entries.add(new RetrieveJob.FileEntry(holder.type().xmlName(), holder.fullName(), holder.path()));
    }

    /** A profile shows permissions only for components of the same request. */
    private byte[] inContext(Component profile) {
        return profile.root()
                .withChildren(profile.root().children().stream()
                        .filter(this::inContext)
                        .toList())
                .document();
    }

    private boolean inContext(XmlNode node) {
        List<String> rule = PROFILE_ENTRIES.get(node.name());
        if (rule == null) {
            return true;
        }
        String name = node.childText(rule.get(1));
        int dot = name.indexOf('.');
        return asked.names(rule.get(0), name) || dot > 0 && asked.names("CustomObject", name.substring(0, dot));
    }

    int count() {
        return entries.size();
    }

    void write(OutputStream out, String prefix) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(prefix + file.getKey());
                entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }
}
