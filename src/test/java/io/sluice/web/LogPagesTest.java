package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ChangeStatus;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.ResultActions;

class LogPagesTest {

    private static final String RECORD = "/deployments/DEP-000004";
    private static final String FAILED = RECORD + "/attempts/1";
    private static final String RUNNING = RECORD + "/attempts/2";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
    }

    private String open(String address) throws Exception {
        return web.open(address, "rita", "requester")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void the_record_lists_its_attempts_newest_first_and_goes_on_by_itself_while_one_runs() throws Exception {
        String page = open(RECORD);

        assertThat(page)
                .contains("DEP-000004: Development to Production", "CR-000012 Visits get a status", "Deploying")
                .containsSubsequence("2: Deploy", "still running", "1: Validate (check-only)", "Failed", "1 failed")
                .contains("href=\"/deployments/DEP-000004/attempts/1?compact=false\"")
                .contains(
                        "hx-get=\"/deployments/DEP-000004/attempts?seen=Deploying-running&amp;compact=false\"",
                        "every 2s");

        // The next one is about to begin.
        rooms.attempts.remove(1);
        String seen = RECORD + "/attempts?seen=Deploying-running";
        openAgain(seen).andExpect(header().doesNotExist("HX-Refresh"));
        assertThat(open(seen)).startsWith("<section").contains("every 2s");

        rooms.deployments.replaceAll(record -> Samples.with(record, DeploymentStatus.FAILED));
        openAgain(seen).andExpect(header().string("HX-Refresh", "true"));
        assertThat(open(RECORD)).doesNotContain("every 2s").contains("every 5s");
    }

    @Test
    void the_record_notices_its_start_and_asks_no_more_when_it_is_over() throws Exception {
        rooms.attempts.remove(1);
        rooms.deployments.replaceAll(record -> Samples.with(record, DeploymentStatus.APPROVED));
        assertThat(open(RECORD)).contains("attempts?seen=Approved&amp;compact=false", "every 5s");
        openAgain(RECORD + "/attempts?seen=Approved").andExpect(header().doesNotExist("HX-Refresh"));

        rooms.deployments.replaceAll(record -> Samples.with(record, DeploymentStatus.DEPLOYING));
        openAgain(RECORD + "/attempts?seen=Approved").andExpect(header().string("HX-Refresh", "true"));

        rooms.deployments.replaceAll(record -> Samples.with(record, DeploymentStatus.DEPLOYED));
        assertThat(open(RECORD)).doesNotContain("hx-get=\"/deployments/DEP-000004/attempts", "every 2s", "every 5s");
    }

    private ResultActions openAgain(String address) throws Exception {
        return web.open(address, "rita", "requester").andExpect(status().isOk());
    }

    @Test
    void failures_come_first_in_peoples_words_and_equal_ones_together() throws Exception {
        assertThat(open(FAILED))
                .containsSubsequence(
                        "What failed, and what to do",
                        "Variable does not exist: colour",
                        "The code uses something that is not there.",
                        "Add it to the scope.",
                        "ApexClass:VisitHandler",
                        "classes/VisitHandler.cls, line 12, column 9",
                        "ApexClass:VisitOther",
                        "Nobody has &lt;seen&gt; this before",
                        "VisitHandlerTest.closesVisit",
                        "Code coverage",
                        "<h2 id=\"components-title\">");
    }

    @Test
    void the_log_says_who_sent_what_how_and_where_to_find_it_in_the_org() throws Exception {
        assertThat(open(FAILED))
                .contains("test level RunSpecifiedTests", ": VisitHandlerTest", "API version 62.0", "check-only")
                .contains("all or nothing (rollbackOnError)", Samples.PACKAGE, "f1:0a1b2c3d4e5f60718293a4b5c6d7e8f9")
                .contains("https://acme.my.salesforce.com/lightning/setup/DeployStatus/page?address="
                        + "%2Fchangemgmt%2FmonitorDeploymentsDetails.apexp%3FasyncId%3D0Af000000000001")
                .contains("Asked for by</dt><dd><span>Sluice</span>")
                .contains("Took</th>", "1.3 s", "25 ms", "60 %", "6 of 10", "3-5, 9", "Mail")
                .doesNotContain("every 2s");
    }

    @Test
    void a_running_attempt_shows_bars_and_a_forecast_and_goes_on_by_itself() throws Exception {
        String page = open(RUNNING);

        assertThat(page)
                .contains(
                        "Components: 2 of 3",
                        "max=\"3\"",
                        "The tests will probably take about 1 minute 35 seconds more.")
                .contains("every 2s", "Shown when this attempt has ended.")
                .contains("Asked for by</dt><dd><span>mara</span>");
        String now = page.substring(page.indexOf("/deployments/DEP-000004/attempts/2/now"));
        String address = now.substring(0, now.indexOf('"')).replace("&amp;", "&");
        web.open(address, "rita").andExpect(header().doesNotExist("HX-Trigger"));
        web.open(RUNNING + "/now?seen=other", "rita").andExpect(header().string("HX-Trigger", "log-moved"));
    }

    @Test
    void the_difference_to_the_attempt_before_is_shown_or_to_the_one_that_is_asked_for() throws Exception {
        rooms.attempts.set(1, Samples.failedAttempt(2));
        rooms.attempts.add(Samples.failedAttempt(3));

        assertThat(open(RECORD + "/attempts/3"))
                .contains("<strong>attempt 2</strong>", "attempts/3?against=1&amp;compact=false")
                .containsSubsequence("Another package was sent.", "another fingerprint binds it")
                .containsSubsequence(
                        "New failures (1)", "Nobody has", "Failures that are gone (1)", "Variable does not exist")
                .containsSubsequence(
                        "Passed there, fail here", "VisitHandlerTest.closesVisit", "Ran only there", "OldTest.runs");
        assertThat(open(RECORD + "/attempts/3?against=1")).contains("<strong>attempt 1</strong>");
        assertThat(open(FAILED)).doesNotContain("New failures");
        web.open(RECORD + "/attempts/3?against=3", "rita").andExpect(status().isBadRequest());
    }

    @Test
    void a_success_of_the_org_that_does_not_count_is_called_so() throws Exception {
        rooms.attempts.set(0, Samples.untestedAttempt());

        assertThat(open(FAILED)).contains("The org calls it a success; it does not count.", "no test ran");
        assertThat(open("/changes/CR-000012")).contains("<strong class=\"bad\">Succeeded</strong>");
    }

    @Test
    void everything_is_listed_in_parts_and_filtered() throws Exception {
        for (int n = 0; n < 200; n++) {
            rooms.log.components.add(new ComponentResult(
                    "ApexClass", "More" + n, "classes/More.cls", null, Became.UNCHANGED, null, null, 0, 0));
        }

        assertThat(open(FAILED))
                .contains("More197", "Show 200 more", "from=200")
                .doesNotContain("More198");
        assertThat(open(FAILED + "/components?from=200")).contains("More199").doesNotContain("Show 200 more", "None.");
        assertThat(open(FAILED + "/components?became=changed"))
                .contains("Layout:Visit__c-Visit Layout", "Warning: ", "A field is on it twice")
                .doesNotContain("VisitHandler", "More");
        assertThat(open(FAILED + "/components?text=nothing")).contains("None.");
        assertThat(open(FAILED + "/tests?outcome=passed"))
                .contains("opensVisit")
                .doesNotContain("closesVisit");
        web.open(FAILED + "/components?became=odd", "rita").andExpect(status().isBadRequest());
        web.open("/api" + FAILED + "/tests?outcome=odd", "rita").andExpect(status().isBadRequest());
    }

    @Test
    void the_interface_tells_the_same() throws Exception {
        web.open("/api" + RECORD, "rita")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.attempts[0].log").value("/deployments/DEP-000004/attempts/2"));
        web.open("/api" + FAILED, "rita")
                .andExpect(jsonPath("$.failures[0].remedy").value("Add it to the scope."))
                .andExpect(jsonPath("$.failures[0].where.length()").value(2))
                .andExpect(jsonPath("$.options.testLevel").value("RunSpecifiedTests"))
                .andExpect(jsonPath("$.coverage[0].missedPlaces[0]").value("3"));
        web.open("/api" + FAILED + "/components?became=failed", "rita")
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].line").value(12));
        web.open("/api" + FAILED + "/tests", "rita")
                .andExpect(jsonPath("$[1].methodName").value("opensVisit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/attempts/1",
                "/attempts/1/now",
                "/attempts/1/components",
                "/attempts/1/tests",
                "/attempts/1/log.txt",
                "/attempts/1/log.json",
                "/attempts/1/junit.xml"
            })
    void who_may_not_see_the_change_may_not_see_its_log(String part) throws Exception {
        rooms.changes.clear();

        web.open(RECORD + part, "rita").andExpect(status().isNotFound());
        web.anonymously(RECORD + part).andExpect(status().is4xxClientError());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/attempts/1", "/attempts/1/components", "/attempts/1/tests"})
    void the_same_holds_for_the_interface(String part) throws Exception {
        rooms.changes.clear();

        web.open("/api" + RECORD + part, "rita").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/deployments/DEP-000099",
                "/deployments/DEP-000004/attempts/9",
                "/deployments/DEP-000004/attempts/x"
            })
    void what_is_not_there_is_refused_in_a_sentence(String address) throws Exception {
        String page = web.open(address, "rita")
                .andExpect(status().is4xxClientError())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page)
                .contains("role=\"alert\"")
                .containsAnyOf("There is no deployment record", "has no attempt 9", "can&#39;t be read");
    }

    @Test
    void the_pages_that_tell_of_it_lead_to_it() throws Exception {
        rooms.jobs.add(Samples.job("deploy", 3, RemoteJobState.RUNNING, new Progress("InProgress", 2, 3, 0, 2, 0)));

        assertThat(open("/changes/CR-000012"))
                .contains(
                        "href=\"/deployments/DEP-000004?compact=false\"",
                        "href=\"/deployments/DEP-000004/attempts/1?compact=false\"");
        assertThat(open("/jobs")).contains("href=\"/deployments/DEP-000004\"");
    }

    @Test
    void inside_the_tab_links_stay_there_and_lead_on_compactly() throws Exception {
        String page = open(FAILED + "?compact=true");

        assertThat(page)
                .contains("class=\"compact\"")
                .contains("target=\"_self\" href=\"/deployments/DEP-000004?compact=true\"")
                .contains("target=\"_self\" href=\"/changes/CR-000012?compact=true\"")
                .doesNotContain("<header");
        assertThat(open(RECORD + "?compact=true")).contains("/attempts/1?compact=true");
    }

    @Test
    void a_log_of_a_finished_change_is_still_there() throws Exception {
        rooms.changes.put(Samples.NUMBER, Samples.change(ChangeStatus.CANCELLED));

        assertThat(open(FAILED)).contains("Variable does not exist: colour");
    }

    @Test
    void text_and_json_have_everything() throws Exception {
        web.open(FAILED + "/log.txt", "rita")
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"DEP-000004-attempt-1.txt\""))
                .andExpect(header().string("Content-Type", "text/plain;charset=UTF-8"));
        assertThat(open(FAILED + "/log.txt"))
                .containsSubsequence(
                        "DEP-000004, attempt 1: Validate (check-only) in Production", "Test level: RunSpecifiedTests")
                .containsSubsequence("What failed (2)", "What to do: Add it to the scope.")
                .contains("failed  ApexClass:VisitHandler  classes/VisitHandler.cls line 12 column 9")
                .contains("passed  VisitHandlerTest.opensVisit  25 ms")
                .contains("60 %  Class VisitHandler  6 of 10  not reached: 3-5, 9");
        web.open(FAILED + "/log.json", "rita")
                .andExpect(header().string("Content-Type", "application/json;charset=UTF-8"))
                .andExpect(jsonPath("$.log.number").value(1))
                .andExpect(jsonPath("$.components.length()").value(2))
                .andExpect(jsonPath("$.tests[0].stackTrace")
                        .value("Class.VisitHandlerTest.closesVisit: line 20, column 1"));
    }
}
