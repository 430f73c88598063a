package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.process.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormRefusalsTest {

    private final FormRefusals refusals = new FormRefusals(new ObjectMapper());

    private Optional<String> sentence(int status, String body) throws IOException {
        return refusals.sentence(status, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_refusal_is_known_by_the_code_that_the_steps_give_it() {
        assertThat(FormRefusals.CODE).isEqualTo(Refused.CODE);
    }

    @Test
    void a_refused_form_leaves_the_sentence_without_the_engines_words() throws IOException {
        assertThat(
                        sentence(
                                500,
                                "{\"type\":\"RestException\",\"code\":20400,\"message\":"
                                        + "\"Cannot submit task form 0ed21e02-e7f9-11f1: Line 1: it is not written as Type:FullName.\"}"))
                .contains("Line 1: it is not written as Type:FullName.");
        assertThat(
                        sentence(
                                500,
                                "{\"code\":20400,\"message\":\"Cannot instantiate process definition change-request:1:6f: Give it a name.\"}"))
                .contains("Give it a name.");
    }

    @Test
    void other_answers_stay_as_the_engine_gave_them() throws IOException {
        assertThat(sentence(500, "{\"code\":0,\"message\":\"Cannot submit task form x: broken\"}"))
                .isEmpty();
        assertThat(sentence(200, "{\"code\":20400}")).isEmpty();
        assertThat(sentence(502, "<html>")).isEmpty();
        assertThat(sentence(500, "")).isEmpty();
    }
}
