package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query can ask for, and the queries that the Salesforce CLI sends. */
class QueriesTest {
    private static final String LINE =
            "<fields><fullName>Invoice__c</fullName><label>Invoice</label><type>Lookup</type>"
                    + "<referenceTo>Invoice__c</referenceTo><relationshipName>Lines</relationshipName></fields>"
                    + "<fields><fullName>Amount__c</fullName><label>Amount</label><type>Number</type></fields>"
                    + "<fields><fullName>Tags__c</fullName><label>Tags</label><type>MultiselectPicklist</type></fields>";

    private final HandClock clock = new HandClock();
    private final RehearsalOrg org =
            RehearsalOrg.start(OrgSettings.of("Queries").withClock(clock));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        org.putFile(
                "objects/Invoice__c.object", object(text("Key__c", "<externalId>true</externalId>")), "Dana Developer");
        org.putFile("objects/Line__c.object", object(LINE), "Dana Developer");
        client = new OrgClient(org);
        for (String key : List.of("A", "B", "C")) {
            org.putRecord("Invoice__c", Map.of("Name", "I" + key, "Key__c", key));
        }
        line("L1", "A", 10, "red;blue");
        line("L2", "A", 30, "red");
        line("L3", "B", 5, "green");
        org.putRecord("Line__c", Map.of("Name", "L4"));
    }

    private void line(String name, String invoice, int amount, String tags) {
        org.putRecord(
                "Line__c",
                Map.of("Name", name, "Amount__c", amount, "Tags__c", tags, "Invoice__r", Map.of("Key__c", invoice)));
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void aggregates_without_a_group_are_one_row() throws Exception {
        JsonNode row =
                rows("SELECT COUNT(Id), MAX(Amount__c) most, MIN(Amount__c), SUM(Amount__c), AVG(Amount__c) mean, COUNT_DISTINCT(Invoice__c) FROM Line__c")
                        .get(0);
        assertThat(row.at("/attributes/type").asText()).isEqualTo("AggregateResult");
        assertThat(row.get("expr0").asInt()).isEqualTo(4);
        assertThat(row.get("most").asInt()).isEqualTo(30);
        assertThat(row.get("expr1").asInt()).isEqualTo(5);
        assertThat(row.get("expr2").asInt()).isEqualTo(45);
        assertThat(row.get("mean").asInt()).isEqualTo(15);
        assertThat(row.get("expr3").asInt()).isEqualTo(2);
        assertThat(rows("SELECT MAX(Amount__c) FROM Line__c WHERE Name = 'none'")
                        .get(0)
                        .get("expr0")
                        .isNull())
                .isTrue();
    }

    @Test
    void the_newest_revision_is_asked_for_by_max() throws Exception {
        JsonNode row = client.tooling("SELECT MAX(RevisionCounter) MaxRev FROM SourceMember")
                .json()
                .at("/records/0");
        assertThat(row.get("MaxRev").asInt())
                .isEqualTo(client.tooling("SELECT COUNT() FROM SourceMember")
                        .json()
                        .get("totalSize")
                        .asInt());
    }

    @Test
    void groups_have_their_aggregates_and_conditions() throws Exception {
        JsonNode rows = rows(
                "SELECT Invoice__r.Name, COUNT(Id) n FROM Line__c WHERE Invoice__c != null GROUP BY Invoice__r.Name HAVING COUNT(Id) > 0 ORDER BY COUNT(Id) DESC");
        assertThat(rows.findValuesAsText("Name")).containsExactly("IA", "IB");
        assertThat(rows.findValuesAsText("n")).containsExactly("2", "1");
        assertThat(rows("SELECT Invoice__c FROM Line__c GROUP BY Invoice__c HAVING COUNT(Id) > 1"))
                .hasSize(1);
        assertThat(problem("SELECT Name, COUNT(Id) FROM Line__c GROUP BY Invoice__c"))
                .isEqualTo("MALFORMED_QUERY: Field must be grouped or aggregated: Name");
    }

    @Test
    void children_come_as_a_result_of_their_own() throws Exception {
        JsonNode rows = rows(
                "SELECT Name, (SELECT Name FROM Lines__r WHERE Amount__c > 5 ORDER BY Amount__c DESC) FROM Invoice__c ORDER BY Name");
        assertThat(rows.at("/0/Lines__r/totalSize").asInt()).isEqualTo(2);
        assertThat(rows.at("/0/Lines__r/done").asBoolean()).isTrue();
        assertThat(rows.at("/0/Lines__r/records").findValuesAsText("Name")).containsExactly("L2", "L1");
        assertThat(rows.at("/1/Lines__r").isNull()).isTrue();
        assertThat(problem("SELECT (SELECT Id FROM Gone__r) FROM Invoice__c"))
                .startsWith("INVALID_TYPE: Didn't understand relationship 'Gone__r' in FROM part of query call.");
    }

    @Test
    void a_query_can_stand_among_the_values() throws Exception {
        assertThat(
                        names(
                                "SELECT Name FROM Invoice__c WHERE Id IN (SELECT Invoice__c FROM Line__c WHERE Amount__c < 10)"))
                .containsExactly("IB");
        assertThat(
                        names(
                                "SELECT Name FROM Invoice__c WHERE Id NOT IN (SELECT Invoice__c FROM Line__c WHERE Amount__c < 10) ORDER BY Name"))
                .containsExactly("IA", "IC");
    }

    @Test
    void names_count_in_any_case_and_come_back_as_the_org_writes_them() throws Exception {
        JsonNode row = rows("select id, NAME, invoice__R.key__c from line__c where name = 'L1'")
                .get(0);
        assertThat(row.at("/attributes/type").asText()).isEqualTo("Line__c");
        assertThat(row.get("Name").asText()).isEqualTo("L1");
        assertThat(row.at("/Invoice__r/Key__c").asText()).isEqualTo("A");
    }

    @Test
    void an_object_can_have_an_alias() throws Exception {
        assertThat(names("SELECT l.Name FROM Line__c l WHERE l.Amount__c = 5")).containsExactly("L3");
    }

    @Test
    void multi_select_picklists_include_and_exclude() throws Exception {
        assertThat(names("SELECT Name FROM Line__c WHERE Tags__c INCLUDES ('red;blue', 'green') ORDER BY Name"))
                .containsExactly("L1", "L3");
        assertThat(names("SELECT Name FROM Line__c WHERE Tags__c EXCLUDES ('red') ORDER BY Name"))
                .containsExactly("L3", "L4");
    }

    @ParameterizedTest
    @CsvSource({
        "TODAY,0",
        "YESTERDAY,1",
        "THIS_WEEK,0",
        "LAST_WEEK,7",
        "LAST_MONTH,31",
        "THIS_QUARTER,20",
        "LAST_QUARTER,92",
        "THIS_YEAR,100",
        "LAST_YEAR,365",
        "LAST_N_DAYS:3,3",
        "LAST_N_WEEKS:1,7",
        "LAST_N_MONTHS:2,50",
        "LAST_N_QUARTERS:1,92",
        "LAST_N_YEARS:1,365",
        "LAST_90_DAYS,90",
        "N_DAYS_AGO:4,4",
        "N_MONTHS_AGO:1,31"
    })
    void date_literals_are_periods_of_the_orgs_clock(String literal, int daysAgo) throws Exception {
        try (RehearsalOrg other = RehearsalOrg.start(OrgSettings.of("Dates").withClock(clock))) {
            other.putRecord("Account", Map.of("Name", "Old"));
            clock.move(Duration.ofDays(daysAgo));
            OrgClient there = new OrgClient(other);
            // The clock began on 2026-09-01; the literal is asked for so many days later.
            assertThat(there.query("SELECT COUNT() FROM Account WHERE CreatedDate = " + literal)
                            .json()
                            .get("totalSize")
                            .asInt())
                    .isEqualTo(1);
            clock.move(Duration.ofDays(800));
            assertThat(new OrgClient(other)
                            .query("SELECT COUNT() FROM Account WHERE CreatedDate = " + literal)
                            .json()
                            .get("totalSize")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void a_text_that_looks_like_a_date_literal_is_a_text() throws Exception {
        org.putRecord("Invoice__c", Map.of("Name", "TODAY"));
        assertThat(names("SELECT Name FROM Invoice__c WHERE Name = 'TODAY'")).containsExactly("TODAY");
    }

    @Test
    void query_all_finds_deleted_rows_for_fifteen_days() throws Exception {
        String id = rows("SELECT Id FROM Line__c WHERE Name = 'L3'")
                .get(0)
                .get("Id")
                .asText();
        assertThat(client.call("DELETE", "/services/data/v62.0/sobjects/Line__c/" + id, null)
                        .status())
                .isEqualTo(204);
        assertThat(names("SELECT Name FROM Line__c WHERE Name = 'L3'")).isEmpty();
        assertThat(client.call("GET", "/services/data/v62.0/sobjects/Line__c/" + id, null)
                        .status())
                .isEqualTo(404);
        assertThat(all("SELECT Name, IsDeleted FROM Line__c WHERE IsDeleted = true")
                        .at("/records/0/Name")
                        .asText())
                .isEqualTo("L3");
        clock.move(Duration.ofDays(15).plusSeconds(1));
        client = new OrgClient(org);
        assertThat(all("SELECT Name FROM Line__c WHERE IsDeleted = true")
                        .get("totalSize")
                        .asInt())
                .isZero();
    }

    private JsonNode all(String soql) throws Exception {
        return client.call(
                        "GET",
                        "/services/data/v62.0/queryAll?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8),
                        null)
                .json();
    }

    @Test
    void the_cli_finds_people_and_their_profile() throws Exception {
        JsonNode user =
                rows("SELECT Id, Username, LastName, Alias, TimeZoneSidKey, LocaleSidKey, EmailEncodingKey, ProfileId, LanguageLocaleKey, Email FROM User WHERE Username='integration@queries.example'")
                        .get(0);
        assertThat(user.get("LastName").asText()).isEqualTo("Integration");
        assertThat(user.get("ProfileId").asText()).startsWith("00e");
        assertThat(
                        rows("SELECT name FROM Profile WHERE Id IN (SELECT ProfileId FROM User WHERE username='integration@queries.example')")
                                .get(0)
                                .get("Name")
                                .asText())
                .isEqualTo("System Administrator");
        org.putFile("profiles/Admin.profile", file("Profile", "<custom>false</custom>"), "Dana Developer");
        assertThat(rows("SELECT id, name FROM Profile")).hasSize(1);
        assertThat(rows("SELECT Profile.Name FROM User LIMIT 1")
                        .at("/0/Profile/Name")
                        .asText())
                .isEqualTo("System Administrator");
    }

    @Test
    void the_cli_finds_standard_value_sets_by_tooling_query() throws Exception {
        org.putFile(
                "standardValueSets/Industry.standardValueSet",
                file(
                        "StandardValueSet",
                        "<sorted>false</sorted><standardValue><fullName>Energy</fullName><default>false</default><label>Energy</label></standardValue>"),
                "Dana Developer");
        JsonNode row = client.tooling(
                        "SELECT Id, MasterLabel, Metadata FROM StandardValueSet WHERE MasterLabel = 'Industry'")
                .json()
                .at("/records/0");
        assertThat(row.at("/Metadata/standardValue/0/valueName").asText()).isEqualTo("Energy");
        assertThat(row.at("/attributes/url").asText()).startsWith("/services/data/v62.0/tooling/sobjects/");
        assertThat(client.tooling("SELECT Id FROM StandardValueSet WHERE MasterLabel = 'Gone'")
                        .json()
                        .get("totalSize")
                        .asInt())
                .isZero();
    }

    @Test
    void the_cli_finds_the_versions_of_bots_where_there_are_bots() throws Exception {
        assertThat(problem("SELECT Id, DeveloperName FROM BotDefinition")).startsWith("INVALID_TYPE: ");
        org.putFile(
                "bots/Helper.bot",
                file("Bot", "<botVersions><fullName>v1</fullName></botVersions><label>Helper</label>"),
                "Dana Developer");
        JsonNode bot = rows("SELECT Id, DeveloperName FROM BotDefinition").get(0);
        JsonNode version =
                rows("SELECT BotDefinitionId, DeveloperName FROM BotVersion").get(0);
        assertThat(version.get("BotDefinitionId")).isEqualTo(bot.get("Id"));
        assertThat(version.get("DeveloperName").asText()).isEqualTo("v1");
    }

    @Test
    void the_cli_opens_components_by_their_id() throws Exception {
        org.putFile(
                "flexipages/Home.flexipage",
                file("FlexiPage", "<masterLabel>Home</masterLabel><type>AppPage</type>"),
                "Dana Developer");
        assertThat(client.tooling("SELECT id FROM flexipage WHERE DeveloperName='Home'")
                        .json()
                        .at("/records/0/Id")
                        .asText())
                .isNotEmpty();
        assertThat(client.tooling("SELECT Id FROM CustomObject WHERE DeveloperName = 'Invoice'")
                        .json()
                        .at("/records/0/Id")
                        .asText())
                .startsWith("01I");
    }

    @Test
    void only_a_production_org_lists_sandboxes() throws Exception {
        String asked =
                "SELECT Id,Status,SandboxName,SandboxInfoId,LicenseType,CreatedDate,CopyProgress,SandboxOrganization,SourceId,Description,EndDate,Features FROM SandboxProcess WHERE SandboxName='x' AND Status NOT IN ('D', 'E') ORDER BY CreatedDate DESC LIMIT 1";
        assertThat(client.tooling(asked).json().at("/0/errorCode").asText()).isEqualTo("INVALID_TYPE");
        try (RehearsalOrg production =
                RehearsalOrg.start(OrgSettings.of("Production").withSandbox(false))) {
            assertThat(new OrgClient(production)
                            .tooling(asked)
                            .json()
                            .get("totalSize")
                            .asInt())
                    .isZero();
            assertThat(new OrgClient(production)
                            .tooling("SELECT IsSourceTrackingSandboxesEnabled FROM SourceTrackingSettings")
                            .json()
                            .at("/records/0/IsSourceTrackingSandboxesEnabled")
                            .asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Id FROM ScratchOrgInfo limit 1",
                "select Id, ExpirationDate, ScratchOrg from ScratchOrgInfo where ScratchOrg = '00D' and Status = 'Active'",
                "SELECT CreatedDate,Edition,ExpirationDate FROM ActiveScratchOrg WHERE ScratchOrg='00D'"
            })
    void an_org_that_makes_no_scratch_orgs_knows_none(String soql) throws Exception {
        assertThat(problem(soql)).startsWith("INVALID_TYPE: sObject type ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT Gone.Name FROM Invoice__c|INVALID_FIELD: Didn't understand relationship 'Gone' in field path.",
                "SELECT Id FROM Invoice__c GROUP BY|MALFORMED_QUERY: unexpected token",
                "SELECT toLabel(Name) FROM Invoice__c|MALFORMED_QUERY: The rehearsal org does not know the function",
                "SELECT Id FROM Invoice__c WHERE Id IN (SELECT Id, Name FROM Line__c)|MALFORMED_QUERY: "
            })
    void what_is_wrong_or_unknown_is_refused(String soql, String words) throws Exception {
        assertThat(problem(soql)).startsWith(words);
    }

    private JsonNode rows(String soql) throws Exception {
        OrgClient.Answer answer = client.query(soql);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().get("records");
    }

    private List<String> names(String soql) throws Exception {
        List<String> out = new ArrayList<>();
        rows(soql).forEach(r -> out.add(r.get("Name").asText()));
        return out;
    }

    private String problem(String soql) throws Exception {
        JsonNode json = client.query(soql).json();
        return json.at("/0/errorCode").asText() + ": " + json.at("/0/message").asText();
    }

    @Test
    void a_sandbox_has_the_edition_of_its_production_org() throws Exception {
        JsonNode row =
                rows("SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization")
                        .get(0);
        assertThat(row.get("IsSandbox").asBoolean()).isTrue();
        assertThat(row.get("TrialExpirationDate").isNull()).isTrue();
        assertThat(row.get("OrganizationType").asText()).isEqualTo("Enterprise Edition");
    }
}
