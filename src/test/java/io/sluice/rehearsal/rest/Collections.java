package io.sluice.rehearsal.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code composite/sobjects}: creates, changes, upserts or deletes up to 200 rows; each stands for itself. */
final class Collections {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 200;

    private final RestApi api;
    private final Records records;

    Collections(RestApi api, Records records) {
        this.api = api;
        this.records = records;
    }

    void handle(Call call, String[] path, Users.User user) throws IOException, RecordProblem {
        if (path.length < 3 || !path[2].equals("sobjects")) {
            call.error(404, "NOT_FOUND", "The requested resource does not exist");
            return;
        }
        List<Map<String, Object>> out = new ArrayList<>();
        if (call.method().equals("DELETE")) {
            for (String id :
                    limited(List.of(call.query().getOrDefault("ids", "").split(",")))) {
                out.add(one(() -> {
                    String object = records.objectOf(id);
                    records.delete(object, id);
                    return new Records.Saved(id, false);
                }));
            }
        } else {
            JsonNode body = JSON.readTree(call.text());
            if (body.path("allOrNone").asBoolean()) {
                throw new RecordProblem(
                        400, "INVALID_INPUT", "The rehearsal org does not know allOrNone: send it as false");
            }
            List<JsonNode> rows = new ArrayList<>();
            body.path("records").forEach(rows::add);
            for (JsonNode row : limited(rows)) {
                out.add(one(() -> save(call.method(), path, row, user)));
            }
        }
        call.json(200, out);
    }

    private static <T> List<T> limited(List<T> rows) throws RecordProblem {
        if (rows.size() > MOST) {
            throw new RecordProblem(
                    400, "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200 records in this call");
        }
        return rows;
    }

    private Records.Saved save(String method, String[] path, JsonNode row, Users.User user) throws RecordProblem {
        String object = row.path("attributes").path("type").asText();
        Map<String, Object> fields = JSON.convertValue(row, new TypeReference<LinkedHashMap<String, Object>>() {});
        if (method.equals("POST")) {
            return new Records.Saved(records.create(object, fields, user.id()), true);
        }
        String field = path.length == 5 ? path[4] : "Id";
        Object id = fields.remove(field) != null ? row.path(field).asText() : fields.remove("id");
        if (id == null) {
            throw new RecordProblem(400, "MISSING_ARGUMENT", "Id not specified in an update call");
        }
        return records.upsert(object, field, String.valueOf(id), fields, user.id());
    }

    private Map<String, Object> one(RestApi.Work<Records.Saved> work) {
        Map<String, Object> out = new LinkedHashMap<>();
        try {
            Records.Saved saved = api.locked(work, true);
            out.put("id", saved.id());
            out.put("success", true);
            out.put("errors", List.of());
            out.put("created", saved.created());
        } catch (RecordProblem e) {
            out.put("success", false);
            out.put("errors", List.of(Map.of("statusCode", e.code(), "message", e.getMessage(), "fields", e.fields())));
        }
        return out;
    }
}
