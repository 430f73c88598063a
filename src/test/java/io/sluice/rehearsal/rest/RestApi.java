package io.sluice.rehearsal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.records.Soql;
import io.sluice.rehearsal.soap.MetadataSoap;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Permissions;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /services/data}: versions, queries and sObjects; deploy requests are passed on. */
public final class RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OLDEST = 31;

    private final OrgState state;
    private final Records records;
    private final DeployResource deploys;
    private final ToolingSource tooling;
    private final JobBoard jobs;
    private final Permissions permissions;
    private final ApexResource apex;
    private final Limits limits;
    private final Pages pages = new Pages();
    private final double newest;

    public RestApi(
            OrgState state,
            Records records,
            DeployResource deploys,
            JobBoard jobs,
            ApexResource apex,
            ApiUsage usage,
            Permissions permissions,
            double newest) {
        this.state = state;
        this.records = records;
        this.deploys = deploys;
        this.tooling = new ToolingSource(jobs, records);
        this.jobs = jobs;
        this.permissions = permissions;
        this.apex = apex;
        this.limits = new Limits(usage);
        this.newest = newest;
    }

    /** {@code GET /services/data}, which needs no session. */
    public void versions(Call call) throws IOException {
        call.json(200, Versions.list(OLDEST, newest));
    }

    /** Everything below a version. */
    public void handle(Call call, Users.User user) throws IOException {
        String[] path = call.path().substring("/services/data/".length()).split("/");
        String version = path[0].startsWith("v") ? path[0].substring(1) : "";
        if (!version.matches("\\d{1,3}\\.0") || Double.parseDouble(version) > newest) {
            notFound(call);
            return;
        }
        if (Double.parseDouble(version) < OLDEST) {
            call.error(410, "UNSUPPORTED_API_VERSION", Versions.tooOld(version, OLDEST));
            return;
        }
        if (!permissions.has(user, "ApiEnabled")) {
            call.error(403, "API_DISABLED_FOR_ORG", MetadataSoap.NO_API);
            return;
        }
        String resource = path.length < 2 ? "" : path[1];
        try {
            switch (resource) {
                case "" -> call.json(200, resources(version));
                case "query", "queryAll" ->
                    query(
                            call,
                            new RestSource(jobs, records, new PermissionAccess(permissions, user)),
                            path,
                            2,
                            version);
                case "tooling" -> {
                    if (path.length > 2 && path[2].equals("query")) {
                        query(call, tooling, path, 3, version);
                    } else if (path.length == 5 && path[2].equals("sobjects") && path[4].equals("describe")) {
                        Map<String, Object> described = state.read(
                                () -> tooling.describe(path[3], version).orElse(null));
                        if (described == null) {
                            notFound(call);
                        } else {
                            call.json(200, described);
                        }
                    } else if (path.length > 3 && path.length < 6 && ApexResource.knows(path[3])) {
                        apex.handle(call, path[3], path.length == 5 ? path[4] : "", user, version);
                    } else {
                        notFound(call);
                    }
                }
                case "sobjects" -> sobjects(call, path, user, version);
                case "composite" -> new Collections(this, records).handle(call, path, user);
                case "limits" -> call.json(200, limits.all());
                case "metadata" -> {
                    if (permissions.mayMetadata(user)) {
                        deploys.handle(call, path, user, version);
                    } else {
                        call.error(403, "INSUFFICIENT_ACCESS", MetadataSoap.NO_METADATA);
                    }
                }
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
        for (String name : List.of("composite", "limits", "metadata", "query", "queryAll", "sobjects", "tooling")) {
            out.put(name, "/services/data/v" + version + "/" + name);
        }
        return out;
    }

    private void query(Call call, Soql.Source source, String[] path, int locator, String version)
            throws IOException, RecordProblem {
        int size = Pages.size(call.header("Sforce-Query-Options"));
        String at = "/services/data/v" + version + "/"
                + String.join("/", List.of(path).subList(1, locator)) + "/";
        if (path.length > locator) {
            call.json(200, pages.next(Call.plain(path[locator]), at));
            return;
        }
        String text = call.query().get("q");
        if (text == null) {
            call.error(400, "MALFORMED_QUERY", "unexpected token: '<EOF>'");
            return;
        }
        if (call.query().getOrDefault("columns", "").equals("true")) {
            call.json(200, locked(() -> Soql.columns(text, source, version), false));
            return;
        }
        call.json(
                200,
                pages.first(
                        locked(() -> Soql.run(text, source, version, path[1].equals("queryAll")), false), size, at));
    }

    private void sobjects(Call call, String[] path, Users.User user, String version) throws IOException, RecordProblem {
        String object = path.length > 2 ? path[2] : "";
        if (path.length == 2) {
            call.json(200, locked(() -> new Describe(records, version).global(), false));
        } else if (path.length == 3 && call.method().equals("GET")) {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("objectDescribe", locked(() -> new Describe(records, version).brief(object), false));
            out.put("recentItems", List.of());
            call.json(200, out);
        } else if (path.length == 3 && call.method().equals("POST")) {
            Map<String, Object> fields = fields(call);
            saved(call, locked(() -> new Records.Saved(records.create(object, fields, user.id()), true), true));
        } else if (path.length == 4 && path[3].equals("describe")) {
            call.json(200, locked(() -> new Describe(records, version).whole(object), false));
        } else if (path.length == 4 || path.length == 5) {
            String field = path.length == 4 ? "Id" : path[3];
            row(call, object, field, Call.plain(path[path.length - 1].replace("+", "%2B")), user, version);
        } else {
            notFound(call);
        }
    }

    private void row(Call call, String object, String field, String value, Users.User user, String version)
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
                            Map.of(
                                    "type",
                                    object,
                                    "url",
                                    "/services/data/v" + version + "/sobjects/" + object + "/" + row.get("Id")));
                    String wanted = call.query().getOrDefault("fields", "");
                    row.keySet().retainAll(wanted.isEmpty() ? row.keySet() : wantedOf(object, wanted));
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

    private Set<String> wantedOf(String object, String fields) throws RecordProblem {
        Set<String> out = new LinkedHashSet<>(List.of(fields.split(",")));
        for (String field : out) {
            if (!records.hasField(object, field)) {
                throw new RecordProblem(
                        400, "INVALID_FIELD", "No such column '%s' on sobject of type %s".formatted(field, object));
            }
        }
        return out;
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

    /** Work that may be refused. */
    interface Work<T> {
        T run() throws RecordProblem;
    }

    <T> T locked(Work<T> work, boolean change) throws RecordProblem {
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
