package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.PastedScope;
import io.sluice.change.ScopeDraft;
import io.sluice.change.ScopeItem;
import io.sluice.compare.Asked;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.EarlierState;
import io.sluice.compare.Selection;
import io.sluice.compare.VerifiedItem;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.TextDifference;
import io.sluice.environment.Environment;
import io.sluice.environment.Users;
import io.sluice.metadata.Component;
import io.sluice.process.ScopeTask;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJobState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonPagesTest {

    private static final String PAGE = "/comparisons/" + FakeComparisons.ID;
    private static final UUID RUNNING = UUID.fromString("00000000-0000-0000-0000-00000000dead");

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
        rooms.compared.fill();
        rooms.jobs.add(FakeComparisons.job(
                FakeComparisons.JOB, "rita", RemoteJobState.DELIVERED, Progress.of(""), Outcome.success("Done")));
    }

    // One comparison

    @Test
    void powerful_gain_is_the_first_thing_of_the_page() throws Exception {
        String page = open(PAGE, "dev");

        String main = page.substring(page.indexOf("</h1>"));
        assertThat(main.indexOf("Profile Sales gains &lt;Modify All Data&gt;"))
                .isPositive()
                .isLessThan(main.indexOf("What was compared"))
                .isLessThan(main.indexOf("Profile Sales loses Read on Visit__c"));
        assertThat(main).contains("1 powerful right would be gained in Production");
    }

    @Test
    void page_says_what_was_compared_when_by_whom_and_what_was_left_out() throws Exception {
        assertThat(open(PAGE, "dev"))
                .contains(
                        "Development compared with Production",
                        "org 00D1, read 24 Nov 2026, 09:30:00 UTC",
                        "all managed packages",
                        "Source: the type Bot could not be listed.",
                        ">rita<",
                        "62.0",
                        "1 part could not be compared");
    }

    @Test
    void few_items_that_differ_are_open_with_words_lines_notes_and_what_was_not_compared() throws Exception {
        String page = open(PAGE, "dev");

        assertThat(page)
                .contains("The code changes", "The line ends differ.", "Rights on Invoice__c: it was not retrieved.")
                .contains("<em>open</em>", "<em>shut</em>")
                .contains("Not known. Source: You do not have access to it")
                .contains("The whole component is only in target.")
                .doesNotContain("value=\"ApexClass:Same\"");
    }

    @Test
    void the_item_that_gives_rights_is_the_first_row() throws Exception {
        assertThat(open(PAGE + "/rows", "dev"))
                .containsSubsequence("value=\"Profile:Sales\"", "value=\"ApexClass:Gate\"");
    }

    @Test
    void many_items_that_differ_are_opened_one_by_one() throws Exception {
        IntStream.range(0, 130)
                .forEach(n -> rooms.compared.items.add(new ComparedItem(
                        new Component("ApexClass", "Z%03d".formatted(n)),
                        Bucket.DIFFERENT,
                        "a",
                        "b",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null)));
        String page = open(PAGE, "dev");

        assertThat(page).contains("Differences in words").doesNotContain("The code changes");
        assertThat(page).contains("after=ApexClass:Z097").contains("Show more");
        assertThat(open(PAGE + "/rows?after=ApexClass:Z097", "dev"))
                .contains("Z098", "Layout:Visit__c-Old")
                .doesNotContain("Z097", "Profile:Sales", "Show more");
        assertThat(open(PAGE + "/item?component=ApexClass:Gate", "dev")).contains("The code changes");
        assertThat(open(PAGE + "?open=true", "dev")).contains("The code changes");
    }

    @Test
    void rows_are_filtered_by_bucket_type_name_and_rights() throws Exception {
        assertThat(open(PAGE + "/rows?bucket=SAME", "dev")).contains("Same").doesNotContain("Gate");
        assertThat(open(PAGE + "/rows?bucket=all&type=ApexClass", "dev"))
                .contains("Same", "Gate")
                .doesNotContain("Sales");
        assertThat(open(PAGE + "/rows?text=Gat", "dev")).contains("Gate").doesNotContain("Sales");
        assertThat(open(PAGE + "/rows?rights=true", "dev")).contains("Sales").doesNotContain("Gate");
        assertThat(open(PAGE + "/rows?text=Nowhere", "dev")).contains("No item fits.");
        web.open(PAGE + "/rows?bucket=BLUE", "dev").andExpect(status().isBadRequest());
    }

    @Test
    void lines_stand_one_under_the_other_or_side_by_side() throws Exception {
        String unified = open(PAGE + "/lines?component=ApexClass:Gate&text=0", "dev");
        assertThat(unified.indexOf("<em>shut</em>")).isLessThan(unified.indexOf("<em>open</em>"));
        assertThat(open(PAGE + "/lines?component=ApexClass:Gate&text=0&beside=true", "dev"))
                .contains("Target, as it is", "<em>shut</em>", "<em>open</em>");
        web.open(PAGE + "/lines?component=ApexClass:Gate&text=7", "dev").andExpect(status().isNotFound());
        web.open(PAGE + "/item?component=ApexClass:Nowhere", "dev").andExpect(status().isNotFound());
        web.open(PAGE + "/item?component=Gate", "dev").andExpect(status().isBadRequest());
    }

    @Test
    void big_text_is_shown_on_demand() throws Exception {
        rooms.compared.inside.put(
                FakeComparisons.CLASS,
                new ComponentDifferences(
                        FakeComparisons.CLASS,
                        List.of(),
                        List.of(new TextDifference("", "", "a\n".repeat(30_000), "b\n".repeat(30_000), false)),
                        List.of(),
                        List.of()));

        assertThat(open(PAGE, "dev"))
                .contains("Show line by line (120 thousand characters)")
                .doesNotContain("class=\"diff\"");
    }

    @Test
    void verify_comparison_says_what_became_of_the_deployment() throws Exception {
        rooms.compared.verified.addAll(List.of(
                new VerifiedItem(FakeComparisons.CLASS, VerifiedItem.Kind.DONE, List.of()),
                new VerifiedItem(
                        FakeComparisons.NEW, VerifiedItem.Kind.NOT_DONE, List.of("Field Due__c > Length: 40 to 80"))));
        rooms.compared.heads.set(0, verify());

        assertThat(open(PAGE, "dev"))
                .contains("What became of the deployment", "Meant and done", "Meant and not done")
                .contains("Field Due__c &gt; Length: 40 to 80", "An org may drop an edit without saying so.");
    }

    @Test
    void comparison_that_nobody_looked_into_says_so_and_claims_nothing_of_rights() throws Exception {
        rooms.compared.lookedInside = false;
        rooms.compared.inside.clear();

        assertThat(open(PAGE, "dev"))
                .contains("Nobody has looked inside of what differs here")
                .doesNotContain("Nobody gains or loses a right");
    }

    @Test
    void who_may_not_use_an_environment_sees_neither_the_comparison_nor_that_there_is_one() throws Exception {
        rooms.environments.set(0, onlyFor(rooms.environments.get(0), "rita"));
        rooms.jobs.clear();

        web.open(PAGE, "dev").andExpect(status().isNotFound());
        web.open("/api" + PAGE, "dev").andExpect(status().isNotFound());
        web.open("/api" + PAGE + "/items", "dev").andExpect(status().isNotFound());
        web.open("/api" + PAGE + "/export?format=csv", "dev").andExpect(status().isNotFound());
        assertThat(open("/comparisons", "dev")).doesNotContain(FakeComparisons.ID.toString());
        assertThat(open("/comparisons", "rita")).contains(FakeComparisons.ID.toString());
        web.open(PAGE, "audrey", "auditor").andExpect(status().isOk());
    }

    @Test
    void comparison_of_a_change_request_is_read_like_its_page() throws Exception {
        rooms.environments.set(0, onlyFor(rooms.environments.get(0), "rita"));
        rooms.compared.heads.set(0, FakeComparisons.head("CR-000012", null));

        web.open(PAGE, "dev").andExpect(status().isOk());
    }

    @Test
    void address_that_is_no_id_or_no_comparison_is_answered_with_a_sentence() throws Exception {
        web.open("/comparisons/zzz", "dev").andExpect(status().isBadRequest());
        web.open("/comparisons/" + UUID.randomUUID(), "dev").andExpect(status().isNotFound());
    }

    @Test
    void list_names_counts_and_powerful_rights() throws Exception {
        assertThat(open("/comparisons", "dev"))
                .contains("Development to Production", "2 different", "1 powerful right gained", "Everything");
    }

    // Under way

    @Test
    void running_comparison_shows_how_far_it_is_with_a_forecast() throws Exception {
        rooms.jobs.add(running("dev", RemoteJobState.RUNNING, null));
        String page = open("/comparisons/" + RUNNING, "dev");

        assertThat(page)
                .contains("1,000 of 4,000 components, about 3 minutes more", "max=\"4000\"", "value=\"1000\"")
                .contains("/comparisons/" + RUNNING + "/progress", "Cancel ...");
    }

    @Test
    void job_of_a_finished_comparison_leads_to_it() throws Exception {
        web.open("/comparisons/" + FakeComparisons.JOB, "dev")
                .andExpect(status().is3xxRedirection())
                .andExpect(header().string("Location", PAGE));
        web.open("/comparisons/" + FakeComparisons.JOB + "/progress", "dev")
                .andExpect(header().string("HX-Redirect", PAGE));
    }

    @Test
    void cancel_asks_first_then_cancels_and_says_so() throws Exception {
        rooms.jobs.add(running("dev", RemoteJobState.RUNNING, null));
        String address = "/comparisons/" + RUNNING + "/cancel";

        assertThat(open(address, "dev")).contains("Yes, cancel it", "Nothing changes in an org");
        assertThat(rooms.done).isEmpty();
        assertThat(body(web.send(post(address), "dev").andExpect(status().isOk())))
                .contains("It was asked to stop");
        assertThat(rooms.done).containsExactly("dev cancelled a comparison");
    }

    @Test
    void another_persons_comparison_is_not_cancelled() throws Exception {
        rooms.jobs.add(running("mara", RemoteJobState.RUNNING, null));
        String address = "/comparisons/" + RUNNING + "/cancel";

        web.send(post(address), "dev").andExpect(status().isForbidden());
        assertThat(rooms.done).isEmpty();
        web.send(post(address), "olga", "operator").andExpect(status().isOk());
    }

    @Test
    void cancellation_that_comes_too_late_says_why() throws Exception {
        rooms.jobs.add(running("dev", RemoteJobState.RUNNING, null));
        rooms.compared.cancelRefusal = Optional.of("It has ended already, so there is nothing to cancel.");

        assertThat(body(web.send(post("/comparisons/" + RUNNING + "/cancel"), "dev")
                        .andExpect(status().isConflict())))
                .contains("It has ended already");
    }

    @Test
    void comparison_without_a_result_says_why() throws Exception {
        rooms.jobs.add(running(
                "dev", RemoteJobState.DELIVERED, Outcome.refused("comparison-cancelled", "It was cancelled in time.")));

        assertThat(open("/comparisons/" + RUNNING, "dev"))
                .contains("There is no result.", "It was cancelled in time.")
                .doesNotContain("Cancel ...", "every 2s");
    }

    // New ones

    @Test
    void everything_is_asked_for_without_packages_unless_they_are_wanted() throws Exception {
        web.send(
                        post("/comparisons")
                                .param("source", "development")
                                .param("target", "production")
                                .param("what", "everything")
                                .param("namespaces", "sbqq, dlrs")
                                .param("patterns", "ApexClass:*Test\n\n")
                                .param("packages", "true"),
                        "dev",
                        "developer")
                .andExpect(status().is3xxRedirection());

        Asked asked = rooms.compared.asked.get(0);
        Selection.Everything everything = (Selection.Everything) asked.selection();
        assertThat(everything.leftOut().namespaces()).containsExactly("dlrs", "sbqq");
        assertThat(everything.leftOut().patterns()).containsExactly("ApexClass:*Test");
        assertThat(asked.source() + " " + asked.target() + " " + asked.cold())
                .isEqualTo("development production false");
    }

    @Test
    void environment_is_compared_with_an_earlier_state() throws Exception {
        String form = open("/comparisons/new", "dev", "developer");
        String earlier = "earlier:" + FakeComparisons.ID + ":target";
        assertThat(form).contains(earlier, "Production on 24 Nov 2026");
        web.send(
                        post("/comparisons")
                                .param("source", "production")
                                .param("target", earlier)
                                .param("what", "types")
                                .param("types", "ApexClass", "Profile"),
                        "dev",
                        "developer")
                .andExpect(status().is3xxRedirection());

        Asked asked = rooms.compared.asked.get(0);
        assertThat(asked.earlier()).isEqualTo(new EarlierState(FakeComparisons.ID, false));
        assertThat(((Selection.Types) asked.selection()).types()).containsExactly("ApexClass", "Profile");
    }

    @Test
    void earlier_state_of_a_comparison_that_the_person_may_not_read_is_refused() throws Exception {
        rooms.environments.set(0, onlyFor(rooms.environments.get(0), "rita"));
        rooms.jobs.clear();

        web.send(
                        post("/comparisons")
                                .param("source", "development")
                                .param("target", "earlier:" + FakeComparisons.ID + ":target")
                                .param("what", "everything"),
                        "dev",
                        "developer")
                .andExpect(status().isNotFound());
        assertThat(rooms.compared.asked).isEmpty();
    }

    @Test
    void wrong_lines_of_a_list_and_unknown_types_and_changes_are_named_and_nothing_is_asked() throws Exception {
        rooms.pasted = text -> new PastedScope(
                "lines Type:Name", List.of(), List.of(new PastedScope.Wrong(3, "Gate", "It is not written right.")));
        assertThat(refused("list", "list", "Gate")).contains("Line 3 of the list", "It is not written right.");
        assertThat(refused("types", "types", "Blue")).contains("There is no metadata type Blue");
        assertThat(refused("change", "change", "CR-999999"))
                .contains("There is no change request &quot;CR-999999&quot;");
        assertThat(refused("", "list", "")).contains("Say what to compare");
        assertThat(rooms.compared.asked).isEmpty();
    }

    @Test
    void what_the_room_refuses_is_shown_with_what_was_typed() throws Exception {
        rooms.compared.askProblems = List.of("Source and target are the same environment.");

        assertThat(refused("everything", "patterns", "*Test"))
                .contains("Source and target are the same environment.", ">*Test</textarea>");
    }

    @Test
    void scope_of_a_change_request_is_compared_as_a_list() throws Exception {
        web.send(
                        post("/comparisons")
                                .param("source", "development")
                                .param("target", "production")
                                .param("what", "change")
                                .param("change", Samples.NUMBER),
                        "dev",
                        "developer")
                .andExpect(status().is3xxRedirection());

        Asked asked = rooms.compared.asked.get(0);
        assertThat(asked.change()).isEqualTo(Samples.NUMBER);
        assertThat(((Selection.Listed) asked.selection()).components()).contains(Samples.STATUS_FIELD);
    }

    @Test
    void who_has_none_of_the_roles_is_not_offered_a_comparison_and_refused_in_words() throws Exception {
        String words =
                "Requesters, developers, release managers, operators and administrators ask for comparisons; audrey"
                        + " has none of these roles.";
        assertThat(open("/comparisons", "audrey", "auditor")).doesNotContain("/comparisons/new");
        assertThat(open("/comparisons", "rita", "requester")).contains("/comparisons/new");
        assertThat(body(web.open("/comparisons/new", "audrey", "auditor").andExpect(status().isForbidden())))
                .contains(words);
        assertThat(body(web.send(
                                post("/comparisons")
                                        .param("source", "development")
                                        .param("target", "production")
                                        .param("what", "everything"),
                                "audrey",
                                "auditor")
                        .andExpect(status().isForbidden())))
                .contains(words);
        web.send(post("/comparisons/new/list").param("source", "development"), "audrey", "auditor")
                .andExpect(status().isForbidden());
        assertThat(body(web.send(
                                post("/api/comparisons")
                                        .contentType("application/json")
                                        .content("""
                                        {"source": "development", "target": "production", "what": "everything"}"""),
                                "audrey",
                                "auditor")
                        .andExpect(status().isForbidden())))
                .contains(words);
        assertThat(rooms.compared.asked).isEmpty();
    }

    // Picks

    @Test
    void ticked_items_become_a_new_change_request() throws Exception {
        rooms.scopeTask = Optional.of(task("rita"));
        String[] read = new String[1];
        rooms.pasted = text -> {
            read[0] = text;
            return new PastedScope(
                    "lines",
                    List.of(new ScopeItem(FakeComparisons.NEW, ScopeItem.Kind.PROPOSED)),
                    List.of(new PastedScope.Wrong(2, "Layout:Visit__c-Old", "It is no longer there.")));
        };
        String answer = body(web.send(
                        post(PAGE + "/pick/new")
                                .param("component", "CustomField:Visit__c.Due__c", "Layout:Visit__c-Old")
                                .param("name", "Due dates")
                                .param("changeType", "Minor")
                                .param("overview", "Why"),
                        "rita",
                        "requester")
                .andExpect(status().isOk()));

        assertThat(read[0]).isEqualTo("CustomField:Visit__c.Due__c\ndelete Layout:Visit__c-Old");
        assertThat(answer).contains("1 item added to the scope of CR-000099 Due dates", "It is no longer there.");
        assertThat(rooms.done).containsExactly("rita edited CR-000099");
    }

    @Test
    void who_may_not_raise_changes_is_refused_and_so_are_wrong_words_and_no_items() throws Exception {
        web.send(post(PAGE + "/pick/new").param("component", "ApexClass:Gate"), "dev", "developer")
                .andExpect(status().isForbidden());
        assertThat(body(web.send(post(PAGE + "/pick/new"), "rita", "requester")
                        .andExpect(status().isUnprocessableEntity())))
                .contains("Tick at least one item");
        rooms.pasted = text -> new PastedScope(
                "lines", List.of(), List.of(new PastedScope.Wrong(1, "ApexClass:Gate", "It is in another change.")));
        assertThat(body(web.send(post(PAGE + "/pick/new").param("component", "ApexClass:Gate"), "rita", "requester")
                        .andExpect(status().isUnprocessableEntity())))
                .contains("ApexClass:Gate: It is in another change.");
        assertThat(rooms.changes).doesNotContainKey("CR-000099");
        rooms.pasted = text -> new PastedScope(
                "lines", List.of(new ScopeItem(FakeComparisons.CLASS, ScopeItem.Kind.EXISTING)), List.of());
        rooms.raiseProblems = List.of("A change request needs a name.");
        assertThat(body(web.send(post(PAGE + "/pick/new").param("component", "ApexClass:Gate"), "rita", "requester")
                        .andExpect(status().isUnprocessableEntity())))
                .contains("A change request needs a name.");
        web.send(post(PAGE + "/pick/new").param("component", "ApexClass:Nowhere"), "rita", "requester")
                .andExpect(status().isNotFound());
        assertThat(rooms.changes).doesNotContainKey("CR-000099");
    }

    @Test
    void items_are_added_to_an_open_change_request_by_the_scope_pages_rules() throws Exception {
        rooms.scopeTask = Optional.of(task("rita"));
        rooms.draft = () -> ScopeDraft.EMPTY;
        rooms.pasted = text -> new PastedScope(
                "lines", List.of(new ScopeItem(FakeComparisons.CLASS, ScopeItem.Kind.EXISTING)), List.of());

        assertThat(open(PAGE + "/pick", "rita", "requester")).contains(Samples.NUMBER);
        assertThat(open(PAGE + "/pick", "mara")).doesNotContain(Samples.NUMBER);
        assertThat(body(web.send(
                                post(PAGE + "/pick/add")
                                        .param("component", "ApexClass:Gate")
                                        .param("change", Samples.NUMBER),
                                "rita")
                        .andExpect(status().isOk())))
                .contains("1 item added to the scope of " + Samples.NUMBER);
        assertThat(rooms.draft.get().components()).containsExactly(FakeComparisons.CLASS);
        web.send(post(PAGE + "/pick/add").param("component", "ApexClass:Gate").param("change", "CR-777777"), "rita")
                .andExpect(status().isNotFound());
    }

    @Test
    void too_many_picked_items_and_none_are_refused_in_words() throws Exception {
        String[] many =
                IntStream.range(0, 1001).mapToObj(n -> "ApexClass:Gate" + n).toArray(String[]::new);
        String words = "1,001 items were picked; at most 1,000 can be added at once.";
        for (String way : List.of("new", "add")) {
            assertThat(body(web.send(
                                    post(PAGE + "/pick/" + way)
                                            .param("component", many)
                                            .param("change", Samples.NUMBER),
                                    "rita",
                                    "requester")
                            .andExpect(status().isUnprocessableEntity())))
                    .contains(words);
        }
        assertThat(apiPick("{\"components\": [\"" + String.join("\", \"", many) + "\"]}"))
                .contains(words);
        assertThat(apiPick("{\"components\": null, \"name\": \"x\"}")).contains("Name at least one component.");
        assertThat(apiPick("{\"name\": \"x\"}")).contains("Name at least one component.");
    }

    private String apiPick(String json) throws Exception {
        return body(web.send(
                        post("/api" + PAGE + "/pick")
                                .contentType("application/json")
                                .content(json),
                        "rita",
                        "requester")
                .andExpect(status().isUnprocessableEntity()));
    }

    // JSON

    @Test
    void twins_answer_with_the_same_checks() throws Exception {
        assertThat(open("/api" + PAGE, "dev")).contains("\"powerfulGained\":1", "\"ONLY_IN_SOURCE\":1");
        assertThat(open("/api" + PAGE + "/items?limit=2", "dev"))
                .contains("\"found\":\"DIFFERENT\"", "\"after\":\"CustomField:Visit__c.Due__c\"");
        assertThat(open("/api" + PAGE + "/differences?component=Profile:Sales", "dev"))
                .contains("\"effect\":\"GAINS\"", "\"notCompared\":[\"Rights on Invoice__c");
        web.open("/api" + PAGE + "/export?format=doc", "dev").andExpect(status().isBadRequest());
        web.send(post("/api/comparisons").contentType("application/json").content("""
                                        {"source": "development", "target": "production", "what": "types",
                                         "types": ["ApexClass"]}"""), "dev", "developer")
                .andExpect(status().isAccepted());
        assertThat(rooms.compared.asked).hasSize(1);
        web.send(
                        post("/api/comparisons")
                                .contentType("application/json")
                                .content("{\"source\": \"development\"}"),
                        "dev",
                        "developer")
                .andExpect(status().isUnprocessableEntity());
        web.send(
                        post("/api" + PAGE + "/pick")
                                .contentType("application/json")
                                .content("{\"components\": [\"ApexClass:Gate\"], \"name\": \"x\"}"),
                        "dev",
                        "developer")
                .andExpect(status().isForbidden());
    }

    private String refused(String what, String field, String value) throws Exception {
        return body(web.send(
                        post("/comparisons")
                                .param("source", "development")
                                .param("target", "production")
                                .param("what", what)
                                .param(field, value),
                        "dev",
                        "developer")
                .andExpect(status().isUnprocessableEntity()));
    }

    private static io.sluice.remotejob.RemoteJob running(String person, RemoteJobState state, Outcome outcome) {
        return FakeComparisons.job(
                RUNNING,
                person,
                state,
                new Progress("1,000 of 4,000 components, about 3 minutes more", 1000, 4000, 0, 0, 0),
                outcome);
    }

    private static io.sluice.compare.ComparisonHead verify() {
        io.sluice.compare.ComparisonHead head = FakeComparisons.head("CR-000012", null);
        return new io.sluice.compare.ComparisonHead(
                head.id(),
                head.remoteJob(),
                head.change(),
                head.owner(),
                true,
                head.source(),
                head.target(),
                head.sourceOrgId(),
                head.targetOrgId(),
                head.apiVersion(),
                head.at(),
                null,
                null,
                true,
                List.of());
    }

    private static ScopeTask task(String assignee) {
        return new ScopeTask("task-1", "Define scope", false, assignee, List.of(), List.of(), "1");
    }

    private static Environment onlyFor(Environment one, String person) {
        return new Environment(
                one.id(),
                one.name(),
                one.kind(),
                one.address(),
                one.apiVersion(),
                one.stage(),
                one.orgId(),
                one.username(),
                one.testedAt(),
                one.version(),
                Users.of(List.of(person), List.of()),
                one.disabled());
    }

    private String open(String address, String person, String... groups) throws Exception {
        return body(web.open(address, person, groups).andExpect(status().isOk()));
    }

    private static String body(org.springframework.test.web.servlet.ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }
}
