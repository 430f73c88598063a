package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestResourcesTest {
    private final RehearsalOrg org =
            RehearsalOrg.start(OrgSettings.of("Resources").withApiVersion(67.0));
    private OrgClient client;

    @BeforeEach
    void logIn() throws Exception {
        client = new OrgClient(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void accounts(int count) {
        for (int i = 0; i < count; i++) {
            org.putRecord("Account", Map.of("Name", "A" + i));
        }
    }

    @Test
    void the_versions_are_listed_with_their_releases_and_need_no_session() throws Exception {
        var versions = new Web(org.address()).get("/services/data", "").json();
        assertThat(versions.get(0).get("version").asText()).isEqualTo("31.0");
        assertThat(versions.get(0).get("label").asText()).isEqualTo("Summer '14");
        var last = versions.get(versions.size() - 1);
        assertThat(last.get("version").asText()).isEqualTo("67.0");
        assertThat(last.get("label").asText()).isEqualTo("Summer '26");
        assertThat(versions.get(versions.size() - 2).get("label").asText()).isEqualTo("Spring '26");
        assertThat(versions.get(versions.size() - 3).get("label").asText()).isEqualTo("Winter '26");
        var resources = client.call("GET", last.get("url").asText() + "/", null).json();
        for (String name : List.of("limits", "query", "sobjects", "tooling", "metadata", "composite")) {
            assertThat(resources.get(name).asText()).isEqualTo("/services/data/v67.0/" + name);
        }
    }

    @Test
    void limits_and_the_answers_header_count_the_requests_of_the_day() throws Exception {
        int before = remaining();
        assertThat(remaining()).isEqualTo(before - 1);
        String session = new Web(org.address()).session();
        assertThat(new Web(org.address())
                        .get("/services/data/v67.0", session)
                        .raw()
                        .headers()
                        .firstValue("Sforce-Limit-Info"))
                .contains("api-usage=" + (100_000 - before + 2) + "/100000");
    }

    private int remaining() throws Exception {
        return client.call("GET", "/services/data/v67.0/limits", null)
                .json()
                .at("/DailyApiRequests/Remaining")
                .asInt();
    }

    @Test
    void a_long_result_comes_in_pages_of_the_moment_of_the_query() throws Exception {
        accounts(2300);
        var first = client.query("SELECT Id FROM Account").json();
        assertThat(first.get("totalSize").asInt()).isEqualTo(2300);
        assertThat(first.get("done").asBoolean()).isFalse();
        assertThat(first.get("records")).hasSize(2000);
        accounts(1);
        var second =
                client.call("GET", first.get("nextRecordsUrl").asText(), null).json();
        assertThat(second.get("records")).hasSize(300);
        assertThat(second.get("done").asBoolean()).isTrue();
        assertThat(second.has("nextRecordsUrl")).isFalse();
        Set<String> ids = new HashSet<>(first.findValuesAsText("Id"));
        ids.addAll(second.findValuesAsText("Id"));
        assertThat(ids).hasSize(2300);
        assertThat(client.call("GET", "/services/data/v67.0/query/01gNONE-2000", null)
                        .json()
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void a_query_tells_its_columns_without_its_rows() throws Exception {
        var columns = columns("SELECT Id, Name, Owner.Name, Owner.Id FROM Account");

        assertThat(columns.findValuesAsText("columnName")).containsExactly("Id", "Name", "Owner", "Name", "Id");
        assertThat(columns.at("/2/joinColumns")).hasSize(2);
        var counted = columns("SELECT COUNT(Id) all FROM Account");
        assertThat(counted.at("/0/aggregate").asBoolean()).isTrue();
        assertThat(counted.at("/0/columnName").asText()).isEqualTo("all");
    }

    private JsonNode columns(String soql) throws Exception {
        String query = URLEncoder.encode(soql, StandardCharsets.UTF_8);
        return client.call("GET", "/services/data/v67.0/query?q=" + query + "&columns=true", null)
                .json()
                .get("columnMetadata");
    }

    @Test
    void a_limited_result_counts_what_it_has() throws Exception {
        accounts(5);
        var rows = client.query("SELECT Id FROM Account LIMIT 3").json();
        assertThat(rows.get("totalSize").asInt()).isEqualTo(3);
        assertThat(rows.get("done").asBoolean()).isTrue();
    }

    @Test
    void conditions_join_with_or_not_and_brackets() throws Exception {
        for (String name : List.of("Ann", "Bob", "Cid", "Dan")) {
            org.putRecord("Account", Map.of("Name", name));
        }
        assertThat(names("Name = 'Ann' OR Name = 'Bob'")).containsExactly("Ann", "Bob");
        assertThat(names("(Name = 'Ann' OR Name = 'Bob') AND (NOT Name = 'Ann')"))
                .containsExactly("Bob");
        assertThat(names("NOT (Name LIKE 'A%' OR Name LIKE 'B%')")).containsExactly("Cid", "Dan");
        assertThat(names("CreatedDate = TODAY AND Name != 'Ann'")).containsExactly("Bob", "Cid", "Dan");
        assertThat(names("CreatedDate < LAST_N_DAYS:3")).isEmpty();
        assertThat(client.query("SELECT Id FROM Account WHERE Name = 'A' AND Id != null OR Name = 'B'")
                        .json()
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("MALFORMED_QUERY");
    }

    private List<String> names(String where) throws Exception {
        List<String> out = new ArrayList<>();
        client.query("SELECT Name FROM Account WHERE " + where + " ORDER BY Name")
                .json()
                .get("records")
                .forEach(r -> out.add(r.get("Name").asText()));
        return out;
    }

    @Test
    void fields_can_be_asked_for_as_a_group_and_counted_by_one() throws Exception {
        accounts(2);
        var all = client.query("SELECT FIELDS(STANDARD) FROM Account LIMIT 1").json();
        assertThat(all.at("/records/0/Name").asText()).isEqualTo("A0");
        assertThat(all.at("/records/0").has("BillingCity")).isTrue();
        assertThat(client.query("SELECT COUNT(Id) n FROM Account")
                        .json()
                        .at("/records/0/n")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.query("SELECT COUNT(Id) FROM Account")
                        .json()
                        .at("/records/0/expr0")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void the_org_and_each_object_can_be_described() throws Exception {
        org.putFile("objects/Invoice__c.object", OrgClient.object(OrgClient.text("Note__c", "")), "Dana Developer");
        var global = client.call("GET", "/services/data/v67.0/sobjects/", null).json();
        assertThat(global.get("sobjects").findValuesAsText("name")).contains("Account", "Invoice__c");
        var brief = client.call("GET", "/services/data/v67.0/sobjects/Invoice__c", null)
                .json();
        assertThat(brief.at("/objectDescribe/urls/describe").asText())
                .isEqualTo("/services/data/v67.0/sobjects/Invoice__c/describe");
        var whole = client.call("GET", "/services/data/v67.0/sobjects/Invoice__c/describe", null)
                .json();
        assertThat(whole.get("fields").findValuesAsText("name")).contains("Id", "Note__c");
        assertThat(client.call("GET", "/services/data/v67.0/sobjects/Gone__c/describe", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_collection_of_rows_is_saved_row_by_row() throws Exception {
        var rows = client.call(
                        "POST",
                        "/services/data/v67.0/composite/sobjects",
                        Map.of(
                                "records",
                                List.of(
                                        Map.of("attributes", Map.of("type", "Account"), "Name", "Good"),
                                        Map.of("attributes", Map.of("type", "Account"), "Gone__c", "Bad"))))
                .json();
        assertThat(rows.get(0).get("success").asBoolean()).isTrue();
        assertThat(rows.get(1).at("/errors/0/statusCode").asText()).isEqualTo("INVALID_FIELD");
        assertThat(org.records("Account")).hasSize(1);
        var gone = client.call(
                        "DELETE",
                        "/services/data/v67.0/composite/sobjects?ids="
                                + rows.get(0).get("id").asText(),
                        null)
                .json();
        assertThat(gone.get(0).get("success").asBoolean()).isTrue();
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void a_collection_is_upserted_by_an_external_id_and_all_or_none_of_it_is_saved() throws Exception {
        String key = "Key__c";
        org.putFile(
                "objects/Account.object",
                "<CustomObject xmlns=\"http://soap.sforce.com/2006/04/metadata\"><fields><fullName>Key__c</fullName>"
                        + "<externalId>true</externalId><inlineHelpText>The key, version 2</inlineHelpText>"
                        + "<label>Key</label><length>20</length><type>Text</type><unique>true</unique></fields>"
                        + "</CustomObject>",
                "someone@example.com");
        var first = upserted(key, true, row(key, "1", "One"), row(key, "2", "Two"));
        assertThat(first.findValues("created")).allMatch(JsonNode::asBoolean);
        var second = upserted(key, true, row(key, "1", "Uno"), row(key, "3", "Three"));
        assertThat(second.at("/0/created").asBoolean()).isFalse();
        assertThat(second.at("/0/id").asText()).isEqualTo(first.at("/0/id").asText());
        assertThat(org.records("Account")).hasSize(3);

        var none = upserted(key, true, row(key, "4", "Four"), row(key, "5", "Five".repeat(100)));
        assertThat(none.at("/0/errors/0/statusCode").asText()).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(none.at("/1/errors/0/statusCode").asText()).isEqualTo("STRING_TOO_LONG");
        assertThat(org.records("Account")).hasSize(3);
        var some = upserted(key, false, row(key, "4", "Four"), row(key, "5", "Five".repeat(100)));
        assertThat(some.at("/0/success").asBoolean()).isTrue();
        assertThat(org.records("Account")).hasSize(4);
        assertThat(upserted(key, false, row(key, "6", "Six"), row(key, "6", "Seven"))
                        .at("/1/errors/0/statusCode")
                        .asText())
                .isEqualTo("DUPLICATE_VALUE");

        var help = client.call("GET", "/services/data/v67.0/sobjects/Account/describe", null)
                .json()
                .get("fields");
        assertThat(help.findValuesAsText("inlineHelpText")).contains("The key, version 2");
    }

    @Test
    void a_collection_has_at_most_two_hundred_rows_and_deletes_all_or_none() throws Exception {
        accounts(201);
        List<String> ids = org.records("Account").stream()
                .map(row -> String.valueOf(row.get("Id")))
                .toList();
        String address = "/services/data/v67.0/composite/sobjects?ids=";
        var tooMany = client.call("DELETE", address + String.join(",", ids), null);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.json().at("/0/errorCode").asText()).isEqualTo("EXCEEDED_ID_LIMIT");

        String withAStranger = String.join(",", ids.subList(0, 199)) + ",001000000000ZZZAAA";
        client.call("DELETE", address + withAStranger + "&allOrNone=true", null);
        assertThat(org.records("Account")).hasSize(201);
        client.call("DELETE", address + withAStranger + "&allOrNone=false", null);
        assertThat(org.records("Account")).hasSize(2);
    }

    private JsonNode upserted(String key, boolean allOrNone, Map<?, ?>... rows) throws Exception {
        return client.call(
                        "PATCH",
                        "/services/data/v67.0/composite/sobjects/Account/" + key,
                        Map.of("allOrNone", allOrNone, "records", List.of(rows)))
                .json();
    }

    private static Map<String, Object> row(String key, String value, String name) {
        return Map.of("attributes", Map.of("type", "Account"), key, value, "Name", name);
    }

    @Test
    void a_row_can_be_read_with_some_of_its_fields() throws Exception {
        accounts(1);
        String id = String.valueOf(org.records("Account").get(0).get("Id"));
        var row = client.call("GET", "/services/data/v67.0/sobjects/Account/" + id + "?fields=Name", null)
                .json();
        assertThat(row.get("Name").asText()).isEqualTo("A0");
        assertThat(row.has("OwnerId")).isFalse();
        assertThat(row.at("/attributes/url").asText()).isEqualTo("/services/data/v67.0/sobjects/Account/" + id);
    }
}
