package io.sluice.rehearsal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.records.Soql;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /services/data}: versions, queries and sObjects; deploy requests are passed on. */
public final class RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OLDEST = 31;

    private final OrgState state;
    private final Records records;
    private final DeployResource deploys;
    private final ToolingSource tooling;
    private final RestSource rest;
    private final double newest;

    public RestApi(OrgState state, Records records, DeployResource deploys, JobBoard jobs, double newest) {
        this.state = state;
        this.records = records;
        this.deploys = deploys;
        this.tooling = new ToolingSource(jobs, records);
        this.rest = new RestSource(jobs, records);
        this.newest = newest;
    }

    /** {@code GET /services/data}, which needs no session. */
    public void versions(Call call) throws IOException {
        List<Map<String, String>> out = new ArrayList<>();
        for (int v = OLDEST; v <= newest; v++) {
            out.add(Map.of("label", "API " + v, "url", "/services/data/v" + v + ".0", "version", v + ".0"));
        }
        call.json(200, out);
    }

    /** Everything below a version. */
    public void handle(Call call, Users.User user) throws IOException {
        String[] path = call.path().substring("/services/data/".length()).split("/");
        String version = path[0].startsWith("v") ? path[0].substring(1) : "";
        if (!version.matches("\\d+\\.0")
                || Double.parseDouble(version) > newest
                || Double.parseDouble(version) < OLDEST) {
            notFound(call);
            return;
        }
        String resource = path.length < 2 ? "" : path[1];
        try {
            switch (resource) {
                case "" -> call.json(200, resources(version));
                case "query" -> query(call, rest, version);
                case "tooling" -> {
                    if (path.length == 3 && path[2].equals("query")) {
                        query(call, tooling, version);
                    } else if (path.length == 5 && path[2].equals("sobjects") && path[4].equals("describe")) {
                        Map<String, Object> described = state.read(
                                () -> tooling.describe(path[3], version).orElse(null));
                        if (described == null) {
                            notFound(call);
                        } else {
                            call.json(200, described);
                        }
                    } else {
                        notFound(call);
                    }
                }
                case "sobjects" -> sobjects(call, path, user);
                case "metadata" -> deploys.handle(call, path, user, version);
                default -> notFound(call);
            }
        } catch (RecordProblem e) {
            call.json(
                    e.status(),
                    List.of(Map.of("message", e.getMessage(), "errorCode", e.code(), "fields", e.fields())));
        } catch (JsonProcessingException e) {
            call.error(400, "JSON_PARSER_ERROR", e.getOriginalMessage());
        }
    }

    private static Map<String, String> resources(String version) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String name : List.of("metadata", "query", "sobjects", "tooling")) {
            out.put(name, "/services/data/v" + version + "/" + name);
        }
        return out;
    }

    private void query(Call call, Soql.Source source, String version) throws IOException, RecordProblem {
        String text = call.query().get("q");
        if (text == null) {
            call.error(400, "MALFORMED_QUERY", "unexpected token: '<EOF>'");
            return;
        }
        Soql.Result result = locked(() -> Soql.run(text, source, version), false);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("totalSize", result.totalSize());
        out.put("done", true);
        out.put("records", result.records());
        call.json(200, out);
    }

    private void sobjects(Call call, String[] path, Users.User user) throws IOException, RecordProblem {
        String object = path.length > 2 ? path[2] : "";
        if (path.length == 3 && call.method().equals("POST")) {
            Map<String, Object> fields = fields(call);
            saved(call, locked(() -> new Records.Saved(records.create(object, fields, user.id()), true), true));
        } else if (path.length == 4 && path[3].equals("describe")) {
            call.json(200, locked(() -> records.describe(object), false));
        } else if (path.length == 4 || path.length == 5) {
            String field = path.length == 4 ? "Id" : path[3];
            row(call, object, field, Call.plain(path[path.length - 1].replace("+", "%2B")), user);
        } else {
            notFound(call);
        }
    }

    private void row(Call call, String object, String field, String value, Users.User user)
            throws IOException, RecordProblem {
        // The JDK's own client can't send PATCH with every method; Salesforce takes this parameter for it.
        String method = call.query().getOrDefault("_HttpMethod", call.method());
        switch (method) {
            case "GET" -> {
                Map<String, Object> row = locked(
                                () -> records.find(object, field, value).<Map<String, Object>>map(LinkedHashMap::new),
                                false)
                        .orElse(null);
                if (row == null) {
                    notFound(call);
                } else {
                    Map<String, Object> out = new LinkedHashMap<>();
                    out.put(
                            "attributes",
                            Map.of("type", object, "url", "/services/data/sobjects/" + object + "/" + row.get("Id")));
                    out.putAll(row);
                    call.json(200, out);
                }
            }
            case "PATCH" -> {
                Map<String, Object> fields = fields(call);
                Records.Saved saved = locked(() -> records.upsert(object, field, value, fields, user.id()), true);
                if (field.equals("Id")) {
                    call.reply(204, "application/json", new byte[0]);
                } else {
                    saved(call, saved);
                }
            }
            case "DELETE" -> {
                locked(
                        () -> {
                            Map<String, Object> row = records.find(object, field, value)
                                    .orElseThrow(() -> new RecordProblem(
                                            404, "NOT_FOUND", "The requested resource does not exist"));
                            records.delete(object, (String) row.get("Id"));
                            return null;
                        },
                        true);
                call.reply(204, "application/json", new byte[0]);
            }
            default ->
                call.error(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "HTTP Method '" + method + "' not allowed. Allowed are GET,PATCH,DELETE");
        }
    }

    private static Map<String, Object> fields(Call call) throws IOException {
        return JSON.readValue(call.text(), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static void saved(Call call, Records.Saved saved) throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", saved.id());
        out.put("success", true);
        out.put("errors", List.of());
        out.put("created", saved.created());
        call.json(saved.created() ? 201 : 200, out);
    }

    private static void notFound(Call call) throws IOException {
        call.error(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private interface Work<T> {
        T run() throws RecordProblem;
    }

    private <T> T locked(Work<T> work, boolean change) throws RecordProblem {
        List<RecordProblem> problem = new ArrayList<>();
        java.util.function.Supplier<T> act = () -> {
            try {
                return work.run();
            } catch (RecordProblem e) {
                problem.add(e);
                return null;
            }
        };
        T result = change ? state.change(act) : state.read(act);
        if (!problem.isEmpty()) {
            throw problem.get(0);
        }
        return result;
    }
}
