package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.ManifestXml;
import io.sluice.salesforce.CancelAnswer;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.DeployRequestRow;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import io.sluice.salesforce.OrgReadiness;
import io.sluice.salesforce.RetrieveProgress;
import io.sluice.salesforce.ZipReader;
import io.sluice.salesforce.ZipSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** One org in memory: components with their files, retrieves that hand their zip out once, deployments as told. */
public final class FakeOrg implements OrgConnection {

    public final SortedMap<Component, Map<String, String>> metadata = new TreeMap<>();
    public final Map<Component, String> editors = new HashMap<>();
    public final List<String> extraMessages = new ArrayList<>();
    public final List<Manifest> retrieved = new ArrayList<>();
    public final List<DeployRequestRow> deployRows = new ArrayList<>();
    public final List<byte[]> sentZips = new ArrayList<>();
    public final List<DeployOptions> sentOptions = new ArrayList<>();
    public UnaryOperator<byte[]> zips = zip -> zip;
    public UnaryOperator<Manifest> manifests = manifest -> manifest;
    public boolean busy;
    /** A retrieve of more members is over the limit. */
    public int mostMembers = Integer.MAX_VALUE;
    /** A retrieve that has one of these fails. */
    public final Set<Component> failing = new HashSet<>();
    /** What is listed with this time, or null; everything else with the same one. */
    public final Map<Component, Instant> modified = new HashMap<>();
    /** The types that it describes. */
    public final Set<String> types = new TreeSet<>(List.of(
            "ApexClass", "CustomApplication", "CustomTab", "CustomObject", "CustomField", "PermissionSet", "Profile"));
    /** The types that each list asked for. */
    public final List<Set<String>> listed = new CopyOnWriteArrayList<>();
    /** Types in which source tracking knows of changes, by the order of these; null where the org tracks nothing. */
    public @Nullable List<Component> tracked = new ArrayList<>();
    /** Called with each type before it is listed. */
    public Consumer<String> listing = type -> {};
    /** Called before each call to the org. */
    public Runnable calls = () -> {};

    public String retrieveError;
    public String orgId;
    public DeployProgress progress;
    /** Whether each look at a deployment asked for details, and what happens while one is answered. */
    public final List<Boolean> looks = new ArrayList<>();

    public Runnable answering = () -> {};
    public final List<String> cancelled = new ArrayList<>();
    public final List<String> toolingQueries = new ArrayList<>();
    public OrgException dependenciesRefused;
    private final List<Map<String, Object>> uses = new ArrayList<>();

    private final String apiVersion;
    private final Map<String, Manifest> open = new HashMap<>();
    private final Set<String> handedOut = new HashSet<>();
    private int ids;

    public FakeOrg(String orgId, String apiVersion) {
        this.orgId = orgId;
        this.apiVersion = apiVersion;
    }

