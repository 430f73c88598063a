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
import io.sluice.rehearsal.metadata.Schema;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import java.time.Instant;
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
    private static final double MERGED_PERMISSION_SETS_UNTIL = 39.0;
    private static final double PRE_AND_POST_FROM = 33.0;

    private final OrgMetadata before;
    private final OrgMetadata after;
    private final SortedMap<String, SortedMap<String, byte[]>> packages;
    private final Map<String, Manifest> manifests = new LinkedHashMap<>();
    private final Terms terms;
    private final OrgMetadata.NewId newId;
    private final Messages messages = new Messages();
    /** The package that is looked at now. */
    private SortedMap<String, byte[]> files = new TreeMap<>();

    private Manifest manifest = new Manifest(Map.of(), "");

    /**
     * Under what a deployment is made.
     *
     * @param newest the org's newest API version, which no package may pass
     * @param untested true for a quick deploy: the tests ran with its validation
     */
    record Terms(DeployOptions options, boolean sandbox, double newest, boolean untested, String user, Instant now) {}

    /**
     * @param packages folder to files, as {@link PackageZip#read} gives them
     */
    Deployment(
            OrgMetadata org,
            SortedMap<String, SortedMap<String, byte[]>> packages,
            Terms terms,
            OrgMetadata.NewId newId) {
        this.before = org;
        this.after = org.copy();
        this.packages = packages;
        this.terms = terms;
        this.newId = newId;
    }

    /**
     * What came out: messages, tests and the org as it would be.
     *
     * @param error why the deployment as a whole can't be, or null
     */
    record Outcome(
            List<DeployMessage> successes,
            List<DeployMessage> failures,
            TestRun tests,
            OrgMetadata org,
            int testMethods,
            String error) {
        boolean good() {
            return error == null && failures.isEmpty() && tests.passed();
        }
    }

    Outcome run() {
        each(this::readManifest);
        if (!messages.good()) {
            return outcome(TestRun.NONE, 0, null);
        }
        each(() -> delete("destructiveChanges.xml"));
        each(() -> delete("destructiveChangesPre.xml"));
        each(() -> {
            Map<String, SortedMap<String, byte[]>> byComponent = grouped();
            byComponent.forEach(
                    (key, own) -> apply(ComponentPath.of(own.firstKey()).orElseThrow(), own));
            named(byComponent.keySet());
        });
        // Code may name objects and fields of the same deployment, so that it is looked at when all of them are there.
        List.copyOf(messages.touched()).stream()
                .map(key -> key.split(":", 2))
                .filter(key -> after.find(key[0], key[1]).isPresent())
                .forEach(key -> syntax(key[0], key[1]));
        each(() -> delete("destructiveChangesPost.xml"));
        references();
        return messages.good() ? tested() : outcome(TestRun.NONE, 0, null);
    }

    /** Does it for every package of the zip. */
    private void each(Runnable act) {
        packages.forEach((folder, content) -> {
            files = content;
            manifest = manifests.getOrDefault(folder, manifest);
            messages.in(folder);
            act.run();
            manifests.put(folder, manifest);
        });
    }

    private void readManifest() {
        manifest = new Manifest(Map.of(), "");
        byte[] xml = files.get("package.xml");
        if (xml == null) {
            messages.fail("", "package.xml", "package.xml", "No package.xml found");
            return;
        }
        Optional<XmlNode> root = parse("package.xml", "Package", xml, "", "package.xml");
        root.ifPresent(r -> manifest = Manifest.read(r));
        String version = manifest.version();
        if (root.isPresent() && !version.isEmpty() && (!version.matches("\\d+\\.0") || version() > terms.newest())) {
            messages.fail("", "package.xml", "package.xml", "Invalid version specified:" + version);
        }
    }

    private double version() {
        return manifest.version().isEmpty() ? terms.newest() : Double.parseDouble(manifest.version());
    }

    private Outcome tested() {
        if (terms.untested()) {
            return outcome(TestRun.NONE, 0, null);
        }
        DeployOptions options = terms.options();
        Set<String> touched = messages.touched();
        FlowRules flows = new FlowRules(after, terms.sandbox(), touched);
        boolean apex = touched.stream().anyMatch(k -> k.startsWith("ApexClass:") || k.startsWith("ApexTrigger:"));
        String level = DeployRules.effectiveLevel(options, terms.sandbox(), apex || flows.demandTests());
        ApexTests tests = new ApexTests(after, level, options.runTests(), touched);
        String unknown = tests.unknown();
        if (unknown != null) {
            return outcome(TestRun.NONE, 0, unknown);
        }
        return outcome(tests.run(flows), tests.methods(), null);
    }

    private Outcome outcome(TestRun tests, int methods, String error) {
        return new Outcome(messages.successes(), messages.failures(), tests, after, methods, error);
    }

    private Map<String, SortedMap<String, byte[]>> grouped() {
        Map<String, SortedMap<String, byte[]>> out = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.equals("package.xml") || path.matches("destructiveChanges(Pre|Post)?\\.xml")) {
                return;
            }
            Optional<ComponentPath> at = ComponentPath.of(path);
            if (at.isEmpty()) {
                messages.fail("", path, path, "Unknown file or folder in the package: " + path);
            } else {
                out.computeIfAbsent(at.get().type().xmlName() + ":" + at.get().fullName(), k -> new TreeMap<>())
                        .put(path, bytes);
            }
        });
        return out;
    }

    private void apply(ComponentPath at, SortedMap<String, byte[]> own) {
        MetadataType type = at.type();
        String name = at.fullName();
        String main = at.folder() ? own.firstKey() : type.path(name);
        if (!wellFormed(type, name, own)) {
            return;
        }
        if (type.companion() && !at.folder() && own.size() < 2) {
            messages.fail(
                    type.xmlName(),
                    name,
                    own.firstKey(),
                    own.firstKey().endsWith("-meta.xml")
                            ? "Content file not found for " + own.firstKey()
                            : "No corresponding -meta.xml file found for " + own.firstKey());
            return;
        }
        boolean whole = manifest.names(type.xmlName(), name);
        if (type.container()) {
            container(type, name, main, root(own.get(main)), whole);
        } else if (!whole) {
            messages.fail(type.xmlName(), name, main, "Not in package.xml");
        } else {
            put(type, name, merged(type.xmlName(), name, main, own));
            succeeded(type.xmlName(), name, main);
        }
    }

    private boolean wellFormed(MetadataType type, String name, SortedMap<String, byte[]> own) {
        boolean good = true;
        for (var file : own.entrySet()) {
            boolean meta = file.getKey().endsWith("-meta.xml");
            if (type.xml() || meta) {
                String rootName = meta && (type.inFolder() || type.bundle()) ? "" : type.rootName(name);
                good &= parse(file.getKey(), rootName, file.getValue(), type.xmlName(), name)
                        .isPresent();
            }
        }
        return good;
    }

    /** A profile keeps what the package does not speak of, and so did a permission set until version 39.0. */
    private SortedMap<String, byte[]> merged(String type, String name, String main, SortedMap<String, byte[]> own) {
        SortedMap<String, byte[]> out = new TreeMap<>(own);
        if (type.equals("Profile") || type.equals("PermissionSet") && version() <= MERGED_PERMISSION_SETS_UNTIL) {
            before.find(type, name)
                    .ifPresent(old -> out.put(
                            main, Merge.profile(old.root(), root(own.get(main))).document()));
        }
        if (type.equals("Flow") && FlowRules.arriveInactive(after, terms.sandbox())) {
            out.put(main, FlowRules.inactive(root(own.get(main))).document());
        }
        return out;
    }

    private void syntax(String type, String name) {
        if (type.equals("ApexClass") || type.equals("ApexTrigger")) {
            Component code = after.find(type, name).orElseThrow();
            ApexSyntax.Problem problem = ApexSyntax.of(code, after);
            if (problem != null) {
                messages.in(messages.folderOf(code.key()));
                messages.fail(type, name, code.path(), problem.words(), problem.line(), problem.column());
            }
        }
    }

    private void container(MetadataType type, String name, String main, XmlNode root, boolean whole) {
        Set<String> brought = children(type, name, main, root, whole);
        if (!whole && brought.isEmpty()) {
            messages.fail(type.xmlName(), name, main, "Not in package.xml");
            return;
        }
        if (type.xmlName().equals("CustomObject") && !before.has("CustomObject", name)) {
            if ((!whole || root.childText("label").isEmpty()) && !name.endsWith("__mdt")) {
                messages.fail(
                        "CustomObject",
                        name,
                        main,
                        "Must specify a non-empty label for the CustomObject",
                        root.line(),
                        root.column());
                return;
            }
            if (!name.matches("\\w+__(c|mdt|e|b|x)")) {
                messages.fail(
                        "CustomObject",
                        name,
                        main,
                        "Entity of type 'CustomObject' named '" + name + "' cannot be found");
                return;
            }
        }
        Optional<Component> old = after.find(type.xmlName(), name);
        XmlNode merged = Merge.container(type, name, old.map(Component::root).orElse(null), root, whole);
        SortedMap<String, byte[]> result = new TreeMap<>();
        result.put(main, merged.document());
        put(type, name, result);
        if (whole) {
            succeeded(type.xmlName(), name, main);
        }
        brought.forEach(
                key -> succeeded(key.substring(0, key.indexOf(':')), key.substring(key.indexOf(':') + 1), main));
    }

    private Set<String> children(MetadataType type, String parent, String main, XmlNode root, boolean whole) {
        Set<String> brought = new LinkedHashSet<>();
        for (XmlNode node : root.children()) {
            String childType = type.children().get(node.name());
            if (childType == null) {
                continue;
            }
            String name = type.childName(parent, node.childText("fullName"));
            String problem = null;
            if (!whole && !manifest.names(childType, name)) {
                problem = "Not in package.xml";
            } else if (!brought.add(childType + ":" + name)) {
                problem = "Duplicate fullName " + node.childText("fullName");
            } else if (childType.equals("CustomField")) {
                FieldRules.check(
                        before,
                        parent,
                        name,
                        node,
                        main,
                        messages,
                        terms.options().checkOnly());
            }
            if (problem != null) {
                messages.fail(childType, name, main, problem, node.line(), node.column());
            }
        }
        return brought;
    }

    private void put(MetadataType type, String fullName, SortedMap<String, byte[]> content) {
        after.put(type, fullName, content, terms.user(), terms.now(), newId);
        messages.touch(type.xmlName(), fullName);
    }

    private void succeeded(String type, String fullName, String file) {
        Audit audit = after.audit(type, fullName).orElse(null);
        Audit old = before.audit(type, fullName).orElse(null);
        messages.saved(
                type,
                fullName,
                file,
                audit,
                old == null && !before.has(type, fullName),
                old != null && audit != null && !audit.equals(old));
    }

    private void named(Set<String> inZip) {
        manifest.types()
                .forEach((type, members) -> members.forEach(member -> {
                    boolean known = MetadataTypes.named(type).isPresent()
                            || MetadataTypes.parentOf(type).isPresent();
                    String key = type + ":" + member;
                    if (!known) {
                        messages.fail(
                                "",
                                member,
                                "package.xml",
                                "Unknown type name '%s' specified in package.xml".formatted(type));
                    } else if (!member.equals("*")
                            && !inZip.contains(key)
                            && !messages.touchedHere(key)
                            && !messages.failed(key)
                            && !terms.options().allowMissingFiles()) {
                        messages.fail(
                                "",
                                member,
                                "package.xml",
                                "An object '%s' of type %s was named in package.xml, but was not found in zipped directory"
                                        .formatted(member, type));
                    }
                }));
    }

    private void delete(String file) {
        byte[] xml = files.get(file);
        if (xml == null) {
            return;
        }
        if (!file.equals("destructiveChanges.xml") && version() < PRE_AND_POST_FROM) {
            messages.fail("", file, file, "Unknown file or folder in the package: " + file);
            return;
        }
        parse(file, "Package", xml, "", file).ifPresent(root -> new Deletions(
                        after, terms.user(), terms.now(), newId, terms.options().ignoreWarnings(), messages)
                .run(file, Manifest.read(root)));
    }

    /** Only what the package brings is checked: the org may hold old references that lead nowhere. */
    private void references() {
        for (String key : List.copyOf(messages.touched())) {
            messages.in(messages.folderOf(key));
            int colon = key.indexOf(':');
            String type = key.substring(0, colon);
            if (MetadataTypes.named(type).isPresent()) {
                after.find(type, key.substring(colon + 1)).ifPresent(this::references);
            }
        }
    }

    private void references(Component c) {
        Set<String> said = new LinkedHashSet<>();
        for (Reference r : References.of(c, after)) {
            boolean brought = !c.type().container() || messages.succeeded(r.owner());
            if (brought && !after.has(r.type(), r.fullName()) && said.add(r.owner() + r.problem())) {
                String owner = r.owner();
                messages.fail(
                        owner.substring(0, owner.indexOf(':')),
                        owner.substring(owner.indexOf(':') + 1),
                        c.path(),
                        r.problem(),
                        r.line(),
                        r.column());
            }
        }
    }

    /** The root of a file; empty when it is no XML or has elements that its type does not have. */
    private Optional<XmlNode> parse(String path, String rootName, byte[] bytes, String type, String fullName) {
        try {
            XmlNode root = XmlNode.parse(bytes);
            if (!rootName.isEmpty() && !root.name().equals(rootName)) {
                messages.fail(
                        type,
                        fullName,
                        path,
                        "Error parsing file: Element {%s}%s invalid at this location"
                                .formatted(XmlNode.NAMESPACE, root.name()),
                        root.line(),
                        root.column());
                return Optional.empty();
            }
            Optional<Schema.Problem> problem =
                    version() > Schema.NEWEST ? Optional.empty() : Schema.check(rootName, root);
            if (problem.isPresent()) {
                messages.fail(
                        type,
                        fullName,
                        path,
                        problem.get().words(),
                        problem.get().line(),
                        problem.get().column());
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (XmlProblem e) {
            messages.fail(type, fullName, path, "Error parsing file: " + e.getMessage(), e.line(), e.column());
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
}
