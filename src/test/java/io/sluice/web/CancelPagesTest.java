package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

class CancelPagesTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    @Test
    void the_page_shows_the_first_step_and_not_the_second() throws Exception {
        assertThat(text(web.open("/changes/CR-000012", "rita", "requester")))
                .contains("Why is it cancelled?")
                .doesNotContain("Yes, cancel", "is cancelled.");
    }

    @Test
    void the_first_step_demands_a_reason_and_cancels_nothing() throws Exception {
        ResultActions answer =
                web.send(WebSlice.part("/changes/CR-000012/cancel/confirm").param("reason", "  "), "rita", "requester");

        answer.andExpect(status().isUnprocessableEntity());
        assertThat(text(answer))
                .contains("Say why the change request is cancelled")
                .doesNotContain("<html");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_second_step_shows_the_reason_as_text_and_asks_once_more() throws Exception {
        ResultActions answer = web.send(
                WebSlice.part("/changes/CR-000012/cancel/confirm").param("reason", "<b>No</b> budget"),
                "rita",
                "requester");

        answer.andExpect(status().isOk());
        assertThat(text(answer))
                .contains("Yes, cancel CR-000012", "No, keep it", "&lt;b&gt;No&lt;/b&gt; budget")
                .doesNotContain("<b>No</b>");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void confirming_cancels_and_tells_the_page_that_the_change_has_moved() throws Exception {
        ResultActions answer = web.send(
                WebSlice.part("/changes/CR-000012/cancel").param("reason", " No budget "), "rita", "requester");

        answer.andExpect(status().isOk()).andExpect(header().string("HX-Trigger", "change-moved"));
        assertThat(text(answer)).contains("is cancelled.");
        assertThat(rooms.done).containsExactly("rita cancelled CR-000012: No budget");
    }

    @Test
    void a_refused_cancellation_shows_the_sentence_and_keeps_the_reason() throws Exception {
        rooms.cancelRefusal = Optional.of("DEP-000004 is being deployed to Production; wait for its end.");

        ResultActions answer =
                web.send(WebSlice.part("/changes/CR-000012/cancel").param("reason", "No budget"), "rita", "requester");

        answer.andExpect(status().isConflict());
        assertThat(text(answer)).contains("DEP-000004 is being deployed to Production", "No budget");
    }

    @Test
    void keeping_it_leads_back_to_the_first_step() throws Exception {
        assertThat(text(web.perform(get("/changes/CR-000012/cancel"), "rita")))
                .contains("Why is it cancelled?")
                .doesNotContain("Yes, cancel");
    }

    @Test
    void a_request_without_the_pages_token_cancels_nothing() throws Exception {
        web.perform(post("/changes/CR-000012/cancel").param("reason", "Forged"), "rita")
                .andExpect(status().isForbidden());

        assertThat(rooms.done).isEmpty();
    }

    @Test
    void an_unknown_change_request_is_a_sentence_in_place() throws Exception {
        ResultActions answer =
                web.send(WebSlice.part("/changes/CR-000099/cancel").param("reason", "x"), "rita", "requester");

        answer.andExpect(status().isNotFound());
        assertThat(text(answer))
                .contains("There is no change request CR-000099.")
                .doesNotContain("<html");
    }
}
