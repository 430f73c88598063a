package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.environment.ConnectionResult;
import io.sluice.evidence.Verdict;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class ApiTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
    }

    @Test
    void the_list_carries_its_page_and_what_happens_next() throws Exception {
        rooms.steps.add("Await deployment");

        web.open("/api/changes", "rita", "requester")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.pages").value(1))
                .andExpect(jsonPath("$.changes[0].number").value("CR-000012"))
                .andExpect(jsonPath("$.changes[0].status").value("Approved"))
                .andExpect(jsonPath("$.changes[0].next").value("Sluice works: Await deployment"))
                .andExpect(jsonPath("$.changes[0].updatedAt").value("2026-11-24T09:29:00Z"));
        web.open("/api/changes?status=Completed", "rita", "requester")
                .andExpect(jsonPath("$.total").value(0));
        web.open("/api/changes?mine=true", "dev", "developer")
                .andExpect(jsonPath("$.total").value(0));
    }

    @Test
    void a_change_request_carries_all_sections() throws Exception {
        rooms.tasks.add(Samples.task("Start deployment", "release-manager"));

        web.open("/api/changes/CR-000012", "mara", "release-manager")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.sandbox").value("Development"))
                .andExpect(jsonPath("$.next.tasks[0].name").value("Start deployment"))
                .andExpect(jsonPath("$.next.tasks[0].mine").value(true))
                .andExpect(jsonPath("$.next.running[0].componentsDone").value(2))
                .andExpect(jsonPath("$.scope.revision").value(2))
                .andExpect(jsonPath("$.scope.approved").value(false))
                .andExpect(jsonPath("$.scope.added[0]").value("ApexClass:VisitHandler"))
                .andExpect(jsonPath("$.approvals[0].asked[0].reason").value("Say which layout is meant."))
                .andExpect(jsonPath("$.comparisons[0].counts['only in source']").value(1))
                .andExpect(jsonPath("$.deployments[0].dependencies.missing[0].component")
                        .value("CustomField:Visit__c.Color__c"))
                .andExpect(jsonPath("$.deployments[0].attempts[0].problems[0].place")
                        .value("classes/VisitHandler.cls, line 12, column 9"))
                .andExpect(jsonPath("$.remoteJobs.length()").value(2))
                .andExpect(jsonPath("$.history[0].act").value("Change request raised"));
    }

    @Test
    void an_unknown_change_request_is_a_problem_with_a_sentence() throws Exception {
        web.open("/api/changes/CR-999999", "rita", "requester")
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(404))
                .andExpect(jsonPath("$.detail")
                        .value(org.hamcrest.Matchers.startsWith("There is no change request CR-999999.")));
    }

    @Test
    void wrong_parameters_are_problems() throws Exception {
        web.open("/api/changes?page=two", "rita")
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        web.open("/api/changes?status=Lost", "rita")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.startsWith("There is no status Lost.")));
    }

    @Test
    void cancelling_demands_a_reason_and_passes_the_refusal_on() throws Exception {
        web.send(cancel("{\"reason\":\" \"}"), "rita", "requester")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.startsWith("State a reason")));
        web.send(cancel("{"), "rita", "requester")
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        assertThat(rooms.done).isEmpty();

        web.send(cancel("{\"reason\":\"No budget\"}"), "rita", "requester")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.number").value("CR-000012"));
        assertThat(rooms.done).containsExactly("rita cancelled CR-000012: No budget");

        rooms.cancelRefusal = Optional.of("It is being deployed.");
        web.send(cancel("{\"reason\":\"No budget\"}"), "rita", "requester")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("It is being deployed."));
    }

    @Test
    void cancelling_without_the_pages_token_is_refused() throws Exception {
        web.perform(cancel("{\"reason\":\"Forged\"}"), "rita", "requester").andExpect(status().isForbidden());

        assertThat(rooms.done).isEmpty();
    }

    @Test
    void environments_are_listed_without_anything_secret() throws Exception {
        web.open("/api/environments", "rita", "requester")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[1].id").value("production"))
                .andExpect(jsonPath("$[1].kind").value("production"))
                .andExpect(jsonPath("$[1].orgId").value("00D000000000001AAA"))
                .andExpect(jsonPath("$[0].testedAt").isEmpty());
    }

    @Test
    void a_connection_test_answers_with_the_identity_or_the_orgs_words() throws Exception {
        rooms.connection = () -> new ConnectionResult.Connected(
                Samples.production(),
                new OrgIdentity("00D000000000001AAA", "Acme", false, "005", "sluice@acme.example", "64.0"),
                "62.0");
        web.send(post("/api/environments/production/test"), "mara", "release-manager")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.connected").value(true))
                .andExpect(jsonPath("$.username").value("sluice@acme.example"));

        rooms.connection = () -> new ConnectionResult.Refused(Samples.production(), "invalid client");
        web.send(post("/api/environments/production/test"), "mara", "release-manager")
                .andExpect(jsonPath("$.connected").value(false))
                .andExpect(jsonPath("$.refusal").value("invalid client"));

        rooms.connection = () -> {
            throw new OrgException("NETWORK", "time-out");
        };
        web.send(post("/api/environments/production/test"), "mara", "release-manager")
                .andExpect(status().isBadGateway())
                .andExpect(jsonPath("$.detail").value("Production could not be reached: time-out"));
    }

    @Test
    void a_connection_test_is_refused_to_who_may_not_and_for_what_is_not_there() throws Exception {
        web.send(post("/api/environments/production/test"), "rita", "requester").andExpect(status().isForbidden());
        web.send(post("/api/environments/moon/test"), "mara", "release-manager").andExpect(status().isNotFound());
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_check_of_the_evidence_tells_intact_from_broken() throws Exception {
        rooms.verdict = new Verdict.Intact(120);
        web.open("/api/evidence/check", "audrey", "auditor")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.intact").value(true))
                .andExpect(jsonPath("$.rows").value(120));

        rooms.verdict = new Verdict.Broken(57, "The row's hash does not fit its content.");
        web.open("/api/evidence/check", "admin", "camunda-admin")
                .andExpect(jsonPath("$.intact").value(false))
                .andExpect(jsonPath("$.brokenAt").value(57))
                .andExpect(jsonPath("$.reason").value("The row's hash does not fit its content."));
    }

    @Test
    void only_auditors_and_administrators_check_the_evidence() throws Exception {
        for (String role : new String[] {"requester", "developer", "change-approver", "release-manager", "operator"}) {
            web.open("/api/evidence/check", "somebody", role)
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.detail").value("Only auditors and administrators check the evidence."));
        }
    }

    @Test
    void the_evidence_of_a_change_request_is_told_oldest_first() throws Exception {
        web.open("/api/changes/CR-000012/evidence", "rita", "requester")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].sequence").value(41))
                .andExpect(jsonPath("$[1].sequence").value(50))
                .andExpect(jsonPath("$[2].actor").value("Sluice"));
        web.open("/api/changes/CR-999999/evidence", "rita", "requester").andExpect(status().isNotFound());
    }

    @Test
    void what_nobody_expected_is_a_problem_that_tells_no_inner_detail() throws Exception {
        web.send(post("/api/environments/production/test"), "mara", "release-manager")
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString("under reference")))
                .andExpect(content()
                        .string(org.hamcrest.Matchers.not(
                                org.hamcrest.Matchers.containsString("No answer of an org was prepared"))));
    }

    @Test
    void the_error_page_is_in_the_same_layout_and_tells_no_inner_detail() throws Exception {
        String page = web.perform(
                        get("/error")
                                .accept(MediaType.TEXT_HTML)
                                .requestAttr("jakarta.servlet.error.status_code", 500)
                                .requestAttr("jakarta.servlet.error.request_uri", "/changes/<x>")
                                .requestAttr(
                                        "jakarta.servlet.error.exception", new IllegalStateException("inner detail")),
                        "rita",
                        "requester")
                .andExpect(status().isInternalServerError())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page)
                .contains("Something went wrong", "Nothing was half-saved", "/changes/&lt;x&gt;", "Log out")
                .doesNotContain("inner detail");
    }

    @Test
    void a_missing_page_and_a_forbidden_one_have_their_own_words() throws Exception {
        for (int code : new int[] {404, 403}) {
            assertThat(web.perform(
                                    get("/error")
                                            .accept(MediaType.TEXT_HTML)
                                            .requestAttr("jakarta.servlet.error.status_code", code)
                                            .requestAttr("jakarta.servlet.error.request_uri", "/nowhere"),
                                    "rita")
                            .andExpect(status().is(code))
                            .andReturn()
                            .getResponse()
                            .getContentAsString())
                    .contains(code == 404 ? "There is no page /nowhere." : "You may not do this");
        }
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder cancel(String body) {
        return post("/api/changes/CR-000012/cancel")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }
}
