package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.metadata.RetrieveResult;
import io.sluice.rehearsal.metadata.MetadataType;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.Reference;
import io.sluice.rehearsal.metadata.XmlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class RoundTripTest {
    private static final Path SAMPLE = Path.of("src/test/resources/rehearsal/orgs/site-visits");

    @Test
    void the_sample_application_is_the_same_after_a_retrieve_a_deploy_to_an_empty_org_and_a_retrieve()
            throws Exception {
        try (RehearsalOrg source = RehearsalOrg.start(OrgSettings.of("Source").withFolder(SAMPLE))) {
            assertThat(source.dangling()).isEmpty();
            assertThat(everything(source)).hasSizeGreaterThan(20);

            makesTheRoundTrip(source);
        }
    }

    /** The sample without a class that others name, as in an application that is not there whole. */
    @Test
    void an_application_with_dangling_references_is_loaded_they_are_listed_and_refused_and_the_rest_goes_round(
            @TempDir Path work) throws Exception {
        Path part = work.resolve("part");
        FileSystemUtils.copyRecursively(SAMPLE, part);
        Files.delete(part.resolve("classes/VisitRating.cls"));
        Files.delete(part.resolve("classes/VisitRating.cls-meta.xml"));

        assertThat(loadedAsItIs(part, work))
                .containsExactlyInAnyOrder(
                        "Profile:Inspector names ApexClass:VisitRating",
                        "ApexClass:VisitRatingTest names ApexClass:VisitRating");
    }

    /**
     * Loads a folder with dangling references; what is retrieved of it is refused with every missing name, and without the
     * components that name them it makes the round trip.
     *
     * @return what is missing, and who names it
     */
    static List<String> loadedAsItIs(Path folder, Path work) throws Exception {
        try (RehearsalOrg source = RehearsalOrg.start(OrgSettings.of("Source").withFolder(folder));
                RehearsalOrg target = RehearsalOrg.start(OrgSettings.of("Target"))) {
            Map<String, String> whole = everything(source);
            List<Reference> missing = dangling(whole, work.resolve("whole"));
            JsonNode refused = deploy(target, whole);
            assertThat(refused.get("status").asText()).isEqualTo("Failed");
            assertThat(refused.at("/details/componentFailures").findValuesAsText("problem"))
                    .containsAll(missing.stream().map(Reference::problem).toList());
            assertThat(target.components()).isEmpty();

            Map<String, String> rest = new TreeMap<>(whole);
            for (int round = 0; !missing.isEmpty(); round++) {
                missing.forEach(reference -> leaveOut(reference.owner(), rest));
                missing = dangling(rest, work.resolve("rest" + round));
            }
            Path good = written(rest, work.resolve("good"));
            try (RehearsalOrg remaining =
                    RehearsalOrg.start(OrgSettings.of("Remaining").withFolder(good))) {
                makesTheRoundTrip(remaining);
            }
            return source.dangling().stream()
                    .map(r -> r.owner() + " names " + r.type() + ":" + r.fullName())
                    .toList();
        }
    }

    private static void makesTheRoundTrip(RehearsalOrg source) throws Exception {
        try (RehearsalOrg target = RehearsalOrg.start(OrgSettings.of("Target"))) {
            Map<String, String> first = everything(source);
            JsonNode result = deploy(target, first);
            assertThat(result.get("status").asText())
                    .as(result.at("/details/componentFailures").toString())
                    .isEqualTo("Succeeded");
            assertThat(target.components()).isEqualTo(source.components());
            assertThat(meaning(everything(target))).isEqualTo(meaning(first));
        }
    }

    private static JsonNode deploy(RehearsalOrg org, Map<String, String> files) throws Exception {
        OrgClient client = new OrgClient(org);
        OrgClient.Answer started = client.deploy(OrgClient.options(), files);
        return client.done(org, started.json().get("id").asText());
    }

    private static List<Reference> dangling(Map<String, String> files, Path folder) throws Exception {
        try (RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Look").withFolder(written(files, folder)))) {
            return org.dangling();
        }
    }

    private static Path written(Map<String, String> files, Path folder) throws Exception {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    /** Takes away the top-level component that is named or holds what is named. */
    private static void leaveOut(String key, Map<String, String> files) {
        String type = key.substring(0, key.indexOf(':'));
        String name = key.substring(key.indexOf(':') + 1);
        Optional<MetadataType> parent = MetadataTypes.parentOf(type);
        String path = parent.isPresent()
                ? parent.get().path(name.substring(0, name.indexOf('.')))
                : MetadataTypes.named(type).orElseThrow().path(name);
        files.keySet().removeIf(f -> f.equals(path) || f.equals(path + "-meta.xml") || f.startsWith(path + "/"));
    }

    /** All top-level components by name. */
    private static Map<String, String> everything(RehearsalOrg org) throws Exception {
        String[] members = org.components().stream()
                .filter(key ->
                        MetadataTypes.named(key.substring(0, key.indexOf(':'))).isPresent())
                .toArray(String[]::new);
        RetrieveResult result = Retrieves.result(org, new OrgClient(org).soap(), Retrieves.request("62.0", members));
        assertThat(result.getMessages()).isEmpty();
        return Retrieves.files(result);
    }

    /** XML without its spaces and with siblings of different names in one order; other files as they are. */
    private static Map<String, String> meaning(Map<String, String> files) throws Exception {
        Map<String, String> out = new TreeMap<>();
        for (var file : files.entrySet()) {
            boolean xml = file.getValue().startsWith("<?xml");
            out.put(
                    file.getKey(),
                    xml
                            ? new String(
                                    sorted(XmlNode.parse(file.getValue().getBytes(StandardCharsets.UTF_8)))
                                            .document(),
                                    StandardCharsets.UTF_8)
                            : file.getValue());
        }
        return out;
    }

    private static XmlNode sorted(XmlNode node) {
        List<XmlNode> children = new ArrayList<>();
        node.children()
                .forEach(c -> children.add(c.children().isEmpty() ? XmlNode.text(c.name(), c.text()) : sorted(c)));
        children.sort(Comparator.comparing(XmlNode::name)
                .thenComparing(n -> n.childText("fullName"))
                .thenComparing(n -> n.childText("field")));
        return node.withChildren(children);
    }
}
