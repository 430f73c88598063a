package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.ListMetadataQuery;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.Package;
import com.sforce.soap.metadata.PackageTypeMembers;
import com.sforce.soap.metadata.RetrieveRequest;
import com.sforce.soap.metadata.RetrieveResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetadataSoapTest {
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Soap"));
    private MetadataConnection soap;

    @BeforeEach
    void fill() throws Exception {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "") + text("Note__c", "")), "Dana Developer");
        org.putFile("classes/Totals.cls", "public class Totals {}", "Dana Developer");
        soap = new OrgClient(org).soap();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void salesforces_client_describes_the_types() throws Exception {
        assertThat(soap.describeMetadata(62.0).getMetadataObjects())
                .anySatisfy(t -> {
                    assertThat(t.getXmlName()).isEqualTo("CustomObject");
                    assertThat(t.getDirectoryName()).isEqualTo("objects");
                    assertThat(t.getChildXmlNames()).contains("CustomField", "ValidationRule");
                })
                .anySatisfy(t -> assertThat(t.getMetaFile()).isTrue());
    }

    @Test
    void a_changed_field_has_its_own_date_and_person() throws Exception {
        org.putFile(
                "objects/Invoice__c.object",
                object(text("Amount__c", "<required>false</required>") + text("Note__c", "")),
                "Erin Editor");

        FileProperties[] fields = soap.listMetadata(new ListMetadataQuery[] {query("CustomField")}, 62.0);

        assertThat(fields)
                .extracting(FileProperties::getFullName)
                .containsExactly("Invoice__c.Amount__c", "Invoice__c.Note__c");
        assertThat(fields)
                .extracting(FileProperties::getLastModifiedByName)
                .containsExactly("Erin Editor", "Dana Developer");
        assertThat(fields[0].getFileName()).isEqualTo("objects/Invoice__c.object");
        assertThat(fields[0].getId()).hasSize(18);
    }

    @Test
    void more_than_three_queries_and_unknown_types_are_refused() {
        assertThatThrownBy(() -> soap.listMetadata(
                        new ListMetadataQuery[] {query("Layout"), query("Flow"), query("Role"), query("Group")}, 62.0))
                .hasMessageContaining("LIMIT_EXCEEDED");
        assertThatThrownBy(() -> soap.listMetadata(new ListMetadataQuery[] {query("Nonsense")}, 62.0))
                .hasMessageContaining("INVALID_TYPE");
    }

    @Test
    void a_field_alone_is_retrieved_without_its_neighbours_and_the_zip_comes_once() throws Exception {
        String id = soap.retrieve(request(true, "CustomField", "Invoice__c.Amount__c"))
                .getId();
        assertThat(soap.checkRetrieveStatus(id, true).getDone()).isFalse();
        org.step();
        org.step();

        assertThat(soap.checkRetrieveStatus(id, false).getZipFile()).isNull();
        RetrieveResult result = soap.checkRetrieveStatus(id, true);

        assertThat(result.isSuccess()).isTrue();
        Map<String, String> files = unzip(result.getZipFile());
        assertThat(files.keySet()).containsExactly("objects/Invoice__c.object", "package.xml");
        assertThat(files.get("objects/Invoice__c.object"))
                .contains("Amount__c")
                .doesNotContain("Note__c", "pluralLabel");
        assertThatThrownBy(() -> soap.checkRetrieveStatus(id, true))
                .hasMessageContaining("INVALID_LOCATOR: Retrieve result has been deleted");
    }

    @Test
    void a_wildcard_brings_companions_and_a_missing_member_a_message() throws Exception {
        RetrieveRequest request = request(false, "ApexClass", "*");
        PackageTypeMembers missing = members("Layout", "Invoice__c-None");
        request.getUnpackaged()
                .setTypes(new PackageTypeMembers[] {request.getUnpackaged().getTypes()[0], missing});

        RetrieveResult result = retrieve(request);

        assertThat(unzip(result.getZipFile()).keySet())
                .containsExactly(
                        "unpackaged/classes/Totals.cls",
                        "unpackaged/classes/Totals.cls-meta.xml",
                        "unpackaged/package.xml");
        assertThat(result.getMessages()[0].getProblem())
                .isEqualTo("Entity of type 'Layout' named 'Invoice__c-None' cannot be found");
        assertThat(retrieve(request).getZipFile()).isEqualTo(result.getZipFile());
    }

    @Test
    void a_profile_shows_only_what_the_same_request_names() throws Exception {
        org.putFile(
                "profiles/Clerk.profile",
                file(
                        "Profile",
                        "<classAccesses><apexClass>Totals</apexClass><enabled>true</enabled></classAccesses><custom>true</custom>"),
                "Dana Developer");

        assertThat(unzip(retrieve(request(true, "Profile", "Clerk")).getZipFile())
                        .get("profiles/Clerk.profile"))
                .doesNotContain("Totals");
        RetrieveRequest both = request(true, "Profile", "Clerk");
        both.getUnpackaged()
                .setTypes(
                        new PackageTypeMembers[] {both.getUnpackaged().getTypes()[0], members("ApexClass", "Totals")});
        assertThat(unzip(retrieve(both).getZipFile()).get("profiles/Clerk.profile"))
                .contains("Totals");
    }

    @Test
    void a_wrong_session_and_a_broken_zip_on_order_are_seen_by_the_client() throws Exception {
        MetadataConnection stranger = new OrgClient(org).soap("00Dnonsense");
        assertThatThrownBy(() -> stranger.describeMetadata(62.0)).hasMessageContaining("INVALID_SESSION_ID");

        org.faults().truncateNextZip();
        byte[] broken = retrieve(request(true, "ApexClass", "*")).getZipFile();
        byte[] whole = retrieve(request(true, "ApexClass", "*")).getZipFile();
        assertThat(broken).hasSize(whole.length / 2);
    }

    private RetrieveResult retrieve(RetrieveRequest request) throws Exception {
        String id = soap.retrieve(request).getId();
        org.step();
        org.step();
        return soap.checkRetrieveStatus(id, true);
    }

    private static ListMetadataQuery query(String type) {
        ListMetadataQuery query = new ListMetadataQuery();
        query.setType(type);
        return query;
    }

    private static PackageTypeMembers members(String type, String member) {
        PackageTypeMembers members = new PackageTypeMembers();
        members.setName(type);
        members.setMembers(new String[] {member});
        return members;
    }

    private static RetrieveRequest request(boolean single, String type, String member) {
        Package manifest = new Package();
        manifest.setTypes(new PackageTypeMembers[] {members(type, member)});
        manifest.setVersion("62.0");
        RetrieveRequest request = new RetrieveRequest();
        request.setApiVersion(62.0);
        request.setSinglePackage(single);
        request.setUnpackaged(manifest);
        return request;
    }

    private static Map<String, String> unzip(byte[] bytes) throws Exception {
        Map<String, String> out = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                out.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return out;
    }
}
