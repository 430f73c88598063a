package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ChangeStatus;
import io.sluice.deployment.Hop;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class PathPagesTest {

    private static final String ADDRESS = "/changes/" + Samples.NUMBER + "/path";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void a_change_under_way_to_two_targets() {
        Samples.fill(rooms);
        rooms.paths.put(Samples.NUMBER, List.of(new Hop("production", "DEP-000004"), new Hop("backup", null)));
        rooms.changes.put("CR-000013", Samples.fresh("CR-000013", "Not begun", "rita", ChangeStatus.IN_PROGRESS));
    }

    private String page(String address, String person, String... groups) throws Exception {
        return web.perform(get(address), person, groups)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void the_board_shows_each_change_where_it_stands_with_the_status_of_each_record() throws Exception {
        assertThat(page("/path", "audrey", "auditor"))
                .containsSubsequence(
                        "In no environment yet",
                        "CR-000013",
                        "No target chosen yet",
                        "Development",
                        Samples.NUMBER,
                        "Production",
                        "/deployments/DEP-000004",
                        "backup",
                        "Waiting");
        assertThat(page("/path?requester=nobody", "audrey", "auditor")).contains("No change request is to be shown");
        assertThat(page("/path?compact=true", "audrey", "auditor"))
                .contains("class=\"compact\"", "/changes/" + Samples.NUMBER + "?compact=true");
        web.perform(get("/path?type=Gigantic"), "audrey", "auditor")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("There is no change type Gigantic")));
    }

    @Test
    void its_twin_says_the_same() throws Exception {
        web.perform(get("/api/path"), "audrey", "auditor")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.columns[0].cards[0].number").value("CR-000013"))
                .andExpect(jsonPath("$.columns[1].cards[0].path[1].state").value("Waiting"));
        web.perform(get("/api/path?type=Gigantic"), "audrey", "auditor").andExpect(status().isBadRequest());
        web.perform(get("/api" + ADDRESS), "audrey", "auditor")
                .andExpect(jsonPath("$[0].deployment").value("DEP-000004"))
                .andExpect(jsonPath("$[1].name").value("backup"));
    }

    @Test
    void the_change_page_shows_the_path_and_lets_release_managers_change_its_rest() throws Exception {
        assertThat(page("/changes/" + Samples.NUMBER, "mara", "release-manager"))
                .containsSubsequence("Promotion path", "Development", "/deployments/DEP-000004", "Waiting")
                .contains("Change the rest of the path");
        assertThat(page("/changes/" + Samples.NUMBER, "rita", "requester"))
                .doesNotContain("Change the rest of the path");
        web.perform(get(ADDRESS), "rita", "requester").andExpect(status().isForbidden());
        assertThat(page(ADDRESS, "mara", "release-manager")).contains("No further: the path ends in Production");
        web.send(post(ADDRESS).param("targets", "").param("reason", " "), "mara", "release-manager")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("needs a reason")));
        web.send(post(ADDRESS).param("targets", "").param("reason", "x"), "rita", "requester")
                .andExpect(status().isForbidden());
        web.send(post(ADDRESS).param("targets", "development").param("reason", "x"), "mara", "release-manager")
                .andExpect(status().isConflict())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("No route leads")));
        assertThat(rooms.done).isEmpty();
        web.send(post(ADDRESS).param("targets", "").param("reason", "QA is enough"), "mara", "release-manager")
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("The path is saved.")));
        assertThat(rooms.done).containsExactly("mara changes the path of " + Samples.NUMBER + ": QA is enough");
    }

    @Test
    void its_twin_has_the_same_checks() throws Exception {
        web.send(
                        post("/api" + ADDRESS)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"targets\":[],\"reason\":\"enough\"}"),
                        "rita",
                        "requester")
                .andExpect(status().isForbidden());
        web.send(
                        post("/api" + ADDRESS)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"targets\":[],\"reason\":\"enough\"}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(1));
        web.perform(get("/api/changes/CR-000013/path"), "mara", "release-manager")
                .andExpect(jsonPath("$.length()").value(0));
        web.perform(get("/changes/CR-000013/path"), "mara", "release-manager").andExpect(status().isConflict());
    }
}
