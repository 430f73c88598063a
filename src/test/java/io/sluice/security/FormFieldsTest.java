package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FormFieldsTest {

    private static FormFields fields(String components) throws IOException {
        String form = "{\"components\":[" + components + "]}";
        return FormFields.of(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), new ObjectMapper());
    }

    @Test
    void a_read_only_field_is_only_shown_unless_the_form_wants_it_sent_back() throws IOException {
        FormFields fields = fields("""
                {"key":"typed"},
                {"key":"fact","disabled":true},
                {"key":"text","readonly":true},
                {"key":"version","readonly":true,"properties":{"submitted":"true"}}
                """);

        assertThat(fields.input()).containsExactlyInAnyOrder("typed", "version");
        assertThat(fields.shown()).containsExactlyInAnyOrder("fact", "text");
    }
}
