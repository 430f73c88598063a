package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.Analysis;
import io.sluice.deployment.analyzer.Finding;
import io.sluice.metadata.Component;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

class FindingPagesTest {

    private static final String PAGE = "/deployments/DEP-000004/findings";
    private static final Component FLOW = new Component("Flow", "Visit");

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void analyzed() {
        Samples.fill(rooms);
        rooms.analysis = analysis(null, rooms.deployments.get(0).fingerprint());
    }

    private static Analysis analysis(Analysis.Waiver waiver, String fingerprint) {
        return new Analysis(
                "DEP-000004",
                "p",
                fingerprint,
                Samples.NOW,
                List.of(
                        new Analysis.Judged(
                                "id1",
                                new Finding.Blocker("flow-deletion", FLOW, "", "It deletes a flow.", "Take it out."),
                                waiver),
                        new Analysis.Judged(
                                "id2",
                                new Finding.Warning("managed-prefix", FLOW, "line 3", "It is managed.", "Compare."),
                                null)),
                List.of("The target does not tell which currencies it has."));
    }

    @Test
    void findings_are_shown_with_place_and_remedy_and_who_may_waive() throws Exception {
        assertThat(text(web.open(PAGE, "audrey", "auditor")))
                .contains("1 finding stops the deployment, 1 warning, 0 waived.")
                .contains("It deletes a flow.", "Take it out.", "line 3", "/analyzers#flow-deletion")
                .contains("does not tell which currencies")
                .contains("A release manager who did not ask for the change can waive it.")
                .doesNotContain("Waive under my name");
        assertThat(text(web.open(PAGE, "mara", "release-manager"))).containsOnlyOnce("Waive under my name");
    }

    @Test
    void waiver_is_given_under_the_persons_name() throws Exception {
        web.send(WebSlice.form(PAGE + "/id1/waiver").param("reason", "agreed"), "mara", "release-manager")
                .andExpect(status().isFound());

        assertThat(rooms.done).containsExactly("mara waives id1 of DEP-000004: agreed");
    }

    @Test
    void refusal_is_told_and_others_may_not_waive() throws Exception {
        rooms.waiver = new Analyses.Refused("rita asked for this change.");
        assertThat(text(web.send(WebSlice.form(PAGE + "/id1/waiver"), "rita", "release-manager")
                        .andExpect(status().isConflict())))
                .contains("rita asked for this change.");
        web.send(
                        post("/api" + PAGE + "/id1/waiver")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"reason\":\"x\"}"),
                        "dana",
                        "developer")
                .andExpect(status().isForbidden());
    }

    @Test
    void waived_and_outdated_findings_say_so() throws Exception {
        rooms.analysis = analysis(new Analysis.Waiver("max", "agreed", Samples.NOW), "f1:before");

        assertThat(text(web.open(PAGE, "mara", "release-manager")))
                .contains("0 findings stop the deployment, 1 warning, 1 waived.", "max, ", "agreed")
                .contains("prepared anew since")
                .doesNotContain("Waive under my name");
    }

    @Test
    void the_interface_says_the_same() throws Exception {
        web.open("/api" + PAGE, "audrey", "auditor")
                .andExpect(jsonPath("$.findings[0].effect").value("stops the deployment"))
                .andExpect(jsonPath("$.findings[1].where").value("line 3"));
    }

    @Test
    void catalogue_says_of_each_rule_what_why_and_how() throws Exception {
        assertThat(text(web.open("/analyzers", "audrey", "auditor")))
                .contains("flow-deletion", "Looks for flows.", "Because of it.", "Do that.", "block");
        web.open("/api/analyzers", "audrey", "auditor")
                .andExpect(jsonPath("$[0].key").value("flow-deletion"))
                .andExpect(jsonPath("$[0].inProduction").value("block"));
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }
}
