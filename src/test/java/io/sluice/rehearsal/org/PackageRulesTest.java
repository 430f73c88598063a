package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.apex;
import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a package must be like, and how it mixes with what the org has. */
class PackageRulesTest {
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Sandbox"));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        client = OrgClient.withInvoices(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void an_element_that_the_type_does_not_have_is_refused_with_its_place() throws Exception {
        JsonNode result = deployed(Map.of(
                "package.xml", manifest("CustomTab:Home"),
                "tabs/Home.tab", file("CustomTab", "\n  <url>https://a.example</url>\n  <colour>red</colour>")));
        JsonNode failure = result.at("/details/componentFailures/0");
        assertThat(failure.get("problem").asText())
                .isEqualTo(
                        "Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type CustomTab");
        assertThat(failure.get("lineNumber").asInt()).isEqualTo(4);
        assertThat(failure.get("columnNumber").asInt()).isPositive();
    }

    @Test
    void a_value_that_the_enumeration_does_not_have_is_refused() throws Exception {
        JsonNode result = deployed(Map.of(
                "package.xml", manifest("CustomField:Invoice__c.Due__c"),
                "objects/Invoice__c.object",
                        file(
                                "CustomObject",
                                "<fields><fullName>Due__c</fullName><label>Due</label><type>Txet</type></fields>")));
        assertThat(problems(result))
                .startsWith("Error parsing file: 'Txet' is not a valid value for the enum 'FieldType'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "public class Totals { void a() { } } }|Missing '<EOF>' at '}'|1|38",
                "public class Totals { void a( { } }|Missing ')' at '}'|1|35",
                "public class Totals { void a() { }|Missing '}' at '<EOF>'|1|34"
            })
    void brackets_that_do_not_match_are_compile_errors_with_their_place(
            String code, String problem, int line, int column) throws Exception {
        JsonNode failure = deployed(apex("Totals", code)).at("/details/componentFailures/0");
        assertThat(failure.get("problem").asText()).isEqualTo(problem);
        assertThat(failure.get("fileName").asText()).isEqualTo("classes/Totals.cls");
        assertThat(failure.get("lineNumber").asInt()).isEqualTo(line);
        assertThat(failure.get("columnNumber").asInt()).isEqualTo(column);
    }

    @Test
    void a_permission_set_merges_until_39_and_replaces_from_40() throws Exception {
        String note =
                "<fieldPermissions><editable>true</editable><field>Invoice__c.Note__c</field><readable>true</readable></fieldPermissions>";
        org.putFile(
                "permissionsets/Clerk.permissionset",
                file("PermissionSet", note + "<label>Clerk</label>"),
                "Dana Developer");
        String amount = file("PermissionSet", note.replace("Note__c", "Amount__c") + "<label>Clerk</label>");

        deployed(Map.of(
                "package.xml",
                manifest("PermissionSet:Clerk").replace("62.0", "39.0"),
                "permissionsets/Clerk.permissionset",
                amount));
        assertThat(org.file("permissionsets/Clerk.permissionset").orElseThrow()).contains("Note__c", "Amount__c");

        deployed(Map.of(
                "package.xml",
                manifest("PermissionSet:Clerk").replace("62.0", "40.0"),
                "permissionsets/Clerk.permissionset",
                amount));
        assertThat(org.file("permissionsets/Clerk.permissionset").orElseThrow())
                .contains("Amount__c")
                .doesNotContain("Note__c");
    }

    @Test
    void a_profile_keeps_what_the_package_does_not_speak_of() throws Exception {
        String access =
                "<fieldPermissions><editable>true</editable><field>Invoice__c.%s</field><readable>true</readable></fieldPermissions>";
        org.putFile("profiles/Clerk.profile", file("Profile", access.formatted("Note__c")), "Dana Developer");
        deployed(Map.of(
                "package.xml", manifest("Profile:Clerk"),
                "profiles/Clerk.profile", file("Profile", access.formatted("Amount__c"))));
        assertThat(org.file("profiles/Clerk.profile").orElseThrow()).contains("Note__c", "Amount__c");
    }

    @Test
    void missing_files_are_allowed_only_when_asked_for() throws Exception {
        Map<String, String> files = Map.of("package.xml", manifest("ApexClass:Gone"));
        assertThat(deployed(files).get("status").asText()).isEqualTo("Failed");
        assertThat(client.deployed(org, options().put("allowMissingFiles", true), files)
                        .get("status")
                        .asText())
                .isEqualTo("Succeeded");
    }

    @Test
    void a_single_package_has_its_manifest_at_the_top_and_others_in_a_folder() throws Exception {
        Map<String, String> top = Map.of("package.xml", manifest());
        Map<String, String> below = Map.of("unpackaged/package.xml", manifest());
        assertThat(problems(deployed(below))).contains("No package.xml found");
        assertThat(deployed(top).get("status").asText()).isEqualTo("Succeeded");
        var folders = options().put("singlePackage", false);
        assertThat(problems(client.deployed(org, folders, top))).contains("No package.xml found");
        assertThat(client.deployed(org, folders, below).get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void a_version_that_the_org_does_not_have_is_refused() throws Exception {
        assertThat(problems(deployed(Map.of("package.xml", manifest().replace("62.0", "63.0")))))
                .isEqualTo("Invalid version specified:63.0");
    }

    @Test
    void settings_have_a_root_of_their_own_name() throws Exception {
        JsonNode result = deployed(Map.of(
                "package.xml", manifest("Settings:Flow"),
                "settings/Flow.settings",
                        file(
                                "FlowSettings",
                                "<enableFlowDeployAsActiveEnabled>true</enableFlowDeployAsActiveEnabled>")));
        assertThat(problems(result)).isEmpty();
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void a_zip_has_at_most_ten_thousand_files() throws Exception {
        OrgClient.Answer refused = client.deploy(options(), files(10_001, 1));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/0/errorCode").asText()).isEqualTo("INVALID_OPERATION");
        assertThat(refused.json().at("/0/message").asText()).isEqualTo("Too many files in zip");
        assertThat(client.deploy(options(), files(10_000, 1)).status()).isEqualTo(201);
    }

    @Test
    void a_zip_has_at_most_600_megabytes_unzipped() throws Exception {
        OrgClient.Answer refused = client.deploy(options(), claiming(files(10, 1), 62_914_561));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/0/errorCode").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(refused.json().at("/0/message").asText()).contains("629145600");
    }

    @Test
    void a_zip_has_at_most_39_megabytes() throws Exception {
        OrgClient.Answer refused = client.deploy(options(), new byte[39 * 1024 * 1024 + 1]);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/0/message").asText())
                .isEqualTo("Maximum size of request reached. Maximum size of request is 52428800 bytes.");
        assertThat(org.deployments()).isEmpty();
    }

    @Test
    void the_answer_gives_lists_for_everything_that_repeats() throws Exception {
        JsonNode details = deployed(Map.of("package.xml", manifest())).get("details");
        assertThat(details.get("componentFailures").isArray()).isTrue();
        assertThat(details.get("componentSuccesses").isArray()).isTrue();
        for (String name : new String[] {
            "failures", "successes", "codeCoverage", "codeCoverageWarnings", "flowCoverage", "flowCoverageWarnings"
        }) {
            assertThat(details.get("runTestResult").get(name).isArray())
                    .as(name)
                    .isTrue();
        }
    }

    private JsonNode deployed(Map<String, String> files) throws Exception {
        return client.deployed(org, options(), files);
    }

    /** The zip with another size for each file in its directory, without the hundreds of megabytes. */
    private static byte[] claiming(byte[] zip, int size) {
        ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < zip.length - 28; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                bytes.putInt(at + 24, size);
            }
        }
        return bytes.array();
    }

    private static byte[] files(int count, int size) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            byte[] content = new byte[size];
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("classes/C" + i + ".cls"));
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void a_rest_answer_gives_all_messages_once_more_and_marks_the_manifest() throws Exception {
        JsonNode details = deployed(apex("Totals", "public class Totals {}")).get("details");
        JsonNode all = details.get("allComponentMessages");
        assertThat(all.findValuesAsText("fullName")).containsExactly("Totals", "package.xml");
        assertThat(all.findValuesAsText("forPackageManifestFile")).containsExactly("false", "true");
        assertThat(all.findValuesAsText("warning")).containsExactly("false", "false");
    }

    @Test
    void a_master_detail_field_becomes_a_lookup_without_validation_only() throws Exception {
        Map<String, String> lookup = relation("Lookup");
        assertThat(deployed(relation("MasterDetail")).get("status").asText()).isEqualTo("Succeeded");
        JsonNode validated = client.deployed(org, options().put("checkOnly", true), lookup);
        assertThat(problems(validated))
                .isEqualTo("A change from MasterDetail to Lookup is not supported by a validation");
        assertThat(deployed(lookup).get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void a_text_field_becomes_no_lookup() throws Exception {
        JsonNode result = deployed(
                Map.of(
                        "package.xml",
                        manifest("CustomField:Invoice__c.Note__c"),
                        "objects/Invoice__c.object",
                        file(
                                "CustomObject",
                                "<fields><fullName>Note__c</fullName><label>Note</label><referenceTo>Account</referenceTo><type>Lookup</type></fields>")));
        assertThat(problems(result))
                .isEqualTo("Cannot update a field to a Lookup, MasterDetail, or Hierarchy from something else");
    }

    private static Map<String, String> relation(String type) {
        return Map.of(
                "package.xml",
                manifest("CustomField:Invoice__c.Account__c"),
                "objects/Invoice__c.object",
                file(
                        "CustomObject",
                        "<fields><fullName>Account__c</fullName><label>Account</label><referenceTo>Account</referenceTo>"
                                + "<relationshipName>Invoices</relationshipName><type>" + type + "</type></fields>"));
    }
}
