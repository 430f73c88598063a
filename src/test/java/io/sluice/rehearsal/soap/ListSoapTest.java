package io.sluice.rehearsal.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ListSoapTest {
    private static final byte[] UNREADABLE = "<a".getBytes(StandardCharsets.UTF_8);
    private static final Audit AUDIT = new Audit("id", "user", Instant.EPOCH, "user", Instant.EPOCH);

    private final Ids ids = new Ids();
    private final MetadataPart metadata = new MetadataPart(ids);
    private final ListSoap lists =
            new ListSoap(new OrgState(Optional.empty(), List.of(metadata)), metadata, new Users(ids, "x.test"), true);

    /** Whoever reads one of these files as XML fails. */
    ListSoapTest() {
        put("Layout", "Account-A", "layouts/Account-A.layout", Map.of());
        put("CustomObject", "A__c", "objects/A__c.object", Map.of("CustomField:A__c.F__c", AUDIT));
        put("CustomMetadata", "Rate.A", "customMetadata/Rate.A.md", Map.of());
    }

    private void put(String type, String name, String path, Map<String, Audit> children) {
        metadata.current()
                .restore(
                        MetadataTypes.named(type).orElseThrow(),
                        name,
                        new TreeMap<>(Map.of(path, UNREADABLE)),
                        AUDIT,
                        children);
    }

    @Test
    void no_file_of_the_type_or_of_another_is_read() throws Exception {
        assertThat(list("Layout")).contains("<fullName>Account-A</fullName>").doesNotContain("Rate.A", "A__c");
        assertThat(list("CustomObject")).contains("<fullName>A__c</fullName>").doesNotContain("F__c");
        assertThat(list("CustomField")).contains("<fullName>A__c.F__c</fullName>");
        OrgMetadata org = metadata.current();
        assertThatThrownBy(() -> org.find("Layout", "Account-A").orElseThrow().root())
                .hasMessageContaining("not well-formed");
    }

    @Test
    void every_type_that_is_described_can_be_listed_children_too() throws Exception {
        Set<String> described = Pattern.compile("<(xmlName|childXmlNames)>(.+?)</")
                .matcher(lists.describe())
                .results()
                .map(found -> found.group(2))
                .collect(Collectors.toSet());

        assertThat(described).contains("CustomField", "ManagedTopic");
        for (String type : described) {
            list(type);
        }
    }

    private String list(String type) throws SoapFault {
        return lists.list(List.of(XmlNode.of("queries", List.of(XmlNode.text("type", type)))));
    }
}
