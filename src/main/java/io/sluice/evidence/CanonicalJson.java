package io.sluice.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Details as JSON with one spelling: keys sorted at every depth, no white space. */
final class CanonicalJson {

    // Its own mapper: a setting of the application's mapper must never change how evidence is spelled.
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CanonicalJson() {}

    /** @throws IllegalArgumentException naming the detail whose value is no string, number, boolean, list or map */
    static String write(Map<String, ?> details) {
        try {
            return MAPPER.writeValueAsString(canonical(details, "details"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The details cannot be written as JSON", e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of evidence holds details that are no JSON object", e);
        }
    }

    private static @Nullable Object canonical(@Nullable Object value, String where) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put(String.valueOf(key), canonical(inner, where + "." + key)));
            return sorted;
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(canonical(item, where + "[" + items.size() + "]")));
            return items;
        }
        throw new IllegalArgumentException("Evidence takes strings, numbers, booleans, lists and maps; " + where
                + " is a " + value.getClass().getName());
    }
}
