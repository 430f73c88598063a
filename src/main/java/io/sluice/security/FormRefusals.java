package io.sluice.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Recognizes the engine's answer to a form that a step has refused. The engine calls it a fault of the server and puts the
 * task's id before the sentence, which says nothing to the person who reads it in Tasklist.
 */
@Component
class FormRefusals {

    /** The code that a step gives to a refusal; the engine hands it out with the answer. */
    static final int CODE = 20400;

    private static final Pattern ENGINES_WORDS = Pattern.compile("Cannot [^:]*? \\S+: (?<sentence>.*)", Pattern.DOTALL);

    private final ObjectMapper json;

    FormRefusals(ObjectMapper json) {
        this.json = json;
    }

    /** The sentence alone, where the answer is a refusal. */
    Optional<String> sentence(int status, byte[] body) throws IOException {
        if (status < 400 || body.length == 0 || body[0] != '{') {
            return Optional.empty();
        }
        JsonNode answer = json.readTree(body);
        if (answer.path("code").asInt() != CODE) {
            return Optional.empty();
        }
        String message = answer.path("message").asText();
        Matcher words = ENGINES_WORDS.matcher(message);
        return Optional.of(words.matches() ? words.group("sentence") : message);
    }
}
