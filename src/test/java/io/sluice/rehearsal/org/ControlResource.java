package io.sluice.rehearsal.org;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.metadata.Reference;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /rehearsal/}: what no Salesforce org has - faults to order, steps, and editing files as a developer would. */
final class ControlResource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILES = "/rehearsal/files/";

    private final RehearsalOrg org;
    private final FaultOrder faults;

    ControlResource(RehearsalOrg org, FaultOrders orders) {
        this.org = org;
        this.faults = new FaultOrder(orders);
    }

    void handle(Call call) throws IOException {
        try {
            if (call.path().startsWith(FILES)) {
                file(call, Call.plain(call.path().substring(FILES.length()).replace("+", "%2B")));
            } else {
                other(call);
            }
        } catch (JsonProcessingException e) {
            call.json(400, Map.of("error", e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            call.json(400, Map.of("error", e.getMessage()));
        }
    }

    private void file(Call call, String path) throws IOException {
        String user = call.query().getOrDefault("user", "");
        switch (call.method()) {
            case "GET" -> {
                Optional<byte[]> content = org.content(path);
                if (content.isPresent()) {
                    call.reply(200, "application/octet-stream", content.get());
                } else {
                    call.json(404, Map.of("error", "There is no file " + path + " in this org"));
                }
            }
            case "PUT" -> {
                org.putFile(path, call.body().readAllBytes(), named(user));
                call.json(200, Map.of("saved", path));
            }
            case "DELETE" -> {
                org.removeFile(path, named(user));
                call.json(200, Map.of("removed", path));
            }
            default -> call.json(405, Map.of("error", "Known are GET, PUT and DELETE of a file"));
        }
    }

    private static String named(String user) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("Say who edits: ?user=, a username or a name");
        }
        return user;
    }

    private void other(Call call) throws IOException {
        switch (call.method() + " " + call.path()) {
            case "POST /rehearsal/faults" -> {
                faults.place(org.faults(), JSON.readTree(call.text()));
                call.json(200, Map.of("ordered", true));
            }
            case "POST /rehearsal/step" -> {
                org.step();
                call.json(200, Map.of("stepped", true));
            }
            case "GET /rehearsal/deployments" ->
                call.json(
                        200,
                        org.deployments().stream().map(ControlResource::json).toList());
            case "GET /rehearsal/books" ->
                call.json(
                        200,
                        Map.of(
                                "requests", org.books().requests(),
                                "atWork",
                                        org.books().spans().stream()
                                                .map(span -> List.of(
                                                        span.from().toString(),
                                                        span.to().toString()))
                                                .toList()));
            case "GET /rehearsal/dangling" ->
                call.json(
                        200, org.dangling().stream().map(ControlResource::json).toList());
            default ->
                call.json(
                        404,
                        Map.of(
                                "error",
                                "Known are POST faults, POST step, GET deployments, GET books, GET dangling, and GET, PUT and"
                                        + " DELETE of files/{path}"));
        }
    }

    private static Map<String, Object> json(Reference r) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("from", r.owner());
        out.put("missing", r.type() + ":" + r.fullName());
        out.put("line", r.line());
        out.put("column", r.column());
        out.put("problem", r.problem());
        return out;
    }

    private static Map<String, Object> json(DeployJobView d) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", d.id());
        out.put("checkOnly", d.checkOnly());
        out.put("status", d.status());
        out.put("testLevel", d.testLevel());
        out.put("componentsTotal", d.componentsTotal());
        out.put("componentsDeployed", d.componentsDeployed());
        out.put("componentErrors", d.componentErrors());
        out.put("zipSha256", d.zipSha256());
        out.put("user", d.user());
        out.put("created", d.created().toString());
        out.put("completed", d.completed().map(Instant::toString).orElse(null));
        return out;
    }
}
