package io.sluice.rehearsal.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /tooling/sobjects}: reads and edits code, one class, trigger, page or component, as the Developer Console. */
public final class ApexResource {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Tooling object to the field that holds its source; the metadata types have the same names. */
    private static final Map<String, String> SOURCE =
            Map.of("ApexClass", "Body", "ApexTrigger", "Body", "ApexPage", "Markup", "ApexComponent", "Markup");

    private static final Map<String, String> SUFFIX = Map.of(
            "ApexClass", "classes/%s.cls",
            "ApexTrigger", "triggers/%s.trigger",
            "ApexPage", "pages/%s.page",
            "ApexComponent", "components/%s.component");
    private static final Pattern NAME = Pattern.compile("(?i)\\b(?:class|interface|enum|trigger)\\s+(\\w+)");

    private final OrgState state;
    private final MetadataPart metadata;
    private final boolean sandbox;
    private final Clock clock;

    public ApexResource(OrgState state, MetadataPart metadata, boolean sandbox, Clock clock) {
        this.state = state;
        this.metadata = metadata;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    static boolean knows(String object) {
        return SOURCE.containsKey(object);
    }

    private Map<String, Object> row(Component c) {
        String source = new String(c.files().get(c.path()), StandardCharsets.UTF_8);
        String companion = c.files().containsKey(c.path() + "-meta.xml")
                ? new String(c.files().get(c.path() + "-meta.xml"), StandardCharsets.UTF_8)
                : "";
        var version = Pattern.compile("<apiVersion>(\\d+\\.\\d)</apiVersion>").matcher(companion);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", c.audit().id());
        out.put("Name", c.fullName());
        out.put("NamespacePrefix", null);
        out.put("ApiVersion", version.find() ? Double.valueOf(version.group(1)) : null);
        out.put("Status", companion.contains("<status>Inactive") ? "Inactive" : "Active");
        out.put("IsValid", true);
        out.put(SOURCE.get(c.type().xmlName()), source);
        out.put(
                "LengthWithoutComments",
                source.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "").length());
        out.put("CreatedById", c.audit().createdBy());
        out.put("CreatedDate", Times.rest(c.audit().createdDate().toEpochMilli()));
        out.put("LastModifiedById", c.audit().modifiedBy());
        out.put("LastModifiedDate", Times.rest(c.audit().modifiedDate().toEpochMilli()));
        out.put("SystemModstamp", Times.rest(c.audit().modifiedDate().toEpochMilli()));
        return out;
    }

    /** Answers a request for {@code object}, with an id or without. */
    void handle(Call call, String object, String id, Users.User user, String version)
            throws IOException, RecordProblem {
        String method = call.query().getOrDefault("_HttpMethod", call.method());
        if (id.isEmpty() && method.equals("POST")) {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("id", create(object, fields(call), user));
            out.put("success", true);
            out.put("errors", List.of());
            call.json(201, out);
            return;
        }
        Component found = state.read(() -> find(object, id)).orElseThrow(ApexResource::gone);
        switch (method) {
            case "GET" -> {
                Map<String, Object> out = new LinkedHashMap<>();
                out.put(
                        "attributes",
                        Map.of(
                                "type",
                                object,
                                "url",
                                "/services/data/v" + version + "/tooling/sobjects/" + object + "/"
                                        + found.audit().id()));
                out.putAll(row(found));
                call.json(200, out);
            }
            case "PATCH" -> {
                save(found.fullName(), object, source(object, fields(call)), user);
                call.reply(204, "application/json", new byte[0]);
            }
            case "DELETE" -> {
                editable();
                state.change(() -> metadata.removeFile(found.path(), user.id(), clock.instant()));
                call.reply(204, "application/json", new byte[0]);
            }
            default ->
                call.error(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "HTTP Method '" + method + "' not allowed. Allowed are HEAD,GET,PATCH,DELETE");
        }
    }

    private Optional<Component> find(String object, String id) {
        String wanted = Ids.long18(id);
        return metadata.current().of(object).values().stream()
                .filter(c -> c.audit().id().equals(wanted))
                .findFirst();
    }

    private static RecordProblem gone() {
        return new RecordProblem(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private static Map<String, Object> fields(Call call) throws IOException {
        return JSON.readValue(call.text(), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private String create(String object, Map<String, Object> fields, Users.User user) throws RecordProblem {
        String source = source(object, fields);
        String name = String.valueOf(fields.getOrDefault("Name", ""));
        if (name.isEmpty()) {
            var declared = NAME.matcher(source);
            name = declared.find() ? declared.group(1) : "";
        }
        if (!name.matches("[A-Za-z]\\w*")) {
            throw new RecordProblem(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name");
        }
        String fullName = name;
        if (state.read(() -> metadata.current().find(object, fullName)).isPresent()) {
            throw new RecordProblem(
                    400, "DUPLICATE_VALUE", "duplicate value found: Name duplicates value on record with id", "Name");
        }
        save(fullName, object, source, user);
        return state.read(() ->
                metadata.current().find(object, fullName).orElseThrow().audit().id());
    }

    private static String source(String object, Map<String, Object> fields) throws RecordProblem {
        String field = SOURCE.get(object);
        if (!(fields.get(field) instanceof String text)) {
            throw new RecordProblem(
                    400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field + "]", field);
        }
        return text;
    }

    private void save(String fullName, String object, String source, Users.User user) throws RecordProblem {
        editable();
        state.change(() -> metadata.putFile(
                SUFFIX.get(object).formatted(fullName),
                source.getBytes(StandardCharsets.UTF_8),
                user.id(),
                clock.instant()));
    }

    /** Code comes into a production org by deployments only. */
    private void editable() throws RecordProblem {
        if (!sandbox) {
            throw new RecordProblem(
                    400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "Can't alter metadata in an active org");
        }
    }
}