    public FakeOrg apex(String name, String body) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("classes/" + name + ".cls", body);
        files.put("classes/" + name + ".cls-meta.xml", xml("ApexClass", "<apiVersion>62.0</apiVersion>"));
        metadata.put(new Component("ApexClass", name), files);
        return this;
    }

    public FakeOrg application(String name, String tab) {
        metadata.put(
                new Component("CustomApplication", name),
                Map.of(
                        "applications/" + name + ".app",
                        xml("CustomApplication", "<label>" + name + "</label><tabs>" + tab + "</tabs>")));
        return this;
    }

    public FakeOrg tab(String name) {
        metadata.put(
                new Component("CustomTab", name),
                Map.of("tabs/" + name + ".tab", xml("CustomTab", "<customObject>true</customObject>")));
        return this;
    }

    public FakeOrg file(String type, String name, String path, String inner) {
        metadata.put(new Component(type, name), Map.of(path, xml(type, inner)));
        return this;
    }

    /** An object with text fields, each with a label; the fields are listed on their own. */
    public FakeOrg object(String name, Map<String, String> labels) {
        StringBuilder fields = new StringBuilder();
        new TreeMap<>(labels).forEach((field, label) -> {
            fields.append("<fields><fullName>" + field + "</fullName><label>" + label + "</label></fields>");
            metadata.put(new Component("CustomField", name + "." + field), Map.of());
        });
        return file("CustomObject", name, "objects/" + name + ".object", fields + "<label>Thing</label>");
    }

    private static String xml(String root, String inner) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root
                + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + inner + "</" + root + ">\n";
    }

    @Override
    public OrgReadiness readiness() {
        return OrgReadiness.unknown();
    }

    @Override
    public OrgIdentity identity() {
        return new OrgIdentity(orgId, "Org", true, "005000000000001AAA", "sluice@example.com", apiVersion);
    }

    @Override
    public String apiVersion() {
        return apiVersion;
    }

    @Override
    public Set<String> types() {
        calls.run();
        return Set.copyOf(types);
    }

    @Override
    public void list(Collection<String> some, Consumer<ListedComponent> each, BiConsumer<String, OrgException> failed) {
        listed.add(new TreeSet<>(some));
        some.forEach(type -> list(type).forEach(each));
    }

    @Override
    public List<ListedComponent> list(String type) {
        listing.accept(type);
        calls.run();
        return metadata.keySet().stream()
                .filter(component -> component.type().equals(type))
                .map(component -> new ListedComponent(
                        component,
                        idOf(component),
                        editors.get(component),
                        modified.containsKey(component)
                                ? modified.get(component)
                                : Instant.parse("2026-11-01T10:00:00Z"),
                        null))
                .toList();
    }

    @Override
    public synchronized String startRetrieve(Manifest manifest) {
        calls.run();
        String id = "09S%012dAAA".formatted(++ids);
        open.put(id, manifest);
        retrieved.add(manifest);
        return id;
    }

    @Override
    public RetrieveProgress retrieve(String retrieveId) {
        calls.run();
        SortedSet<Component> asked = open.get(retrieveId).members();
        if (asked.size() > mostMembers) {
            return new RetrieveProgress(
                    true,
                    false,
                    "Failed",
                    List.of(),
                    "LIMIT_EXCEEDED: Too many files in retrieve call, limit is: 10000");
        }
        if (asked.stream().anyMatch(failing::contains)) {
            return new RetrieveProgress(
                    true, false, "Failed", List.of(), "UNKNOWN_EXCEPTION: An unexpected error occurred");
        }
        if (busy) {
            return new RetrieveProgress(false, false, "InProgress", List.of(), null);
        }
        if (retrieveError != null) {
            return new RetrieveProgress(true, false, "Failed", List.of(), retrieveError);
        }
        List<String> messages = new ArrayList<>(extraMessages);
        open.get(retrieveId).members().stream()
                .filter(member -> !metadata.containsKey(member))
                .filter(member -> extraMessages.stream().noneMatch(text -> text.contains(member.fullName())))
                .forEach(member -> messages.add(
                        "Entity of type '" + member.type() + "' named '" + member.fullName() + "' cannot be found"));
        return new RetrieveProgress(true, true, "Succeeded", messages, null);
    }

    @Override
    public synchronized <T> T readZip(String retrieveId, ZipReader<T> reader) {
        calls.run();
        if (!handedOut.add(retrieveId)) {
            throw new OrgException("INVALID_ID_FIELD", "The zip of " + retrieveId + " was handed out already");
        }
        try (InputStream in = new ByteArrayInputStream(zips.apply(zip(open.get(retrieveId))))) {
            return reader.read(in);
        } catch (IOException e) {
            throw new OrgException("NETWORK", "The zip did not arrive: " + e.getMessage(), false, e);
        }
    }

    private byte[] zip(Manifest wanted) {
        TreeSet<Component> found = new TreeSet<>(wanted.members());
        found.retainAll(metadata.keySet());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Component component : found) {
                for (Map.Entry<String, String> file : metadata.get(component).entrySet()) {
                    zip.putNextEntry(entry(file.getKey()));
                    zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            zip.putNextEntry(entry("package.xml"));
            zip.write(ManifestXml.write(manifests.apply(Manifest.of(wanted.apiVersion(), found)))
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same time for every entry: what this org holds unchanged makes the same zip again. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    @Override
    public String startDeploy(ZipSource zip, DeployOptions options) {
        try (InputStream in = zip.open()) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length != zip.length()) {
                throw new IOException("length " + zip.length() + " was announced, " + bytes.length + " came");
            }
            sentZips.add(bytes);
        } catch (IOException e) {
            throw new OrgException("NETWORK", "Not sent: " + e.getMessage(), true, e);
        }
        sentOptions.add(options);
        return "0Af%012dAAA".formatted(++ids);
    }

    public final List<String> deployedValidations = new ArrayList<>();
    /** What a quick deployment is answered with; null where it is taken. */
    public OrgException validationRefused;

    @Override
    public String deployValidated(String validationId) {
        if (validationRefused != null) {
            throw validationRefused;
        }
        deployedValidations.add(validationId);
        return "0Af%012dAAA".formatted(++ids);
    }

    @Override
    public DeployProgress deployment(String deployId, boolean withDetails) {
        looks.add(withDetails);
        answering.run();
        return progress;
    }

    @Override
    public CancelAnswer cancelDeployment(String deployId) {
        cancelled.add(deployId);
        return new CancelAnswer(true, "");
    }

    @Override
    public List<DeployRequestRow> recentDeployments(int limit) {
        return deployRows.stream().limit(limit).toList();
    }

    @Override
    public Optional<SortedMap<String, Integer>> fields(String sObject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<io.sluice.salesforce.ObjectDescription> describe(String sObject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void upsertAll(String sObject, String keyField, List<? extends Map<String, ?>> records) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAll(List<String> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void upsert(
            String sObject, String externalIdField, String externalId, Map<String, ? extends Object> fields) {
        throw new UnsupportedOperationException();
    }

    /** An id as this org gives it, 15 characters. */
    public static String idOf(Component component) {
        return "01p%012x".formatted(component.toString().hashCode());
    }

    /** States that one component uses another, as the org's own list of dependencies tells it. */
    public FakeOrg uses(Component user, Component used) {
        uses.add(Map.of(
                "MetadataComponentId", idOf(user),
                "MetadataComponentType", user.type(),
                "MetadataComponentName", user.fullName(),
                "RefMetadataComponentId", idOf(used),
                "RefMetadataComponentType", used.type(),
                "RefMetadataComponentName", used.fullName()));
        return this;
    }

    @Override
    public List<Map<String, Object>> queryTooling(String soql) {
        toolingQueries.add(soql);
        if (soql.contains("FROM ApexClass")) {
            return metadata.entrySet().stream()
                    .filter(each -> each.getKey().type().equals("ApexClass"))
                    .map(each -> Map.<String, Object>of(
                            "Name",
                            each.getKey().fullName(),
                            "Body",
                            each.getValue().get("classes/" + each.getKey().fullName() + ".cls")))
                    .toList();
        }
        if (soql.contains("FROM SourceMember")) {
            return tracking(soql);
        }
        if (!soql.contains("FROM MetadataComponentDependency")) {
            return List.of();
        }
        if (dependenciesRefused != null) {
            throw dependenciesRefused;
        }
        return uses.stream()
                .filter(row -> soql.contains(" MetadataComponentId = '" + row.get("MetadataComponentId"))
                        || soql.contains(" RefMetadataComponentId = '" + row.get("RefMetadataComponentId")))
                .limit(2000)
                .toList();
    }

    private List<Map<String, Object>> tracking(String soql) {
        List<Component> changes = tracked;
        if (changes == null) {
            throw new OrgException("INVALID_TYPE", "sObject type 'SourceMember' is not supported.");
        }
        if (soql.contains("MAX(")) {
            return List.of(Map.of("newest", changes.size()));
        }
        int after = Integer.parseInt(soql.replaceFirst(".*RevisionCounter > (\\d+).*", "$1"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int number = after; number < changes.size(); number++) {
            Component changed = changes.get(number);
            rows.add(Map.of(
                    "MemberType", changed.type(), "MemberName", changed.fullName(), "RevisionCounter", number + 1));
        }
        return rows;
    }

    @Override
    public List<Map<String, Object>> query(String soql) {
        if (soql.contains("FROM SetupAuditTrail")) {
            throw new OrgException("INVALID_TYPE", "sObject type 'SetupAuditTrail' is not supported.");
        }
        if (soql.contains("FROM AsyncApexJob")) {
            return List.of();
        }
        throw new UnsupportedOperationException(soql);
    }
}
