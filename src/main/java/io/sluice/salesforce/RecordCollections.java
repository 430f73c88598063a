package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** {@code composite/sobjects}: records by the 200; of one call all are saved or none. */
final class RecordCollections {

    /** More an org refuses. */
    private static final int AT_ONCE = 200;

    private final RestApi rest;
    private final String base;

    /** @param base of the API version's resources, {@code /services/data/v62.0} */
    RecordCollections(RestApi rest, String base) {
        this.rest = rest;
        this.base = base + "/composite/sobjects";
    }

    void upsert(String sObject, String keyField, List<? extends Map<String, ? extends @Nullable Object>> records) {
        String path = base + "/" + RestApi.encode(sObject) + "/" + RestApi.encode(keyField);
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Map<String, ? extends @Nullable Object> record :
                    records.subList(from, Math.min(records.size(), from + AT_ONCE))) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("attributes", Map.of("type", sObject));
                row.putAll(record);
                rows.add(row);
            }
            String operation = "Writing " + rows.size() + " records of " + sObject;
            Http.Answer answer = rest.call(
                    operation, HttpMethod.PATCH, path, Json.write(Map.of("allOrNone", true, "records", rows)));
            rest.body(answer).forEach(result -> {
                if (!result.path("success").asBoolean() && !rolledBack(result)) {
                    throw refused(answer, result);
                }
            });
        }
    }

    void delete(List<String> ids) {
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            // Each for itself: one that somebody deleted meanwhile must not keep the others.
            Http.Answer answer = rest.call(
                    "Deleting " + some.size() + " records",
                    HttpMethod.DELETE,
                    base + "?ids=" + String.join(",", some) + "&allOrNone=false",
                    null);
            rest.body(answer).forEach(result -> {
                if (!result.path("success").asBoolean() && !gone(result)) {
                    throw refused(answer, result);
                }
            });
        }
    }

    private static boolean rolledBack(JsonNode result) {
        return code(result).equals("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    }

    private static boolean gone(JsonNode result) {
        return code(result).equals("ENTITY_IS_DELETED") || code(result).equals("NOT_FOUND");
    }

    private static String code(JsonNode result) {
        return Json.text(result.path("errors").path(0), "statusCode");
    }

    private static OrgException refused(Http.Answer answer, JsonNode result) {
        return Refusals.of(
                answer.operation(),
                answer.host(),
                new Refusals.Said(code(result), Json.text(result.path("errors").path(0), "message")));
    }
}
