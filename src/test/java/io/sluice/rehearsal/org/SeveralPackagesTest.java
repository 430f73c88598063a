package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.apex;
import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A zip with a folder per package. */
class SeveralPackagesTest {
    private static final String HOLDER = "objects/Invoice__c.object";

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Sandbox"));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        org.putFile(HOLDER, object(text("Amount__c", "")), "Dana Developer");
        client = new OrgClient(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void equal_addresses_of_two_packages_do_not_collide() throws Exception {
        JsonNode result = deployed(Map.of(
                "first", field("Due__c"),
                "second", field("Paid__c")));
        assertThat(OrgClient.problems(result)).isEmpty();
        assertThat(org.components())
                .contains(
                        "CustomField:Invoice__c.Amount__c",
                        "CustomField:Invoice__c.Due__c",
                        "CustomField:Invoice__c.Paid__c");
        assertThat(result.at("/details/componentSuccesses").findValuesAsText("fileName"))
                .containsExactly("first/" + HOLDER, "second/" + HOLDER, "first/package.xml", "second/package.xml");
    }

    @Test
    void each_manifest_speaks_of_the_files_of_its_own_folder() throws Exception {
        Map<String, String> other = new TreeMap<>(apex("Totals", "public class Totals {}"));
        other.put("package.xml", manifest());
        JsonNode result =
                deployed(Map.of("first", Map.of("package.xml", manifest("ApexClass:Totals")), "second", other));
        assertThat(result.get("status").asText()).isEqualTo("Failed");
        JsonNode failures = result.at("/details/componentFailures");
        assertThat(failures.findValuesAsText("fileName"))
                .containsExactly("first/package.xml", "second/classes/Totals.cls");
        assertThat(failures.findValuesAsText("problem"))
                .containsExactly(
                        "An object 'Totals' of type ApexClass was named in package.xml, but was not found in zipped directory",
                        "Not in package.xml");
    }

    @Test
    void a_package_may_need_what_another_brings() throws Exception {
        JsonNode result = deployed(Map.of(
                "first", apex("Totals", "public class Totals { Invoice__c i; String d = i.Due__c; }"),
                "second", field("Due__c")));
        assertThat(OrgClient.problems(result)).isEmpty();
        assertThat(org.components()).contains("ApexClass:Totals");
    }

    @Test
    void a_failure_is_told_with_the_folder_of_its_package() throws Exception {
        JsonNode failure = deployed(Map.of(
                        "first", apex("Totals", "public class Totals { void a( { } }"),
                        "second", field("Due__c")))
                .at("/details/componentFailures/0");
        assertThat(failure.get("fileName").asText()).isEqualTo("first/classes/Totals.cls");
        assertThat(failure.get("lineNumber").asInt()).isEqualTo(1);
    }

    @Test
    void without_roll_back_the_packages_without_fault_stay() throws Exception {
        ObjectNode options = options().put("singlePackage", false).put("rollbackOnError", false);
        JsonNode result = client.deployed(
                org,
                options,
                folders(Map.of(
                        "first", apex("Totals", "public class Totals { void a( { } }"),
                        "second", field("Due__c"))));
        assertThat(result.get("status").asText()).isEqualTo("SucceededPartial");
        assertThat(org.components()).contains("CustomField:Invoice__c.Due__c").doesNotContain("ApexClass:Totals");
    }

    @Test
    void destructive_manifests_count_in_each_folder() throws Exception {
        JsonNode result = deployed(Map.of(
                "first",
                Map.of(
                        "package.xml", manifest(),
                        "destructiveChanges.xml", manifest("CustomField:Invoice__c.Amount__c")),
                "second",
                field("Due__c")));
        assertThat(OrgClient.problems(result)).isEmpty();
        assertThat(org.components())
                .contains("CustomField:Invoice__c.Due__c")
                .doesNotContain("CustomField:Invoice__c.Amount__c");
    }

    private static Map<String, String> field(String name) {
        return Map.of(
                "package.xml",
                manifest("CustomField:Invoice__c." + name),
                HOLDER,
                file("CustomObject", text(name, "")));
    }

    private static Map<String, String> folders(Map<String, Map<String, String>> packages) {
        Map<String, String> out = new TreeMap<>();
        packages.forEach((folder, files) -> files.forEach((path, content) -> out.put(folder + "/" + path, content)));
        return out;
    }

    private JsonNode deployed(Map<String, Map<String, String>> packages) throws Exception {
        return client.deployed(org, options().put("singlePackage", false), folders(packages));
    }
}
