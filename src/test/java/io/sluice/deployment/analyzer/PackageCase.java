package io.sluice.deployment.analyzer;

import io.sluice.change.ChangeStatus;
import io.sluice.change.Overlap;
import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.MetadataFiles;
import io.sluice.metadata.References;
import io.sluice.metadata.XmlNode;
import io.sluice.salesforce.ObjectDescription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package and a target, stated in a few words. */
final class PackageCase implements TargetFacts {

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<Component> deletions = new TreeSet<>();
    private final Set<Component> there = new TreeSet<>();
    private final Map<String, ObjectDescription> objects = new TreeMap<>();
    private final List<Overlap> overlaps = new ArrayList<>();
    private Set<String> users = Set.of();
    private Set<String> currencies = Set.of();
    private Set<String> scheduled = Set.of();
    private final Map<Component, String> compared = new TreeMap<>();
    private Set<String> usedValues = Set.of();
    private Map<String, String> versions = Map.of();
    private Map<String, String> versionsOfSource = Map.of();
    private String sharing = "Private";
    private String testLevel = "RunLocalTests";
    private boolean records = true;
    private Subject.Size size = new Subject.Size(3, 1000, 2000);

    /** A file of the package, the XML without its root's namespace. */
    PackageCase with(String path, String content) {
        files.put(path, content);
        return this;
    }

    PackageCase object(String name, String inner) {
        return with("objects/" + name + ".object", "<CustomObject>" + inner + "</CustomObject>");
    }

    PackageCase field(String type, String more) {
        return object("Visit__c", "<fields><fullName>Kind__c</fullName>" + more + "<type>" + type + "</type></fields>");
    }

    PackageCase deletes(String... components) {
        Arrays.stream(components)
                .forEach(each -> deletions.add(Component.parse(each).orElseThrow()));
        return this;
    }

    PackageCase inTarget(String... components) {
        Arrays.stream(components)
                .forEach(each -> there.add(Component.parse(each).orElseThrow()));
        return this;
    }

    PackageCase describedAs(String type, boolean masterDetail, String... values) {
        SortedMap<String, ObjectDescription.Field> fields = new TreeMap<>();
        fields.put("kind__c", new ObjectDescription.Field(0, "", type, masterDetail, Set.of(values)));
        objects.put("Visit__c", new ObjectDescription(fields));
        return this;
    }

    /** The target's file of an object, as it was compared. */
    PackageCase compared(String object, String inner) {
        compared.put(new Component("CustomObject", object), "<CustomObject>" + inner + "</CustomObject>");
        return this;
    }

    PackageCase used(String... values) {
        usedValues = Set.of(values);
        return this;
    }

    PackageCase versions(String prefix, String source, String target) {
        versionsOfSource = Map.of(prefix, source);
        versions = Map.of(prefix, target);
        return this;
    }

    PackageCase users(String... names) {
        users = Set.of(names);
        return this;
    }

    PackageCase currencies(String... codes) {
        currencies = Set.of(codes);
        return this;
    }

    PackageCase scheduled(String... classes) {
        scheduled = Set.of(classes);
        return this;
    }

    PackageCase sharing(String model) {
        sharing = model;
        return this;
    }

    PackageCase tests(String level) {
        testLevel = level;
        return this;
    }

    PackageCase empty() {
        records = false;
        return this;
    }

    PackageCase size(int files, long zipped, long unzipped) {
        size = new Subject.Size(files, zipped, unzipped);
        return this;
    }

    PackageCase overlap(String component) {
        overlaps.add(new Overlap(
                "CR-000007",
                "Other",
                "ben",
                ChangeStatus.IN_PROGRESS,
                List.of(Component.parse(component).orElseThrow())));
        return this;
    }

    /** What one analyzer finds, as it would by its usual effect. */
    List<Finding> foundBy(Analyzer analyzer) {
        Report report = new Report(analyzer.rule(), analyzer.rule().usual());
        try {
            byte[] zip = zip();
            Subject subject = new Subject(
                    References.defined(new ByteArrayInputStream(zip)),
                    new TreeSet<>(deletions),
                    testLevel,
                    size,
                    overlaps,
                    this);
            MetadataFiles.read(new ByteArrayInputStream(zip), file -> analyzer.file(file, subject, report));
            analyzer.whole(subject, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return report.findings();
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            if (files.isEmpty()) {
                zip.putNextEntry(new ZipEntry("readme.txt"));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String apiVersion() {
        return "62.0";
    }

    @Override
    public boolean has(Component component) {
        return there.contains(component);
    }

    @Override
    public Set<Component> all(String type) {
        return there.stream().filter(each -> each.type().equals(type)).collect(Collectors.toSet());
    }

    @Override
    public Optional<Set<String>> activeUsers(Set<String> userNames) {
        Set<String> active = new TreeSet<>(userNames);
        active.retainAll(users);
        return Optional.of(active);
    }

    @Override
    public Optional<Set<String>> currencies() {
        return Optional.of(currencies);
    }

    @Override
    public Optional<ObjectDescription> describe(String object) {
        return Optional.ofNullable(objects.get(object));
    }

    @Override
    public Optional<Boolean> hasRecords(String object) {
        return Optional.of(records);
    }

    @Override
    public Optional<Boolean> usesValue(String object, String field, String value) {
        return Optional.of(usedValues.contains(value));
    }

    @Override
    public Optional<Map<String, String>> packageVersions() {
        return Optional.of(versions);
    }

    @Override
    public Optional<Map<String, String>> packageVersionsOfSource() {
        return Optional.of(versionsOfSource);
    }

    @Override
    public Optional<XmlNode> compared(Component unit) {
        return Optional.ofNullable(compared.get(unit)).flatMap(xml -> {
            try {
                return MetadataFiles.file(
                                "objects/" + unit.fullName() + ".object", xml.getBytes(StandardCharsets.UTF_8))
                        .flatMap(MetadataFile::root);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<Set<String>> scheduledClasses() {
        return Optional.of(scheduled);
    }

    @Override
    public Optional<String> sharingModel(String object) {
        return Optional.of(sharing);
    }
}
