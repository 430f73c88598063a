package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.metadata.RetrieveResult;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.XmlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final Path SAMPLE = Path.of("src/test/resources/rehearsal/orgs/site-visits");

    @Test
    void the_sample_application_is_the_same_after_a_retrieve_a_deploy_to_an_empty_org_and_a_retrieve()
            throws Exception {
        try (RehearsalOrg source = RehearsalOrg.start(OrgSettings.of("Source").withFolder(SAMPLE));
                RehearsalOrg target = RehearsalOrg.start(OrgSettings.of("Target"))) {
            Map<String, String> first = retrieve(source);
            assertThat(first).hasSizeGreaterThan(20);

            OrgClient client = new OrgClient(target);
            OrgClient.Answer started = client.deploy(OrgClient.options(), first);
            JsonNode result = client.done(target, started.json().get("id").asText());
            assertThat(result.get("status").asText())
                    .as(result.at("/details/componentFailures").toString())
                    .isEqualTo("Succeeded");

            assertThat(target.components()).isEqualTo(source.components());
            assertThat(meaning(retrieve(target))).isEqualTo(meaning(first));
        }
    }

    /** Everything that the sample's own manifest names. */
    private static Map<String, String> retrieve(RehearsalOrg org) throws Exception {
        List<String> members = new ArrayList<>();
        Manifest.read(XmlNode.parse(Files.readAllBytes(SAMPLE.resolve("package.xml"))))
                .types()
                .forEach((type, names) -> names.forEach(name -> members.add(type + ":" + name)));
        RetrieveResult result = Retrieves.result(
                org, new OrgClient(org).soap(), Retrieves.request("62.0", members.toArray(String[]::new)));
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
