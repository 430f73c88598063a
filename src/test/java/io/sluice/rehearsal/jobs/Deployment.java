package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.ComponentPath;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.Merge;
import io.sluice.rehearsal.metadata.MetadataType;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.Reference;
import io.sluice.rehearsal.metadata.References;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One deployment tried on a copy of the org: applies the package, deletes what the destructive manifests name, checks
 * every reference that the package brings, and runs the tests. The org itself is not touched.
 */
final class Deployment {
    private final OrgMetadata before;
    private final OrgMetadata after;
    private final SortedMap<String, byte[]> files;
    private final DeployOptions options;
    private final boolean sandbox;
    private final String user;
    private final Instant now;
    private final OrgMetadata.NewId newId;
    private final List<DeployMessage> failures = new ArrayList<>();
    private final Map<String, DeployMessage> successes = new LinkedHashMap<>();
    private final Set<String> deployed = new LinkedHashSet<>();
    private Manifest manifest = new Manifest(Map.of(), "");

    Deployment(
            OrgMetadata org,
            SortedMap<String, byte[]> files,
            DeployOptions options,
            boolean sandbox,
            String user,
            Instant now,
            OrgMetadata.NewId newId) {
        this.before = org;
        this.after = org.copy();
        this.files = files;
        this.options = options;
        this.sandbox = sandbox;
        this.user = user;
        this.now = now;
        this.newId = newId;
    }

    /** What came out: messages, tests and the org as it would be. */
    record Outcome(
            List<DeployMessage> successes,
            List<DeployMessage> failures,
            TestRun tests,
            OrgMetadata org,
            int testMethods) {
        boolean good() {
            return failures.isEmpty() && tests.passed();
        }
    }

    Outcome run() {
        byte[] xml = files.get("package.xml");
        if (xml == null) {
            fail("", "package.xml", "package.xml", "No package.xml found", 0, 0);
            return outcome(TestRun.NONE, 0);
        }
        parse("package.xml", "Package", xml).ifPresent(root -> manifest = Manifest.read(root));
        if (!failures.isEmpty()) {
            return outcome(TestRun.NONE, 0);
        }
        delete("destructiveChanges.xml");
        delete("destructiveChangesPre.xml");
        Map<String, SortedMap<String, byte[]>> byComponent = grouped();
        byComponent.forEach((key, own) -> apply(ComponentPath.of(own.firstKey()).orElseThrow(), own));
        named(byComponent);
        delete("destructiveChangesPost.xml");
        references();
        if (!failures.isEmpty()) {
            return outcome(TestRun.NONE, 0);
        }
        boolean apex = deployed.stream().anyMatch(k -> k.startsWith("ApexClass:") || k.startsWith("ApexTrigger:"));
        ApexTests tests = new ApexTests(after);
        String level = ApexTests.effectiveLevel(options, sandbox, apex);
        return outcome(tests.run(level, options.runTests(), deployed), tests.methodsAt(level, options.runTests()));
    }

    private Outcome outcome(TestRun tests, int methods) {
        List<DeployMessage> good = new ArrayList<>(successes.values());
        Set<String> bad = new LinkedHashSet<>();
        failures.forEach(f -> bad.add(f.componentType() + ":" + f.fullName()));
        good.removeIf(m -> bad.contains(m.componentType() + ":" + m.fullName()));
        return new Outcome(good, List.copyOf(failures), tests, after, methods);
    }

