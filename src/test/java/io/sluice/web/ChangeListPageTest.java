package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ChangeStatus;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ChangeListPageTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    private String page(MockHttpServletRequestBuilder request, String person) throws Exception {
        return web.perform(request, person, "requester")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void an_empty_list_explains_what_a_change_request_is_and_how_to_start_one() throws Exception {
        String page = page(get("/changes"), "rita");

        assertThat(page)
                .contains("There is no change request yet.", "New change request")
                .contains("/camunda/app/tasklist/default/#/?processStart=change-request")
                .contains("Opens its form in Tasklist");
    }

    @Test
    void the_list_shows_of_each_change_request_where_it_stands_and_who_must_act() throws Exception {
        Samples.fill(rooms);
        rooms.tasks.add(Samples.task("Approve change request", "change-approver"));

        String page = page(get("/changes"), "rita");

        assertThat(page)
                .containsSubsequence(
                        "CR-000012",
                        "Visits get a status",
                        "Standard",
                        "Approved",
                        "rita",
                        "Approve change request: a change approver",
                        "24 Nov 2026, 09:29 UTC");
    }

    @Test
    void the_list_tells_running_steps_trouble_and_the_end_apart() throws Exception {
        rooms.changes.put("CR-000001", Samples.fresh("CR-000001", "One", "rita", ChangeStatus.COMPLETED));
        rooms.changes.put("CR-000002", Samples.fresh("CR-000002", "Two", "rita", ChangeStatus.IN_PROGRESS));
        rooms.steps.add("Await validation");

        assertThat(page(get("/changes"), "rita")).contains("Nothing more", "Sluice works: Await validation");

        rooms.incidents.add("Production can't be reached");
        assertThat(page(get("/changes"), "rita")).contains("Technical trouble, see the change");
    }

    @Test
    void the_filters_narrow_the_list_by_status_text_and_requester() throws Exception {
        rooms.changes.put("CR-000001", Samples.fresh("CR-000001", "Blue field", "rita", ChangeStatus.COMPLETED));
        rooms.changes.put("CR-000002", Samples.fresh("CR-000002", "Red field", "rita", ChangeStatus.IN_PROGRESS));
        rooms.changes.put("CR-000003", Samples.fresh("CR-000003", "Red tab", "dev", ChangeStatus.IN_PROGRESS));

        assertThat(page(get("/changes").param("status", "Completed"), "rita"))
                .contains("Blue field")
                .doesNotContain("Red field", "Red tab");
        assertThat(page(get("/changes").param("text", " Red "), "rita"))
                .contains("Red field", "Red tab")
                .doesNotContain("Blue field");
        assertThat(page(get("/changes").param("mine", "true").param("text", "Red"), "rita"))
                .contains("Red field")
                .doesNotContain("Red tab");
        assertThat(page(get("/changes").param("text", "green"), "rita")).contains("No change request fits.");
    }

    @Test
    void a_live_filter_gets_only_the_rows() throws Exception {
        Samples.fill(rooms);

        String part = page(get("/changes").header("HX-Request", "true").header("HX-Target", "rows"), "rita");

        assertThat(part).contains("id=\"rows\"", "CR-000012").doesNotContain("<html", "Log out");
    }

    @Test
    void a_long_list_comes_in_pages() throws Exception {
        for (int i = 1; i <= 51; i++) {
            String number = "CR-%06d".formatted(i);
            rooms.changes.put(number, Samples.fresh(number, "Change " + i, "rita", ChangeStatus.IN_PROGRESS));
        }

        assertThat(page(get("/changes"), "rita"))
                .contains("51 in all, page 1 of 2", "CR-000050", "page=2")
                .doesNotContain("CR-000051");
        assertThat(page(get("/changes").param("page", "99"), "rita")).contains("page 2 of 2", "CR-000051");
    }

    @Test
    void an_unknown_status_is_refused_with_the_choices() throws Exception {
        assertThat(web.perform(get("/changes").param("status", "Lost"), "rita")
                        .andExpect(status().isBadRequest())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("There is no status Lost. Choose one of In Progress, Pending Approval");
    }

    @Test
    void every_page_carries_navigation_log_out_and_the_proof_for_its_requests() throws Exception {
        String page = page(get("/changes"), "rita");

        assertThat(page)
                .contains("href=\"/changes\"", "href=\"/environments\"", "/camunda/app/tasklist/")
                .containsSubsequence("action=\"/logout\"", "name=\"_csrf\"", "Log out");
        assertThat(WebSlice.token(page)).hasSizeGreaterThan(20);
    }

    @Test
    void cockpit_is_offered_only_to_those_who_may_open_it() throws Exception {
        assertThat(page(get("/changes"), "rita")).doesNotContain("/camunda/app/cockpit/");
        assertThat(web.perform(get("/changes"), "olga", "operator")
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("/camunda/app/cockpit/");
    }

    @Test
    void people_who_are_asked_for_the_same_thing_stand_behind_its_name_once() throws Exception {
        Samples.fill(rooms);
        rooms.tasks.add(Samples.task("Approve change request", "change-approver"));
        rooms.tasks.add(Samples.task("Approve change request", "release-manager"));

        assertThat(page(get("/changes"), "rita"))
                .contains("Approve change request: a change approver; a release manager");
    }
}
