package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ChangeStatus;
import io.sluice.deployment.CannotUndo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

class RollbackPagesTest {

    private static final String PAGE = "/deployments/DEP-000004";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void deployed() {
        Samples.fill(rooms);
        rooms.rollback.keep();
        rooms.rollback.cannotUndo.add(
                new CannotUndo(FakeRollback.FIELD, "data-entered", "A rollback deletes the field."));
        rooms.rollback.rehearsalRefusal = "A rollback is rehearsed before the deployment.";
    }

    @Test
    void page_says_what_was_kept_what_can_not_be_undone_and_lets_release_managers_roll_back() throws Exception {
        assertThat(text(web.open(PAGE, "mara", "release-manager")))
                .contains(
                        "the target's state was kept", "CustomField:Visit__c.Color__c", "A rollback deletes the field.")
                .contains("Begin a rollback")
                .doesNotContain("Rehearse the rollback");
        assertThat(text(web.open(PAGE, "audrey", "auditor")))
                .contains("A rollback deletes the field.")
                .doesNotContain("Begin a rollback");
        rooms.rollback.refusal = "Nothing of DEP-000004 was sent.";
        rooms.rollback.rehearsalRefusal = null;
        assertThat(text(web.open(PAGE, "mara", "release-manager")))
                .contains("Nothing of DEP-000004 was sent.", "Rehearse the rollback")
                .doesNotContain("Begin a rollback");
    }

    @Test
    void rollback_is_begun_under_the_persons_name_and_its_page_opens() throws Exception {
        web.send(WebSlice.form(PAGE + "/rollback").param("reason", "Wrong"), "mara", "release-manager")
                .andExpect(redirectedUrl("/deployments/DEP-000009"));
        assertThat(rooms.rollback.done).containsExactly("mara rolls back DEP-000004: Wrong");
        assertThat(text(web.send(WebSlice.form(PAGE + "/rollback").param("reason", "x"), "dana", "developer")
                        .andExpect(status().isForbidden())))
                .contains("Release managers roll deployments back.");
        rooms.rollback.refusal = "DEP-000004 is being rolled back already by DEP-000009.";
        assertThat(text(web.send(WebSlice.form(PAGE + "/rollback").param("reason", "x"), "mara", "release-manager")
                        .andExpect(status().isConflict())))
                .contains("is being rolled back already by DEP-000009.");
        assertThat(text(web.send(WebSlice.form("/deployments/DEP-000099/rollback"), "mara", "release-manager")
                        .andExpect(status().isNotFound())))
                .contains("There is no deployment record DEP-000099.");
    }

    @Test
    void rehearsal_is_asked_for_before_the_deployment() throws Exception {
        assertThat(text(web.send(WebSlice.form(PAGE + "/rehearsal"), "mara", "release-manager")
                        .andExpect(status().isConflict())))
                .contains("rehearsed before the deployment");
        rooms.rollback.rehearsalRefusal = null;
        web.send(WebSlice.form(PAGE + "/rehearsal"), "mara", "release-manager").andExpect(redirectedUrl(PAGE));
        web.send(WebSlice.form(PAGE + "/rehearsal"), "dana", "developer").andExpect(status().isForbidden());
        assertThat(rooms.rollback.done).containsExactly("mara rehearses DEP-000004");
    }

    @Test
    void page_of_a_rollback_record_shows_every_item_three_ways() throws Exception {
        rooms.rollback.records.add(FakeRollback.record("DEP-000004"));
        assertThat(text(web.open("/deployments/DEP-000009", "audrey", "auditor")))
                .contains("DEP-000009: what was there before DEP-000004 to", "rollback record")
                .contains(
                        "Ratings are wrong",
                        "changed by somebody since",
                        "Pat Partner",
                        "as it was deployed",
                        "created")
                .contains("What does not come back")
                .doesNotContain("Begin a rollback");
        assertThat(text(web.open(PAGE, "audrey", "auditor"))).contains("DEP-000009", "Pending Approval");
        assertThat(text(web.open("/changes/" + Samples.NUMBER, "audrey", "auditor")))
                .contains("DEP-000009: what was there before DEP-000004 to");
    }

    @Test
    void completed_change_shows_who_has_to_act_while_it_is_rolled_back() throws Exception {
        rooms.changes.put(Samples.NUMBER, Samples.change(ChangeStatus.COMPLETED));
        assertThat(text(web.open("/changes/" + Samples.NUMBER, "audrey", "auditor")))
                .contains("Nothing more: every target has the change");
        rooms.rollback.records.add(FakeRollback.record("DEP-000004"));
        assertThat(text(web.open("/changes/" + Samples.NUMBER, "audrey", "auditor")))
                .contains("It is being rolled back.")
                .doesNotContain("Nothing more: every target has the change");
    }

    @Test
    void the_interface_says_and_does_the_same() throws Exception {
        rooms.rollback.records.add(FakeRollback.record("DEP-000004"));
        web.open("/api/deployments/DEP-000009/rollback", "audrey", "auditor")
                .andExpect(jsonPath("$.rolls.of").value("DEP-000004"))
                .andExpect(jsonPath("$.rolls.items[0].act").value("keep"))
                .andExpect(jsonPath("$.rolls.items[1].act").value("delete"));
        web.open("/api" + PAGE, "audrey", "auditor")
                .andExpect(jsonPath("$.rollback.kept.present").value(1))
                .andExpect(jsonPath("$.rollback.cannotUndo[0].rule").value("data-entered"))
                .andExpect(jsonPath("$.rollback.rollbacks[0].id").value("DEP-000009"));
        web.send(
                        post("/api" + PAGE + "/rollback")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"reason\":\"Wrong\"}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.id").value("DEP-000009"));
        web.send(
                        post("/api" + PAGE + "/rollback")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"reason\":\"Wrong\"}"),
                        "dana",
                        "developer")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value("Release managers roll deployments back."));
        web.send(post("/api" + PAGE + "/rehearsal"), "mara", "release-manager").andExpect(status().isConflict());
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }
}
