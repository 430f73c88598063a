package io.sluice.rehearsal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.DeployMessage;
import io.sluice.rehearsal.jobs.DeployOptions;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.Refused;
import io.sluice.rehearsal.jobs.TestRun;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /metadata/deployRequest}: start, status and cancel. */
public final class DeployResource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ZIP_LIMIT = 39L * 1024 * 1024;

    private final OrgState state;
    private final JobBoard jobs;
    private final FaultOrders faults;

    public DeployResource(OrgState state, JobBoard jobs, FaultOrders faults) {
        this.state = state;
        this.jobs = jobs;
        this.faults = faults;
    }

    void handle(Call call, String[] path, Users.User user, String version) throws IOException {
        if (path.length < 3 || !path[2].equals("deployRequest") || path.length > 4) {
            call.error(404, "NOT_FOUND", "The requested resource does not exist");
        } else if (path.length == 3 && call.method().equals("POST")) {
            start(call, user);
        } else if (path.length == 4 && call.method().equals("GET")) {
            boolean details = "true".equals(call.query().get("includeDetails"));
            Optional<Map<String, Object>> answer =
                    state.read(() -> jobs.deploy(path[3]).map(j -> status(j, details)));
            if (answer.isPresent()) {
                call.json(200, shown(answer.get()));
            } else {
                call.error(404, "NOT_FOUND", "The requested resource does not exist");
            }
        } else if (path.length == 4 && call.method().equals("PATCH")) {
            cancel(call, path[3], user);
        } else {
            call.error(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "HTTP Method '" + call.method() + "' not allowed. Allowed are GET,POST,PATCH");
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> shown(Map<String, Object> answer) {
        ((Map<String, Object>) answer.get("deployResult"))
                .computeIfPresent("status", (name, status) -> faults.shown((String) status));
        return answer;
    }

    private void start(Call call, Users.User user) throws IOException {
        String type = call.header("Content-Type");
        if (!type.startsWith("multipart/form-data")) {
            call.error(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "A deploy request is multipart/form-data with the parts json and file");
            return;
        }
        Path zip = jobs.incoming();
        try {
            JsonNode options = null;
            long size = -1;
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Multipart body = new Multipart(call.body(), type);
            for (String part = body.next(); part != null; part = body.next()) {
                if (part.equals("json")) {
                    ByteArrayOutputStream json = new ByteArrayOutputStream();
                    body.copyTo(json);
                    options = JSON.readTree(json.toByteArray()).get("deployOptions");
                } else if (part.equals("file")) {
                    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(zip), digest)) {
                        size = body.copyTo(out);
                    }
                } else {
                    body.copyTo(OutputStream.nullOutputStream());
                }
            }
            if (options == null || size < 0) {
                call.error(
                        400,
                        "INVALID_MULTIPART_REQUEST",
                        options == null ? "The part json with deployOptions is missing" : "The part file is missing");
            } else if (size > ZIP_LIMIT) {
                call.error(400, "LIMIT_EXCEEDED", "The zip has " + size + " bytes; at most 39 MB are allowed");
            } else if (FaultOrders.due(faults.dropBeforeDeploy)) {
                call.drop();
            } else {
                accept(
                        call,
                        zip,
                        HexFormat.of().formatHex(digest.digest()),
                        JSON.treeToValue(options, DeployOptions.class),
                        user);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private void accept(Call call, Path zip, String sha256, DeployOptions options, Users.User user) throws IOException {
        List<Refused> refusals = new ArrayList<>();
        DeployJob job = state.change(() -> {
            try {
                return jobs.deploy(zip, sha256, options, user);
            } catch (Refused e) {
                refusals.add(e);
                return null;
            }
        });
        if (!refusals.isEmpty()) {
            call.error(400, refusals.get(0).code(), refusals.get(0).getMessage());
        } else if (FaultOrders.due(faults.dropAfterDeploy)) {
            call.drop();
        } else if (FaultOrders.due(faults.silentAfterDeploy)) {
            // Neither answered nor closed: the client waits until it gives up or dies.
            return;
        } else {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("id", job.id());
            out.put("validatedDeployRequestId", null);
            out.put("deployOptions", job.options());
            out.put("deployResult", state.read(() -> result(job, false)));
            call.json(201, out);
        }
    }

    private void cancel(Call call, String id, Users.User user) throws IOException {
        JsonNode body = JSON.readTree(call.text());
        if (!body.path("deployResult").path("status").asText().equals("Canceling")) {
            call.error(400, "INVALID_OPERATION", "Only the status Canceling can be asked for");
            return;
        }
        List<Refused> refusals = new ArrayList<>();
        Optional<Map<String, Object>> answer =
                state.change(() -> jobs.deploy(id).map(job -> {
                    try {
                        jobs.cancel(job, user);
                    } catch (Refused e) {
                        refusals.add(e);
                    }
                    return status(job, false);
                }));
        if (answer.isEmpty()) {
            call.error(404, "INVALID_ID_FIELD", "Invalid deploy ID");
        } else if (!refusals.isEmpty()) {
            call.error(400, refusals.get(0).code(), refusals.get(0).getMessage());
        } else {
            call.json(202, answer.get());
        }
    }

    private static Map<String, Object> status(DeployJob job, boolean details) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", job.id());
        out.put("validatedDeployRequestId", null);
        out.put("deployOptions", job.options());
        out.put("deployResult", result(job, details));
        return out;
    }

    private static Map<String, Object> result(DeployJob job, boolean details) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", job.id());
        out.put("status", job.status());
        out.put("done", job.done());
        out.put("success", job.status().equals("Succeeded") || job.status().equals("SucceededPartial"));
        out.put("checkOnly", job.options().checkOnly());
        out.put("ignoreWarnings", job.options().ignoreWarnings());
        out.put("rollbackOnError", job.options().rollbackOnError());
        out.put(
                "runTestsEnabled",
                job.options().testLevel() != null && !job.options().testLevel().equals("NoTestRun"));
        out.put("createdBy", job.user());
        out.put("createdByName", job.userName());
        out.put("createdDate", Times.rest(job.created()));
        out.put("startDate", Times.rest(job.started()));
        out.put("completedDate", Times.rest(job.completed()));
        out.put("lastModifiedDate", Times.rest(job.modified()));
        out.put("errorMessage", job.errorMessage());
        out.put("errorStatusCode", job.errorCode());
        out.put("stateDetail", job.stateDetail());
        out.put("canceledBy", job.canceledBy());
        out.putAll(job.counters());
        if (details) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put(
                    "componentFailures",
                    job.failures().stream().map(m -> message(job, m)).toList());
            List<Map<String, Object>> good = new ArrayList<>();
            job.successes().forEach(m -> good.add(message(job, m)));
            if (job.done() && !job.successes().isEmpty()) {
                good.add(message(
                        job,
                        new DeployMessage(
                                "",
                                "package.xml",
                                "package.xml",
                                null,
                                false,
                                true,
                                false,
                                true,
                                null,
                                null,
                                null,
                                null)));
            }
            all.put("componentSuccesses", good);
            all.put("retrieveResult", null);
            all.put("runTestResult", tests(job.tests()));
            out.put("details", all);
        }
        return out;
    }

    private static Map<String, Object> message(DeployJob job, DeployMessage m) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("componentType", m.componentType());
        out.put("fullName", m.fullName());
        out.put("fileName", m.fileName());
        out.put("id", m.id());
        out.put("created", m.created());
        out.put("changed", m.changed());
        out.put("deleted", m.deleted());
        out.put("success", m.success());
        out.put("problem", m.problem());
        out.put("problemType", m.problemType());
        out.put("lineNumber", m.lineNumber());
        out.put("columnNumber", m.columnNumber());
        out.put("warning", "Warning".equals(m.problemType()));
        out.put("requiresProductionTestRun", m.componentType().startsWith("Apex"));
        out.put("createdDate", Times.rest(job.completed()));
        return out;
    }

    private static Map<String, Object> tests(TestRun run) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("numTestsRun", run.methods());
        out.put("numFailures", run.failures().size());
        out.put("totalTime", run.methods() * 25.0);
        out.put("failures", run.failures().stream().map(f -> test(f, true)).toList());
        out.put("successes", run.successes().stream().map(f -> test(f, false)).toList());
        List<Map<String, Object>> coverage = new ArrayList<>();
        for (TestRun.Coverage c : run.coverage()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", c.name());
            one.put("namespace", null);
            one.put("type", c.type());
            one.put("numLocations", c.lines());
            one.put("numLocationsNotCovered", c.notCovered());
            one.put("locationsNotCovered", List.of());
            coverage.add(one);
        }
        out.put("codeCoverage", coverage);
        List<Map<String, Object>> warnings = new ArrayList<>();
        for (String w : run.warnings()) {
            int bar = w.lastIndexOf('|');
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("message", w.substring(0, bar));
            one.put("name", bar == w.length() - 1 ? null : w.substring(bar + 1));
            one.put("namespace", null);
            warnings.add(one);
        }
        out.put("codeCoverageWarnings", warnings);
        out.put("flowCoverage", List.of());
        out.put("flowCoverageWarnings", List.of());
        return out;
    }

    private static Map<String, Object> test(TestRun.Result r, boolean failed) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", r.className());
        out.put("methodName", r.methodName());
        out.put("namespace", null);
        out.put("time", 25.0);
        if (failed) {
            out.put("message", r.message());
            out.put("stackTrace", r.stackTrace());
            out.put("type", "Class");
        }
        return out;
    }
}
