package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ChangeType;
import io.sluice.change.Family;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.salesforce.OrgException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangePageTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    private String page(String address, String person, String... groups) throws Exception {
        return web.open(address, person, groups)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void a_new_change_request_says_in_each_section_what_is_still_to_come() throws Exception {
        rooms.changes.put("CR-000001", Samples.fresh("CR-000001", "New field", "rita", ChangeStatus.IN_PROGRESS));

        String page = page("/changes/CR-000001", "rita", "requester");

        assertThat(page)
                .contains("CR-000001", "New field", "In Progress", "requested by", "rita")
                .contains("Sluice takes the next step.")
                .contains("No scope yet.", "No sandbox yet.", "Nobody was asked to approve yet.")
                .contains("Source and target were not compared yet.", "No deployment record yet.", "None yet.")
                .contains("Nothing yet.");
    }

    @Test
    void a_change_whose_process_was_deleted_says_what_to_do() throws Exception {
        rooms.changes.put("CR-000001", Samples.fresh("CR-000001", "New field", "rita", ChangeStatus.APPROVED));
        rooms.processRuns = false;

        assertThat(page("/changes/CR-000001", "rita", "requester"))
                .contains("the process of this change was deleted in Cockpit. Cancel the change request");
        assertThat(page("/changes", "rita", "requester")).contains("Its process was deleted");
    }

    @Test
    void the_page_shows_scope_and_its_difference_to_the_approved_one() throws Exception {
        Samples.fill(rooms);

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page)
                .contains("not approved; revision 1 is", "Difference to the approved scope")
                .containsSubsequence("Added:", "ApexClass:VisitHandler", "Removed:", "ApexTrigger:VisitTrigger")
                .contains("Additional approvers: <span>ben</span>")
                .contains("proposed", "existing");
    }

    @Test
    void a_release_shows_its_change_requests_where_each_item_comes_from_and_what_is_not_in_it_yet() throws Exception {
        Samples.fill(rooms);
        ChangeRequest child = Samples.fresh("CR-000014", "Visit trigger", "rita", ChangeStatus.IN_PROGRESS);
        rooms.changes.put("CR-000011", Samples.fresh("CR-000011", "Autumn", "rita", ChangeStatus.IN_PROGRESS));
        rooms.family = new Family(
                "CR-000011",
                true,
                List.of(child),
                new TreeMap<>(Map.of(Samples.LAYOUT, new TreeSet<>(Set.of("CR-000014")))),
                new ScopeDifference(
                        List.of(new ScopeItem(new Component("Flow", "Visit_Reminder"), ScopeItem.Kind.DELETION)),
                        List.of()));

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page)
                .contains("Comes from", "href=\"/changes/CR-000014\"", "the release itself")
                .containsSubsequence("Release</h2>", "Part of", "CR-000011 Autumn")
                .contains("Not in the scope yet: <code>deletion of Flow:Visit_Reminder</code>")
                .containsSubsequence("CR-000014 Visit trigger", "In Progress", "not yet: only an approved scope");
    }

    @Test
    void the_page_shows_who_approved_what_and_why_and_who_may_not() throws Exception {
        Samples.fill(rooms);

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page)
                .containsSubsequence(
                        "Change request CR-000012, round 1",
                        "Rejected",
                        "a change approver",
                        "anna",
                        "Say which layout is meant.")
                .containsSubsequence("Change request CR-000012, round 2", "Approved", "Fine.")
                .containsSubsequence(
                        "Deployment DEP-000004, round 1", "Pending Approval", "a deployment approver", "open")
                .contains("May not decide: dev, rita");
    }

    @Test
    void an_undecided_round_that_a_later_one_closed_is_not_shown_as_pending() throws Exception {
        Samples.fill(rooms);
        rooms.rounds.add(rooms.rounds.get(2));

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page).containsSubsequence("Closed undecided", "Pending Approval");
    }

    @Test
    void the_page_shows_the_comparison_with_the_differing_lines_of_each_item() throws Exception {
        Samples.fill(rooms);

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page)
                .contains("Before the deployment: Development to Production")
                .containsSubsequence("<b>1</b> <span>only in source", "<b>1</b> <span>same", "<b>1</b> <span>different")
                .containsSubsequence(
                        "Layout:Visit__c-Visit Layout",
                        "last changed in the source by Dev Eloper",
                        "Only in Development",
                        "field = Status__c",
                        "Only in Production",
                        "field = Color__c")
                .contains("The same on both sides (1)");
    }

    @Test
    void the_page_shows_a_deployment_record_with_missing_dependencies_attempts_and_logs() throws Exception {
        Samples.fill(rooms);

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page)
                .contains("DEP-000004: Development to Production", "Deploying", "RunSpecifiedTests", "VisitHandlerTest")
                .contains("f1:0a1b2c3d4e5f", "SHA-256 9f86d081884c")
                .containsSubsequence(
                        "1 missing",
                        "CustomField:Visit__c.Color__c",
                        "Layout:Visit__c-Visit Layout (layoutItems/field)")
                .containsSubsequence("Validate (check-only), attempt 1", "Failed", "2 of 3", ", 1 with errors")
                .contains("classes/VisitHandler.cls, line 12, column 9", "Variable does not exist: colour")
                .contains("VisitHandlerTest.closesVisit", "System.AssertException", "line 20, column 1")
                .contains("0 % of its lines are covered", "0Af000000000001", "after 1 minute 25 seconds")
                .containsSubsequence("Deploy, attempt 2", "InProgress", "not yet");
    }

    @Test
    void the_history_tells_the_acts_of_the_change_and_its_deployments_oldest_first() throws Exception {
        Samples.fill(rooms);

        String page = page("/changes/CR-000012", "audrey", "auditor");

        assertThat(page)
                .containsSubsequence(
                        "Change request raised",
                        "Change type:",
                        "Standard",
                        "ab12cd34ef56",
                        "Change request rejected",
                        "Deployment sent",
                        "Check only:",
                        "no",
                        "Org ids:",
                        "0Af1, 0Af2")
                .doesNotContain("Environment registered");
    }

    @Test
    void a_task_names_who_may_act_and_leads_into_tasklist() throws Exception {
        Samples.fill(rooms);
        rooms.jobs.clear();
        rooms.tasks.add(Samples.task("Start deployment", "release-manager", "operator"));

        String others = page("/changes/CR-000012", "rita", "requester");
        String mine = page("/changes/CR-000012", "mara", "release-manager");

        assertThat(others)
                .contains("A person has to act.", "Start deployment", "a release manager or an operator", "2 hours")
                .contains("/camunda/app/tasklist/default/#/?forceDisplayTask=true&amp;task=task-1")
                .contains("every 15s")
                .doesNotContain("you may act");
        assertThat(mine).contains("you may act");
    }

    @Test
    void a_running_job_shows_its_progress_and_the_page_looks_again() throws Exception {
        Samples.fill(rooms);
        rooms.steps.add("Await deployment");

        String page = page("/changes/CR-000012", "mara", "release-manager");

        assertThat(page)
                .contains("Nobody has to act: Sluice is at work.", "Await deployment")
                .contains("Components: 2 of 3", "Apex tests: 0 of 2", "max=\"3\"", "every 2s")
                .containsPattern("hx-get=\"/changes/CR-000012/next\\?seen=[0-9a-f]+\"");
    }

    @Test
    void a_job_says_what_it_waits_for_in_its_environments_queue() throws Exception {
        Samples.fill(rooms);
        rooms.jobs.clear();
        var waiting = Samples.job("deploy", 1, RemoteJobState.REQUESTED, Progress.of("Not sent yet"));
        rooms.jobs.add(waiting);
        rooms.jobs.add(Samples.ofOtherChange(waiting, "CR-000009", "DEP-000002"));

        String page = page("/changes/CR-000012", "mara", "release-manager");

        assertThat(page)
                .contains("Waiting to be sent")
                .contains("Deploy of DEP-000002 (CR-000009), asked for by olga")
                .contains("since <span>4 minutes");
    }

    @Test
    void technical_trouble_is_shown_from_the_first_failed_try() throws Exception {
        Samples.fill(rooms);
        rooms.jobs.clear();
        rooms.jobs.add(Samples.withTrouble(
                Samples.job("validate", 2, RemoteJobState.RUNNING, Progress.of("InProgress")),
                1,
                "The org did not answer within 60 seconds",
                false));
        rooms.incidents.add("Sync change request failed: Development can't be reached.");

        String page = page("/changes/CR-000012", "olga", "operator");

        assertThat(page)
                .contains("Technical trouble holds the change up.")
                .contains(
                        "Validate in Production: The org did not answer within 60 seconds (1 failed try; Sluice tries again)")
                .contains("Sync change request failed");
    }

    @Test
    void a_finished_change_request_has_no_next_step_is_not_polled_and_cannot_be_cancelled() throws Exception {
        Samples.fill(rooms);
        rooms.jobs.clear();
        rooms.changes.put(Samples.NUMBER, Samples.change(ChangeStatus.CANCELLED));

        String page = page("/changes/CR-000012", "rita", "requester");

        assertThat(page)
                .contains("Nothing more: the change request is cancelled.", "The customer no longer wants it.")
                .contains("it can&#39;t be cancelled any more")
                .doesNotContain("every ", "/cancel/confirm");
    }

    @Test
    void what_people_typed_is_text_and_never_markup() throws Exception {
        String evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        ChangeRequest sample = Samples.change(ChangeStatus.IN_PROGRESS);
        rooms.changes.put(
                Samples.NUMBER,
                new ChangeRequest(
                        Samples.NUMBER,
                        UUID.randomUUID(),
                        evil,
                        ChangeType.MAJOR,
                        evil,
                        evil,
                        ChangeStatus.REJECTED,
                        evil,
                        0,
                        null,
                        null,
                        evil,
                        sample.createdAt(),
                        sample.updatedAt()));
        rooms.scopes.put(1, new Scope(1, List.of(), List.of(evil)));
        rooms.incidents.add(evil);
        rooms.steps.add(evil);

        String page = page("/changes/CR-000012", "rita", "requester");
        String list = page("/changes", "rita", "requester");

        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img src=x");
        assertThat(list).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void an_unknown_number_is_a_friendly_page_with_status_404() throws Exception {
        String page = web.open("/changes/CR-999999", "rita", "requester")
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).contains("There is no change request CR-999999.", "All change requests", "rita");
    }

    @Test
    void the_live_part_tells_the_page_to_load_its_sections_when_something_moved() throws Exception {
        Samples.fill(rooms);
        String page = page("/changes/CR-000012", "mara", "release-manager");
        String address = page.substring(page.indexOf("/changes/CR-000012/next?seen="));
        address = address.substring(0, address.indexOf('"'));

        web.open(address, "mara", "release-manager").andExpect(header().doesNotExist("HX-Trigger"));
        rooms.jobs.clear();
        web.open(address, "mara", "release-manager").andExpect(header().string("HX-Trigger", "change-moved"));

        String part = page("/changes/CR-000012/sections", "mara", "release-manager");
        assertThat(part).contains("hx-swap-oob=\"true\"", "Deployments").doesNotContain("<html", "<body");
    }

    @Test
    void the_sandbox_is_asked_on_demand_and_what_changed_there_is_listed() throws Exception {
        Samples.fill(rooms);
        rooms.sandboxChanges = Samples::sandboxChanges;

        String part = page("/changes/CR-000012/sandbox", "dev", "developer");

        assertThat(part)
                .containsSubsequence("Layout:Visit__c-Visit Layout", "yes", "Flow:Visit_Reminder", "no")
                .doesNotContain("<html");
    }

    @Test
    void an_org_that_cannot_be_asked_about_the_sandbox_answers_in_words() throws Exception {
        Samples.fill(rooms);
        rooms.sandboxChanges = () -> {
            throw new OrgException("NETWORK", "no answer from https://acme--dev.sandbox.my.salesforce.com");
        };

        assertThat(page("/changes/CR-000012/sandbox", "dev", "developer"))
                .contains("Development could not be asked: no answer from https://acme--dev", "Look again");
    }

    @Test
    void a_sandbox_without_changes_says_so() throws Exception {
        Samples.fill(rooms);

        assertThat(page("/changes/CR-000012/sandbox", "dev", "developer")).contains("Nothing has changed there");
    }

    @Test
    void the_tab_shows_the_same_page_without_navigation_and_opens_links_outside_the_frame() throws Exception {
        Samples.fill(rooms);
        rooms.changeOfTask.put("task-1", Samples.NUMBER);
        rooms.changeOfInstance.put("pi-2", Samples.NUMBER);

        for (String address : List.of("/changes/of-task/task-1", "/changes/of-instance/pi-2")) {
            assertThat(page(address, "mara", "release-manager"))
                    .contains("Visits get a status", "Open as a page", "<base target=\"_blank\"", "/cancel/confirm")
                    .contains("sections?compact=true")
                    .doesNotContain("Log out");
        }
        assertThat(page("/changes/CR-000012/sections?compact=true", "mara")).contains("Open as a page");
    }

    @Test
    void the_tab_says_when_a_task_or_an_instance_belongs_to_no_change_request() throws Exception {
        assertThat(page("/changes/of-task/x", "mara")).contains("This task belongs to no change request.");
        assertThat(page("/changes/of-instance/x", "mara"))
                .contains("This process instance belongs to no change request.");
    }

    @Test
    void every_style_and_script_of_the_page_is_served() throws Exception {
        Samples.fill(rooms);
        String page = page("/changes/CR-000012", "mara", "release-manager");

        List<String> assets = java.util.regex.Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js|svg))\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(assets).hasSize(5);
        for (String asset : assets) {
            web.open(asset, "mara").andExpect(status().isOk());
        }
    }

    @Test
    void nobody_reads_a_change_request_without_a_log_in() throws Exception {
        Samples.fill(rooms);

        assertThat(web.anonymously("/api/changes/CR-000012")
                        .andExpect(status().isUnauthorized())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("Nobody is logged in");
        String page =
                web.anonymously("/changes/CR-000012").andReturn().getResponse().getContentAsString();
        assertThat(page).doesNotContain("Visits get a status");
    }

    @Test
    void an_address_that_cannot_be_read_gets_a_sentence() throws Exception {
        assertThat(web.perform(get("/changes").param("page", "two"), "rita")
                        .andExpect(status().isBadRequest())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("The address states two for page");
    }
}
