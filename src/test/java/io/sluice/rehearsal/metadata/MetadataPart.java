package io.sluice.rehearsal.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The org's own metadata: what is there now, how it is loaded, edited by people, and kept. */
public final class MetadataPart extends Part {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ids ids;
    private final ChangeLog changes;
    private OrgMetadata current = new OrgMetadata();

    public MetadataPart(Ids ids) {
        this.ids = ids;
        this.changes = new ChangeLog(ids);
    }

    /** What was changed since the org was filled; a part of the state of its own. */
    public ChangeLog changes() {
        return changes;
    }

    /** What the org holds now; to be changed only through this class. */
    public OrgMetadata current() {
        return current;
    }

    /** Takes over what a deployment prepared on a copy. */
    public void replace(OrgMetadata next) {
        current = next;
        touch();
    }

    /** Hands out ids for new components. */
    public OrgMetadata.NewId newId() {
        return ids::next;
    }

    /** Loads a folder in Metadata API format; references that lead nowhere are tolerated, unknown files are refused. */
    public void loadFolder(Path folder, String user, Instant now) {
        Map<String, SortedMap<String, byte[]>> byComponent = new LinkedHashMap<>();
        Map<String, ComponentPath> paths = new LinkedHashMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (path.equals("package.xml") || path.startsWith(".") || path.contains("/.")) {
                    continue;
                }
                ComponentPath at = ComponentPath.of(path)
                        .orElseThrow(() -> new IllegalArgumentException(file + " is no file of a metadata type that a"
                                + " rehearsal org knows; remove it or give it the address of the Metadata API format"));
                String key = at.type().xmlName() + ":" + at.fullName();
                paths.putIfAbsent(key, at);
                byComponent.computeIfAbsent(key, k -> new TreeMap<>()).put(path, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be read", e);
        }
        byComponent.forEach((key, files) -> {
            ComponentPath at = paths.get(key);
            check(at, files);
            current.put(at.type(), at.fullName(), files, user, now, newId());
        });
        touch();
    }

    /** Saves one file as a developer in the org would; refused when it is no well-formed XML where it must be. */
    public void putFile(String path, byte[] content, String user, Instant now) {
        ComponentPath at = known(path);
        SortedMap<String, byte[]> files = current.find(at.type().xmlName(), at.fullName())
                .map(c -> (SortedMap<String, byte[]>) new TreeMap<>(c.files()))
                .orElseGet(TreeMap::new);
        files.put(path, content);
        if (at.type().companion() && !at.companion()) {
            files.computeIfAbsent(path + "-meta.xml", p -> Companions.defaultFor(at));
        }
        check(at, files);
        Component before = current.find(at.type().xmlName(), at.fullName()).orElse(null);
        Component after = current.put(at.type(), at.fullName(), files, user, now, newId());
        changes.edited(before, after, user, now.toEpochMilli());
        touch();
    }

    /** Removes a file, and with its last content file the component. */
    public void removeFile(String path, String user, Instant now) {
        ComponentPath at = known(path);
        Component there = current.find(at.type().xmlName(), at.fullName())
                .filter(c -> c.files().containsKey(path))
                .orElseThrow(() -> new IllegalArgumentException("There is no file " + path + " in this org"));
        if (there.type().bundle() && there.files().size() > 1) {
            SortedMap<String, byte[]> files = new TreeMap<>(there.files());
            files.remove(path);
            changes.edited(
                    there, current.put(at.type(), at.fullName(), files, user, now, newId()), user, now.toEpochMilli());
        } else {
            current.remove(at.type().xmlName(), at.fullName());
            changes.edited(there, null, user, now.toEpochMilli());
        }
        touch();
    }

    /** The content of a file. */
    public Optional<byte[]> file(String path) {
        return ComponentPath.of(path)
                .flatMap(at -> current.find(at.type().xmlName(), at.fullName()))
                .map(c -> c.files().get(path));
    }

    private static ComponentPath known(String path) {
        return ComponentPath.of(path)
                .orElseThrow(() -> new IllegalArgumentException("'" + path
                        + "' is no address of a metadata file, such as objects/Invoice__c.object or classes/A.cls"));
    }

    private static void check(ComponentPath at, SortedMap<String, byte[]> files) {
        files.forEach((path, content) -> {
            if (at.type().xml() || path.endsWith("-meta.xml")) {
                try {
                    XmlNode.parse(content);
                } catch (XmlProblem e) {
                    throw new IllegalArgumentException(
                            "%s is not well-formed XML, line %d, column %d: %s"
                                    .formatted(path, e.line(), e.column(), e.getMessage()),
                            e);
                }
            }
        });
    }

    @Override
    protected String name() {
        return "metadata";
    }

    @Override
    protected JsonNode save() {
        ArrayNode out = JSON.createArrayNode();
        for (Component c : current.all()) {
            ObjectNode node = out.addObject();
            node.put("type", c.type().xmlName()).put("fullName", c.fullName());
            node.set("audit", audit(c.audit()));
            ObjectNode children = node.putObject("children");
            c.childAudits().forEach((key, audit) -> children.set(key, audit(audit)));
            ObjectNode files = node.putObject("files");
            c.files()
                    .forEach(
                            (path, bytes) -> files.put(path, Base64.getEncoder().encodeToString(bytes)));
        }
        return out;
    }

    @Override
    protected void load(JsonNode saved) {
        current = new OrgMetadata();
        for (JsonNode node : saved) {
            MetadataType type = MetadataTypes.named(node.get("type").asText()).orElseThrow();
            SortedMap<String, byte[]> files = new TreeMap<>();
            node.get("files")
                    .fields()
                    .forEachRemaining(f -> files.put(
                            f.getKey(), Base64.getDecoder().decode(f.getValue().asText())));
            Map<String, Audit> children = new LinkedHashMap<>();
            node.get("children").fields().forEachRemaining(f -> children.put(f.getKey(), audit(f.getValue())));
            current.restore(type, node.get("fullName").asText(), files, audit(node.get("audit")), children);
        }
    }

    private static JsonNode audit(Audit audit) {
        return JSON.createArrayNode()
                .add(audit.id())
                .add(audit.createdBy())
                .add(audit.createdDate().toString())
                .add(audit.modifiedBy())
                .add(audit.modifiedDate().toString());
    }

    private static Audit audit(JsonNode saved) {
        return new Audit(
                saved.get(0).asText(),
                saved.get(1).asText(),
                Instant.parse(saved.get(2).asText()),
                saved.get(3).asText(),
                Instant.parse(saved.get(4).asText()));
    }
}
