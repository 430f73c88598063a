package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ScopeDraft;
import io.sluice.deployment.DeletedUse;
import io.sluice.deployment.Dependency;
import io.sluice.deployment.DependencyResult;
import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import io.sluice.process.ScopeTask;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

class DependencyPagesTest {

    private static final String PAGE = "/deployments/DEP-000004/dependencies";
    private static final Component LAYOUT = new Component("Layout", "Visit__c-Visit");
    private static final Component COLOR = new Component("CustomField", "Visit__c.Color__c");
    private static final Component OLD = new Component("ApexClass", "OldHandler");

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void checked() {
        Samples.fill(rooms);
        rooms.dependencies.put(
                "DEP-000004",
                new DependencyResult(
                        "DEP-000004",
                        "p",
                        Samples.NOW,
                        List.of(new Reference(LAYOUT, COLOR, "layoutItems/field")),
                        0,
                        1,
                        List.of(
                                new Dependency(
                                        LAYOUT,
                                        COLOR,
                                        "layoutItems/field",
                                        Dependency.State.MISSING,
                                        "",
                                        Set.of(Dependency.Engine.FILES, Dependency.Engine.ORG)),
                                new Dependency(
                                        LAYOUT,
                                        new Component("WaveDashboard", "Sales"),
                                        "",
                                        Dependency.State.UNKNOWN,
                                        "No list has it.",
                                        Set.of(Dependency.Engine.ORG))),
                        List.of(new DeletedUse(LAYOUT, OLD, DeletedUse.Effect.BLOCKS, "It stays.")),
                        List.of("The target leaves reports out.")));
        rooms.missing.add(COLOR);
    }

    @Test
    void every_need_and_use_is_shown_with_its_state_in_words() throws Exception {
        String page = text(web.open(PAGE, "audrey", "auditor"));

        assertThat(page)
                .contains("1 missing", "1 unknown", "0 in the package", "No list has it.")
                .contains("stops the deployment", "It stays.", "The target leaves reports out.")
                .contains("files, org")
                .contains("1 component is missing")
                .contains("<svg", "class=\"box missing\"", "CustomField:Visit__c.Color__c, missing")
                .doesNotContain("Add the missing ones to the scope");
    }

    @Test
    void what_is_missing_is_added_at_once_while_the_scope_is_stated() throws Exception {
        rooms.scopeTask = Optional.of(new ScopeTask("t1", "Make changes", true, null, List.of(), List.of(), "1"));
        rooms.draft = () -> ScopeDraft.EMPTY;

        web.send(WebSlice.form(PAGE + "/additions"), "mara", "release-manager")
                .andExpect(status().isFound())
                .andExpect(header().string("Location", PAGE));

        assertThat(rooms.done).containsExactly("mara edited CR-000012");
        assertThat(rooms.draft.get().components()).containsExactly(COLOR);
    }

    @Test
    void otherwise_it_waits_until_the_change_is_worked_on_again() throws Exception {
        web.send(post("/api" + PAGE + "/additions"), "mara", "release-manager")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.message").value(org.hamcrest.Matchers.containsString("Fix errors")));

        assertThat(rooms.done).containsExactly("mara asks to add what DEP-000004 misses");
        assertThat(text(web.open(PAGE, "mara", "release-manager"))).contains("Asked for already");
    }

    @Test
    void others_may_not_add() throws Exception {
        web.send(WebSlice.form(PAGE + "/additions"), "rita", "requester").andExpect(status().isForbidden());
        web.send(post("/api" + PAGE + "/additions"), "rita", "requester").andExpect(status().isForbidden());

        web.send(WebSlice.form(PAGE + "/additions"), "stranger", "developer").andExpect(status().isForbidden());

        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_interface_says_the_same() throws Exception {
        web.open("/api" + PAGE, "audrey", "auditor")
                .andExpect(jsonPath("$.needs[0].state").value("missing"))
                .andExpect(jsonPath("$.needs[0].knownBy[1]").value("org"))
                .andExpect(jsonPath("$.deletedUses[0].effect").value("stops the deployment"))
                .andExpect(jsonPath("$.addable[0]").value("CustomField:Visit__c.Color__c"));
    }

    @Test
    void before_the_check_and_for_unknown_records_it_says_so() throws Exception {
        rooms.dependencies.clear();

        assertThat(text(web.open(PAGE, "audrey", "auditor"))).contains("Not checked yet");
        web.open("/deployments/DEP-000999/dependencies", "audrey", "auditor").andExpect(status().isNotFound());
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }
}
