package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.Package;
import com.sforce.soap.metadata.PackageTypeMembers;
import com.sforce.soap.metadata.RetrieveRequest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobFaultTest {
    private static final Map<String, String> EMPTY = Map.of("package.xml", manifest());

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Jobs").withApiVersion(62.0));
    private OrgClient client;

    @BeforeEach
    void logIn() throws Exception {
        client = new OrgClient(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void order(String json) throws Exception {
        assertThat(client.call("POST", "/rehearsal/faults", OrgClient.JSON.readTree(json))
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, String> classes(String... names) {
        Map<String, String> out = new TreeMap<>();
        String[] members = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            members[i] = "ApexClass:" + names[i];
            out.put("classes/" + names[i] + ".cls", "public class " + names[i] + " {}");
            out.put(
                    "classes/" + names[i] + ".cls-meta.xml",
                    OrgClient.file("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>"));
        }
        out.put("package.xml", manifest(members));
        return out;
    }

    private String started(Map<String, String> files) throws Exception {
        return client.deploy(options(), files).json().get("id").asText();
    }

    private String status(String id) throws Exception {
        return client.status(id).get("status").asText();
    }

    @Test
    void a_stuck_deployment_and_those_behind_it_stay_pending_until_released() throws Exception {
        order("{\"stuckPending\":1}");
        String stuck = started(EMPTY);
        String behind = started(EMPTY);
        for (int i = 0; i < 5; i++) {
            org.step();
        }
        assertThat(status(stuck)).isEqualTo("Pending");
        assertThat(status(behind)).isEqualTo("Pending");
        org.faults().releaseJobs();
        org.step();
        assertThat(status(stuck)).isEqualTo("InProgress");
    }

    @Test
    void a_job_that_vanishes_is_known_to_nobody() throws Exception {
        order("{\"vanishingJob\":1}");
        String gone = started(classes("Gone"));
        assertThat(status(gone)).isEqualTo("Pending");
        org.step();
        assertThat(client.call("GET", "/services/data/v62.0/metadata/deployRequest/" + gone, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.deployed(org, options(), EMPTY).get("status").asText())
                .isEqualTo("Succeeded");
        assertThat(org.components()).doesNotContain("ApexClass:Gone");

        order("{\"vanishingJob\":1}");
        var soap = client.soap();
        String retrieve = soap.retrieve(request("ApexClass")).getId();
        org.step();
        assertThatThrownBy(() -> soap.checkRetrieveStatus(retrieve, false))
                .hasMessageContaining("INVALID_CROSS_REFERENCE_KEY");
    }

    @Test
    void an_answer_can_name_a_status_that_no_client_knows() throws Exception {
        String id = started(EMPTY);
        order("{\"unknownStatus\":{\"name\":\"Meditating\",\"times\":2}}");
        assertThat(status(id)).isEqualTo("Meditating");
        assertThat(client.status(id).get("done").asBoolean()).isFalse();
        assertThat(status(id)).isEqualTo("Pending");
    }

    @Test
    void a_locked_row_ends_a_deployment() throws Exception {
        order("{\"lockedDeployment\":1}");
        var result = client.deployed(org, options(), classes("Locked"));
        assertThat(result.get("status").asText()).isEqualTo("Failed");
        assertThat(result.get("errorStatusCode").asText()).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(org.components()).doesNotContain("ApexClass:Locked");
        assertThat(client.deployed(org, options(), classes("Locked"))
                        .get("status")
                        .asText())
                .isEqualTo("Succeeded");
    }

    @Test
    void a_named_component_can_be_missing_after_a_deployment_that_succeeded() throws Exception {
        order("{\"droppedComponent\":\"ApexClass:B\"}");
        var result = client.deployed(org, options(), classes("A", "B"));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.get("numberComponentsDeployed").asInt()).isEqualTo(2);
        assertThat(org.components()).contains("ApexClass:A").doesNotContain("ApexClass:B");
    }

    @Test
    void a_dropped_field_leaves_its_object_as_it_was() throws Exception {
        org.putFile("objects/Invoice__c.object", OrgClient.object(OrgClient.text("Old__c", "")), "Dana Developer");
        order("{\"droppedComponent\":\"CustomField:Invoice__c.New__c\"}");
        var result = client.deployed(
                org,
                options(),
                Map.of(
                        "package.xml",
                        manifest("CustomField:Invoice__c.New__c"),
                        "objects/Invoice__c.object",
                        OrgClient.file("CustomObject", OrgClient.text("New__c", ""))));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(org.components())
                .contains("CustomField:Invoice__c.Old__c")
                .doesNotContain("CustomField:Invoice__c.New__c");
    }

    @Test
    void the_seed_decides_which_component_is_dropped() throws Exception {
        String first = dropped(3);
        assertThat(dropped(3)).isEqualTo(first);
        assertThat(java.util.stream.IntStream.range(4, 12).mapToObj(this::dropped))
                .anySatisfy(other -> assertThat(other).isNotEqualTo(first));
    }

    private String dropped(int seed) {
        try (RehearsalOrg fresh = RehearsalOrg.start(OrgSettings.of("Dropped").withApiVersion(62.0))) {
            fresh.faults().seed(seed);
            fresh.faults().dropComponent();
            new OrgClient(fresh).deployed(fresh, options(), classes("A", "B", "C", "D"));
            assertThat(fresh.components()).hasSize(3);
            return fresh.components().toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void slow_tests_stand_still_for_so_many_steps() throws Exception {
        Map<String, String> files = classes("SlowTest");
        files.put("classes/SlowTest.cls", "@IsTest\nprivate class SlowTest {\n  @IsTest static void runs() {}\n}");
        int quick = steps(files, 0);
        assertThat(steps(files, 7)).isEqualTo(quick + 7);
    }

    private int steps(Map<String, String> files, int slow) throws Exception {
        order("{\"slowTests\":" + slow + "}");
        String id = client.deploy(options().put("testLevel", "RunLocalTests"), files)
                .json()
                .get("id")
                .asText();
        int steps = 0;
        while (!client.status(id).get("done").asBoolean() && steps < 60) {
            org.step();
            steps++;
        }
        assertThat(status(id)).isEqualTo("Succeeded");
        return steps;
    }

    private static RetrieveRequest request(String type) {
        PackageTypeMembers members = new PackageTypeMembers();
        members.setName(type);
        members.setMembers(new String[] {"*"});
        Package unpackaged = new Package();
        unpackaged.setVersion("62.0");
        unpackaged.setTypes(new PackageTypeMembers[] {members});
        RetrieveRequest request = new RetrieveRequest();
        request.setApiVersion(62.0);
        request.setUnpackaged(unpackaged);
        return request;
    }

    private byte[] zip() throws Exception {
        var soap = client.soap();
        String id = soap.retrieve(request("ApexClass")).getId();
        org.step();
        org.step();
        return soap.checkRetrieveStatus(id, true).getZipFile();
    }

    private static int entries(byte[] zip) throws Exception {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("zip", ".zip");
        java.nio.file.Files.write(file, zip);
        try (var opened = new java.util.zip.ZipFile(file.toFile())) {
            return opened.size();
        } finally {
            java.nio.file.Files.delete(file);
        }
    }

    @Test
    void a_zip_can_come_cut_in_half_or_with_wrong_bytes() throws Exception {
        org.putFile("classes/Kept.cls", "public class Kept {}", "Dana Developer");
        byte[] whole = zip();
        assertThat(entries(whole)).isEqualTo(3);
        org.faults().truncateNextZip();
        assertThat(zip()).hasSize(whole.length / 2);
        order("{\"corruptZip\":1,\"seed\":5}");
        byte[] wrong = zip();
        assertThat(wrong).hasSize(whole.length).isNotEqualTo(whole);
        assertThatThrownBy(() -> entries(wrong)).isInstanceOf(java.util.zip.ZipException.class);
        order("{\"corruptZip\":1,\"seed\":5}");
        assertThat(zip()).isEqualTo(wrong);
        assertThat(zip()).isEqualTo(whole);
    }

    @Test
    void a_zip_can_hold_a_class_that_nobody_asked_for() throws Exception {
        org.putFile("classes/Kept.cls", "public class Kept {}", "Dana Developer");
        byte[] whole = zip();
        order("{\"foreignFile\":1}");
        assertThat(entries(zip())).isEqualTo(5);
        assertThat(zip()).isEqualTo(whole);
    }

    @Test
    void a_refreshed_sandbox_is_another_org_without_sessions_and_jobs() throws Exception {
        String before = org.orgId();
        String job = started(EMPTY);
        order("{\"seed\":1,\"refreshSandbox\":true}");
        String after = org.orgId();
        assertThat(after).startsWith("00D").hasSize(18).isNotEqualTo(before);
        assertThat(client.call("GET", "/services/data/v62.0", null).status()).isEqualTo(401);
        OrgClient again = new OrgClient(org);
        assertThat(again.query("SELECT Id FROM Organization")
                        .json()
                        .at("/records/0/Id")
                        .asText())
                .isEqualTo(after);
        assertThat(again.call("GET", "/services/oauth2/userinfo", null)
                        .json()
                        .get("organization_id")
                        .asText())
                .isEqualTo(after);
        assertThat(again.call("GET", "/services/data/v62.0/metadata/deployRequest/" + job, null)
                        .status())
                .isEqualTo(404);
        order("{\"seed\":1,\"refreshSandbox\":true}");
        assertThat(org.orgId()).isEqualTo(after);
    }

    @Test
    void a_refreshed_sandbox_stays_who_it_became_over_a_restart_and_production_is_not_refreshed(
            @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        OrgSettings settings = OrgSettings.of("Refreshed").withStateFolder(folder);
        try (RehearsalOrg first = RehearsalOrg.start(settings)) {
            first.faults().refreshSandbox("00D5e0000012345");
        }
        try (RehearsalOrg second = RehearsalOrg.start(settings)) {
            assertThat(second.orgId()).startsWith("00D5e0000012345").hasSize(18);
        }
        try (RehearsalOrg production = RehearsalOrg.start(OrgSettings.of("P").withSandbox(false))) {
            assertThatThrownBy(() -> production.faults().refreshSandbox())
                    .hasMessageContaining("Only a sandbox can be refreshed");
        }
    }

    @Test
    void a_soap_answer_can_name_a_status_that_no_client_knows_too() throws Exception {
        String id = started(EMPTY);
        order("{\"unknownStatus\":{\"name\":\"Meditating\",\"times\":1}}");
        String asked = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Header>"
                + "<SessionHeader xmlns=\"http://soap.sforce.com/2006/04/metadata\"><sessionId>"
                + client.soap().getConfig().getSessionId()
                + "</sessionId></SessionHeader></soapenv:Header><soapenv:Body>"
                + "<checkDeployStatus xmlns=\"http://soap.sforce.com/2006/04/metadata\"><asyncProcessId>" + id
                + "</asyncProcessId></checkDeployStatus></soapenv:Body></soapenv:Envelope>";
        assertThat(soap(asked)).contains("<status>Meditating</status>", "<done>false<");
        assertThat(soap(asked)).contains("<status>Pending</status>");
    }

    private String soap(String envelope) throws Exception {
        return new Web(org.address())
                .send(
                        "POST",
                        "/services/Soap/m/62.0",
                        Map.of("Content-Type", "text/xml", "SOAPAction", "\"\""),
                        envelope.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .body();
    }

    @Test
    void a_dropped_component_leaves_no_trace_in_the_history() throws Exception {
        order("{\"droppedComponent\":\"ApexClass:B\"}");
        client.deployed(org, options(), classes("A", "B"));
        assertThat(client.tooling("SELECT MemberName FROM SourceMember").json().findValuesAsText("MemberName"))
                .containsExactly("A");
        assertThat(client.query("SELECT Display FROM SetupAuditTrail").json().findValuesAsText("Display"))
                .containsExactly("Created A Apex Class code");
    }

    @Test
    void a_refreshed_sandbox_keeps_components_and_forgets_their_history() throws Exception {
        org.putFile("classes/Kept.cls", "public class Kept {}", "Dana Developer");
        org.faults().refreshSandbox();
        OrgClient again = new OrgClient(org);
        assertThat(org.components()).contains("ApexClass:Kept");
        assertThat(again.tooling("SELECT COUNT() FROM SourceMember")
                        .json()
                        .get("totalSize")
                        .asInt())
                .isZero();
        assertThat(again.query("SELECT COUNT() FROM SetupAuditTrail")
                        .json()
                        .get("totalSize")
                        .asInt())
                .isZero();
        org.putFile("classes/Kept.cls", "public class Kept { }", "Dana Developer");
        assertThat(again.tooling("SELECT RevisionCounter FROM SourceMember")
                        .json()
                        .at("/records/0/RevisionCounter")
                        .asInt())
                .isEqualTo(1);
    }
}
