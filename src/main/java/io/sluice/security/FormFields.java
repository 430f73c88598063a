package io.sluice.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a form submits.
 *
 * @param input the names that a person fills in, as variables of the engine; and those that a form sends back as shown
 * @param shown the names of fields that only show something (disabled or read-only)
 */
record FormFields(Set<String> input, Set<String> shown) {

    /** A task without a form: nothing can be submitted with it. */
    static final FormFields NONE = new FormFields(Set.of(), Set.of());

    static FormFields of(InputStream form, ObjectMapper json) throws IOException {
        Set<String> input = new HashSet<>();
        Set<String> shown = new HashSet<>();
        collect(json.readTree(form), null, input, shown);
        shown.removeAll(input);
        return new FormFields(input, shown);
    }

    /** A group or list with a path is submitted as one variable under the first part of that path. */
    private static void collect(JsonNode component, @Nullable String variable, Set<String> input, Set<String> shown) {
        String path = component.path("path").asText("");
        String inside = variable == null && !path.isEmpty() ? firstPart(path) : variable;
        String key = component.path("key").asText("");
        if (!key.isEmpty()) {
            boolean onlyShown =
                    (isSet(component, "disabled") || isSet(component, "readonly")) && !isSentBack(component);
            (onlyShown ? shown : input).add(inside == null ? firstPart(key) : inside);
        }
        for (JsonNode child : component.path("components")) {
            collect(child, inside, input, shown);
        }
    }

    /** A property of the form's author: what the field shows tells the server which state of things the person saw. */
    private static boolean isSentBack(JsonNode component) {
        return component.path("properties").path("submitted").asText("").equals("true");
    }

    private static boolean isSet(JsonNode component, String property) {
        return component.path(property).asBoolean(false);
    }

    private static String firstPart(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