    private Map<String, SortedMap<String, byte[]>> grouped() {
        Map<String, SortedMap<String, byte[]>> out = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.equals("package.xml") || path.matches("destructiveChanges(Pre|Post)?\\.xml")) {
                return;
            }
            Optional<ComponentPath> at = ComponentPath.of(path);
            if (at.isEmpty()) {
                fail("", path, path, "Unknown file or folder in the package: " + path, 0, 0);
            } else {
                out.computeIfAbsent(at.get().type().xmlName() + ":" + at.get().fullName(), k -> new TreeMap<>())
                        .put(path, bytes);
            }
        });
        return out;
    }

    private void apply(ComponentPath at, SortedMap<String, byte[]> own) {
        MetadataType type = at.type();
        String main = type.inFolder() && !at.fullName().contains("/") ? own.firstKey() : type.path(at.fullName());
        for (var file : own.entrySet()) {
            if (type.xml() || file.getKey().endsWith("-meta.xml")) {
                if (parse(
                                file.getKey(),
                                file.getKey().endsWith("-meta.xml") && type.inFolder() ? "" : type.xmlName(),
                                file.getValue(),
                                type.xmlName(),
                                at.fullName())
                        .isEmpty()) {
                    return;
                }
            }
        }
        boolean whole = manifest.names(type.xmlName(), at.fullName());
        if (type.companion() && at.fullName().contains("/") == type.inFolder() && own.size() < 2) {
            fail(
                    type.xmlName(),
                    at.fullName(),
                    own.firstKey(),
                    own.firstKey().endsWith("-meta.xml")
                            ? "Content file not found for " + own.firstKey()
                            : "No corresponding -meta.xml file found for " + own.firstKey(),
                    0,
                    0);
            return;
        }
        if (!type.container()) {
            if (!whole) {
                fail(type.xmlName(), at.fullName(), main, "Not in package.xml", 0, 0);
                return;
            }
            SortedMap<String, byte[]> merged = new TreeMap<>(own);
            if (type.xmlName().equals("Profile")) {
                before.find("Profile", at.fullName())
                        .ifPresent(old -> merged.put(
                                main,
                                Merge.profile(old.root(), root(own.get(main))).document()));
            }
            put(type, at.fullName(), merged);
            succeeded(type.xmlName(), at.fullName(), main);
            return;
        }
        XmlNode root = root(own.get(main));
        Set<String> brought = new LinkedHashSet<>();
        for (XmlNode node : root.children()) {
            String childType = type.children().get(node.name());
            if (childType == null) {
                continue;
            }
            String name = type.childName(at.fullName(), node.childText("fullName"));
            if (!whole && !manifest.names(childType, name)) {
                fail(childType, name, main, "Not in package.xml", node.line(), node.column());
            } else if (!brought.add(childType + ":" + name)) {
                fail(
                        childType,
                        name,
                        main,
                        "Duplicate fullName " + node.childText("fullName"),
                        node.line(),
                        node.column());
            } else {
                child(type, at.fullName(), childType, name, node, main);
            }
        }
        boolean custom = type.xmlName().equals("CustomObject");
        if (!whole && brought.isEmpty()) {
            fail(type.xmlName(), at.fullName(), main, "Not in package.xml", 0, 0);
            return;
        }
        Optional<Component> old = after.find(type.xmlName(), at.fullName());
        if (custom
                && !before.has("CustomObject", at.fullName())
                && (!whole || root.childText("label").isEmpty())
                && !at.fullName().endsWith("__mdt")) {
            fail(
                    "CustomObject",
                    at.fullName(),
                    main,
                    "Must specify a non-empty label for the CustomObject",
                    root.line(),
                    root.column());
            return;
        }
        if (custom
                && !before.has("CustomObject", at.fullName())
                && !at.fullName().matches("\\w+__(c|mdt|e|b|x)")) {
            fail(
                    "CustomObject",
                    at.fullName(),
                    main,
                    "Entity of type 'CustomObject' named '" + at.fullName() + "' cannot be found",
                    0,
                    0);
            return;
        }
        XmlNode merged =
                Merge.container(type, at.fullName(), old.map(Component::root).orElse(null), root, whole);
        SortedMap<String, byte[]> result = new TreeMap<>();
        result.put(main, merged.document());
        put(type, at.fullName(), result);
        if (whole) {
            succeeded(type.xmlName(), at.fullName(), main);
        }
        brought.forEach(
                key -> succeeded(key.substring(0, key.indexOf(':')), key.substring(key.indexOf(':') + 1), main));
    }

    private void child(MetadataType type, String parent, String childType, String name, XmlNode node, String file) {
        if (!childType.equals("CustomField")) {
            return;
        }
        String own = node.childText("fullName");
        if (!own.matches("\\w+__(c|kav|x|b|e|p|mdt|dll|dlm)")) {
            if (!before.hasField(parent, own)) {
                fail(childType, name, file, "Could not resolve standard field's name.", node.line(), node.column());
            }
            return;
        }
        if (node.childText("label").isEmpty()) {
            fail(
                    childType,
                    name,
                    file,
                    "Must specify a non-empty label for the CustomField",
                    node.line(),
                    node.column());
        }
        if (node.childText("type").isEmpty()) {
            fail(childType, name, file, "Must specify a type for the CustomField", node.line(), node.column());
            return;
        }
        String was =
                before.child("CustomField", name).map(n -> n.childText("type")).orElse("");
        Set<String> relations = Set.of("Lookup", "MasterDetail");
        if (!was.isEmpty()
                && !was.equals(node.childText("type"))
                && (relations.contains(was) != relations.contains(node.childText("type")))) {
            fail(
                    childType,
                    name,
                    file,
                    "Cannot update a field from a %s to a %s".formatted(was, node.childText("type")),
                    node.line(),
                    node.column());
        }
    }

    private void put(MetadataType type, String fullName, SortedMap<String, byte[]> content) {
        after.put(type, fullName, content, user, now, newId);
        deployed.add(type.xmlName() + ":" + fullName);
    }

    private void succeeded(String type, String fullName, String file) {
        Audit audit = after.audit(type, fullName).orElse(null);
        Audit old = before.audit(type, fullName).orElse(null);
        deployed.add(type + ":" + fullName);
        successes.put(
                type + ":" + fullName,
                new DeployMessage(
                        type,
                        fullName,
                        file,
                        audit == null ? null : audit.id(),
                        old == null && !before.has(type, fullName),
                        old != null && audit != null && !audit.equals(old),
                        false,
                        true,
                        null,
                        null,
                        null,
                        null));
    }

    private void named(Map<String, SortedMap<String, byte[]>> inZip) {
        manifest.types()
                .forEach((type, members) -> members.forEach(member -> {
                    boolean known = MetadataTypes.named(type).isPresent()
                            || MetadataTypes.parentOf(type).isPresent();
                    if (!known) {
                        fail(
                                "",
                                member,
                                "package.xml",
                                "Unknown type name '%s' specified in package.xml".formatted(type),
                                0,
                                0);
                        return;
                    }
                    String key = type + ":" + member;
                    boolean seen = member.equals("*")
                            || inZip.containsKey(key)
                            || deployed.contains(key)
                            || failures.stream().anyMatch(f -> key.equals(f.componentType() + ":" + f.fullName()));
                    if (!seen && !options.allowMissingFiles()) {
                        fail(
                                "",
                                member,
                                "package.xml",
                                "An object '%s' of type %s was named in package.xml, but was not found in zipped directory"
                                        .formatted(member, type),
                                0,
                                0);
                    }
                }));
    }

    private void delete(String file) {
        byte[] xml = files.get(file);
        if (xml == null) {
            return;
        }
        parse(file, "Package", xml).ifPresent(root -> {
            Manifest deletions = Manifest.read(root);
            deletions.types().forEach((type, members) -> members.forEach(m -> delete(file, type, m)));
        });
    }

    private void delete(String file, String type, String fullName) {
        if (fullName.equals("*")) {
            fail(type, fullName, file, "Wildcards are not allowed in a destructive manifest", 0, 0);
            return;
        }
        boolean there = MetadataTypes.parentOf(type).isPresent()
                ? after.child(type, fullName).isPresent()
                : after.find(type, fullName).isPresent();
        if (!there) {
            String problem = "No %s named: %s found".formatted(type, fullName);
            if (options.ignoreWarnings()) {
                successes.put(
                        type + ":" + fullName,
                        new DeployMessage(
                                type, fullName, file, null, false, false, false, true, problem, "Warning", null, null));
            } else {
                failures.add(new DeployMessage(
                        type, fullName, file, null, false, false, false, false, problem, "Warning", null, null));
            }
            return;
        }
        if (type.equals("Flow")
                && after.find("Flow", fullName)
                        .orElseThrow()
                        .root()
                        .childText("status")
                        .equals("Active")) {
            fail(type, fullName, file, "This flow is active and can't be deleted. Deactivate it first.", 0, 0);
            return;
        }
        String id = after.audit(type, fullName).map(Audit::id).orElse(null);
        // Whom a name means can be told only while the named component is there.
        OrgMetadata with = after.copy();
        deletions(type, fullName);
        Set<String> users = new LinkedHashSet<>();
        for (Component c : after.all()) {
            for (Reference r : References.of(c, with)) {
                boolean hit = r.type().equals(type) && r.fullName().equals(fullName)
                        || type.equals("CustomObject")
                                && r.type().equals("CustomField")
                                && r.fullName().startsWith(fullName + ".");
                if (hit && r.removable()) {
                    after.put(c.type(), c.fullName(), Merge.without(c, fullName, type), user, now, newId);
                } else if (hit) {
                    users.add(r.owner().replace(":", " - "));
                }
            }
        }
        if (!users.isEmpty()) {
            fail(
                    type,
                    fullName,
                    file,
                    "This %s is referenced elsewhere in salesforce.com. Remove the usage and try again. : %s"
                            .formatted(type, String.join(", ", users)),
                    0,
                    0);
            return;
        }
        deployed.add(type + ":" + fullName);
        successes.put(
                type + ":" + fullName,
                new DeployMessage(type, fullName, file, id, false, false, true, true, null, null, null, null));
    }

    /** Takes the component away, and with an object its layouts and tab. */
    private void deletions(String type, String fullName) {
        if (MetadataTypes.parentOf(type).isPresent()) {
            Component holder = after.holder(type, fullName).orElseThrow();
            XmlNode gone = holder.children().get(type + ":" + fullName);
            XmlNode rest = holder.root()
                    .withChildren(holder.root().children().stream()
                            .filter(n -> n != gone)
                            .toList());
            SortedMap<String, byte[]> content = new TreeMap<>();
            content.put(holder.path(), rest.document());
            after.put(holder.type(), holder.fullName(), content, user, now, newId);
            return;
        }
        after.remove(type, fullName);
        if (type.equals("CustomObject")) {
            List.copyOf(after.of("Layout").keySet()).stream()
                    .filter(l -> l.startsWith(fullName + "-"))
                    .forEach(l -> after.remove("Layout", l));
            after.remove("CustomTab", fullName);
        }
    }

    /** Only what the package brings is checked: the org may hold old references that lead nowhere. */
    private void references() {
        for (String key : List.copyOf(deployed)) {
            int colon = key.indexOf(':');
            String type = key.substring(0, colon);
            if (MetadataTypes.named(type).isEmpty()) {
                continue;
            }
            after.find(type, key.substring(colon + 1)).ifPresent(this::references);
        }
    }

    private void references(Component c) {
        Set<String> said = new LinkedHashSet<>();
        for (Reference r : References.of(c, after)) {
            boolean brought = c.type().container() ? successes.containsKey(r.owner()) : true;
            if (brought && !after.has(r.type(), r.fullName()) && said.add(r.owner() + r.problem())) {
                String owner = r.owner();
                fail(
                        owner.substring(0, owner.indexOf(':')),
                        owner.substring(owner.indexOf(':') + 1),
                        c.path(),
                        r.problem(),
                        r.line(),
                        r.column());
            }
        }
    }

    private Optional<XmlNode> parse(String path, String rootName, byte[] bytes) {
        return parse(path, rootName, bytes, "", path);
    }

    private Optional<XmlNode> parse(String path, String rootName, byte[] bytes, String type, String fullName) {
        try {
            XmlNode root = XmlNode.parse(bytes);
            if (!rootName.isEmpty() && !root.name().equals(rootName)) {
                fail(
                        type,
                        fullName,
                        path,
                        "Error parsing file: Element {%s}%s invalid at this location"
                                .formatted(XmlNode.NAMESPACE, root.name()),
                        root.line(),
                        root.column());
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (XmlProblem e) {
            fail(type, fullName, path, "Error parsing file: " + e.getMessage(), e.line(), e.column());
            return Optional.empty();
        }
    }

    private static XmlNode root(byte[] bytes) {
        try {
            return XmlNode.parse(bytes);
        } catch (XmlProblem e) {
            throw new IllegalStateException("Parsed before, and not now", e);
        }
    }

    private void fail(String type, String fullName, String file, String problem, int line, int column) {
        failures.add(DeployMessage.failure(type, fullName, file, problem, line, column));
    }
}
