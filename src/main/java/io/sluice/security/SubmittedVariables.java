package io.sluice.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.stereotype.Component;

/** Holds what a person sends with a form against the fields of that form. */
@Component
class SubmittedVariables {

    private static final Set<String> TYPES =
            Set.of("string", "boolean", "integer", "long", "short", "double", "number", "json", "date", "null", "");

    private final ObjectMapper json;

    SubmittedVariables(ObjectMapper json) {
        this.json = json;
    }

    /** The fields of a form; none where the step has no form. */
    FormFields fields(Supplier<InputStream> form) {
        try (InputStream content = form.get()) {
            return FormFields.of(content, json);
        } catch (BadUserRequestException noForm) {
            return FormFields.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("A deployed form could not be read", e);
        }
    }

    /**
     * Removes the values of fields that only show something, and refuses values that the form has no field for, or whose
     * type no field produces.
     */
    Optional<String> check(ObjectNode body, FormFields fields) {
        JsonNode sent = body.path("variables");
        if (sent.isMissingNode() || sent.isNull()) {
            return Optional.empty();
        }
        if (!(sent instanceof ObjectNode variables)) {
            return Optional.of("The variables must be an object of names and values.");
        }
        Set<String> unknown = new TreeSet<>();
        List<String> strange = new ArrayList<>();
        variables.fieldNames().forEachRemaining(name -> {
            if (!fields.input().contains(name) && !fields.shown().contains(name)) {
                unknown.add(name);
            }
            String type = variables.path(name).path("type").asText("");
            if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
                strange.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            return Optional.of("The form of this step has no field " + String.join(", ", unknown)
                    + ": nothing was saved. Send the fields of the form only.");
        }
        if (!strange.isEmpty()) {
            return Optional.of("No field of a form holds the type that was sent for " + String.join(", ", strange)
                    + ": nothing was saved.");
        }
        variables.remove(fields.shown());
        return Optional.empty();
    }
}
