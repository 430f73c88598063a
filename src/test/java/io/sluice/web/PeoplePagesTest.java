package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

class PeoplePagesTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    @Test
    void every_role_sees_whose_names_are_whose_and_only_administrators_the_form() throws Exception {
        assertThat(text(web.open("/people", "audrey", "auditor")))
                .contains("No Salesforce name belongs to anybody yet.", "An administrator can state the names here.");
        rooms.people.put("dev", new TreeSet<>(Set.of("dana@example.com", "Dana Developer")));

        assertThat(text(web.open("/people", "audrey", "auditor")))
                .contains("dana@example.com", "Dana Developer")
                .doesNotContain("<textarea");
        assertThat(text(web.open("/people", "admin", "camunda-admin"))).contains("<textarea");
        assertThat(text(web.open("/api/people", "audrey", "auditor"))).contains("\"dev\":[", "Dana Developer");
    }

    @Test
    void an_administrator_states_names_one_a_line() throws Exception {
        web.send(
                        WebSlice.form("/people").param("person", " dev ").param("names", "dana@example.com"),
                        "admin",
                        "camunda-admin")
                .andExpect(status().isFound())
                .andExpect(header().string("Location", "/people"));

        assertThat(rooms.done).containsExactly("admin mapped dev to [dana@example.com]");
    }

    @Test
    void what_is_wrong_is_told_and_what_was_typed_stays() throws Exception {
        rooms.environmentProblems = List.of("There is no account \"dave\".");

        ResultActions answer = web.send(
                WebSlice.form("/people").param("person", "dave").param("names", "Dave D"), "admin", "camunda-admin");

        answer.andExpect(status().isUnprocessableEntity());
        assertThat(text(answer)).contains("Nothing was saved.", "There is no account", "value=\"dave\"", "Dave D");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void others_may_not_state_names_by_page_or_interface() throws Exception {
        web.send(WebSlice.form("/people").param("person", "mara").param("names", "x"), "mara", "release-manager")
                .andExpect(status().isForbidden());
        ResultActions answer = web.send(
                put("/api/people/mara").contentType(MediaType.APPLICATION_JSON).content("[\"x\"]"),
                "mara",
                "release-manager");

        answer.andExpect(status().isForbidden());
        assertThat(text(answer)).contains("Only administrators");
        assertThat(rooms.done).isEmpty();
    }
}
