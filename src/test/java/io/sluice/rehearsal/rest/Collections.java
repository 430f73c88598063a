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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
        List<Row> rows = new ArrayList<>();
        boolean allOrNone;
        if (call.method().equals("DELETE")) {
            allOrNone = call.query().getOrDefault("allOrNone", "false").equals("true");
            for (String id :
                    limited(List.of(call.query().getOrDefault("ids", "").split(",")))) {
                rows.add(new Row(id.length() < 3 ? "" : ofId(id), () -> {
                    records.delete(records.objectOf(id), id);
                    return new Records.Saved(id, false);
                }));
            }
        } else {
            JsonNode body = JSON.readTree(call.text());
            allOrNone = body.path("allOrNone").asBoolean();
            List<JsonNode> sent = new ArrayList<>();
            body.path("records").forEach(sent::add);
            Set<String> keys = new HashSet<>();
            for (JsonNode row : limited(sent)) {
                rows.add(new Row(
                        row.path("attributes").path("type").asText(),
                        () -> save(call.method(), path, row, user, keys)));
            }
        }
        // One change of the org: its state is written once, and nobody sees a part.
        call.json(200, api.locked(() -> saved(rows, allOrNone), true));
    }

    /** A row that is to be changed. */
    private record Row(String object, RestApi.Work<Records.Saved> work) {}

    private String ofId(String id) {
        try {
            return records.objectOf(id);
        } catch (RecordProblem unknown) {
            // The row itself says so.
            return "";
        }
    }

    private List<Map<String, Object>> saved(List<Row> rows, boolean allOrNone) throws RecordProblem {
        Map<String, List<Map<String, Object>>> before = new LinkedHashMap<>();
        if (allOrNone) {
            rows.forEach(row -> before.computeIfAbsent(row.object(), records::snapshot));
        }
        List<Map<String, Object>> out = new ArrayList<>();
        for (Row row : rows) {
            out.add(one(row.work()));
        }
        if (allOrNone && out.stream().anyMatch(row -> row.get("success").equals(false))) {
            before.forEach(records::back);
            out.replaceAll(row -> row.get("success").equals(true)
                    ? refused(new RecordProblem(
                            400,
                            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                            "Record rolled back because not all records were valid and the request was using"
                                    + " AllOrNone header"))
                    : row);
        }
        return out;
    }

    private static <T> List<T> limited(List<T> rows) throws RecordProblem {
        if (rows.size() > MOST) {
            throw new RecordProblem(
                    400, "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200 records in this call");
        }
        return rows;
    }

    private Records.Saved save(String method, String[] path, JsonNode row, Users.User user, Set<String> keys)
            throws RecordProblem {
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
        if (!keys.add(String.valueOf(id).toLowerCase(Locale.ROOT))) {
            throw new RecordProblem(400, "DUPLICATE_VALUE", "Duplicate external id specified: " + id, field);
        }
        return records.upsert(object, field, String.valueOf(id), fields, user.id());
    }

    private static Map<String, Object> one(RestApi.Work<Records.Saved> work) {
        try {
            Records.Saved saved = work.run();
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("id", saved.id());
            out.put("success", true);
            out.put("errors", List.of());
            out.put("created", saved.created());
            return out;
        } catch (RecordProblem e) {
            return refused(e);
        }
    }

    private static Map<String, Object> refused(RecordProblem e) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("success", false);
        out.put("errors", List.of(Map.of("statusCode", e.code(), "message", e.getMessage(), "fields", e.fields())));
        return out;
    }
}
