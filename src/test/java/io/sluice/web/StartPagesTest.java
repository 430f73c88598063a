package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.StartPlan;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class StartPagesTest {

    private static final String RECORD = "/deployments/DEP-000004";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void planned() {
        Samples.fill(rooms);
        rooms.deployments.replaceAll(record -> Samples.with(record, DeploymentStatus.APPROVED));
        rooms.startPlan =
                new StartPlan(null, LocalTime.of(22, 0), LocalTime.of(4, 0), Set.of(), ZoneId.of("Europe/Berlin"));
        rooms.waitsUntil = Instant.parse("2026-11-02T21:00:00Z");
    }

    @Test
    void page_says_until_when_it_waits_and_lets_a_release_manager_decide() throws Exception {
        String page = text("mara", "release-manager");
        assertThat(page)
                .contains("Waits until 2 Nov 2026", "Planned: between 22:00 and 04:00 (Europe/Berlin).")
                .contains("Start now", "Do not start");
        assertThat(text("audrey", "auditor")).contains("Waits until").doesNotContain("Start now");
        assertThat(web.open("/changes/CR-000012", "audrey", "auditor")
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("Waits until 2 Nov 2026");
    }

    @Test
    void release_manager_starts_it_now_or_not_at_all() throws Exception {
        web.send(WebSlice.form(RECORD + "/start/now"), "mara", "release-manager")
                .andExpect(status().isFound())
                .andExpect(header().string("Location", RECORD));
        web.send(
                        post("/api" + RECORD + "/start/stop")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"reason\": \"Freeze\"}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isNoContent());

        assertThat(rooms.done).containsExactly("mara starts DEP-000004", "mara does not start DEP-000004: Freeze");
    }

    @Test
    void others_and_a_stop_without_a_reason_are_refused() throws Exception {
        web.send(WebSlice.form(RECORD + "/start/now"), "dora", "developer").andExpect(status().isForbidden());
        web.send(post("/api" + RECORD + "/start/now"), "dora", "developer").andExpect(status().isForbidden());
        web.send(WebSlice.form(RECORD + "/start/stop"), "mara", "release-manager")
                .andExpect(status().isConflict());
        web.send(
                        post("/api" + RECORD + "/start/stop")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("Say why the deployment is not started."));

        assertThat(rooms.done).isEmpty();
    }

    private String text(String person, String group) throws Exception {
        return web.open(RECORD, person, group).andReturn().getResponse().getContentAsString();
    }
}
