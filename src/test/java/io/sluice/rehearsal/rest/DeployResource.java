package io.sluice.rehearsal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.DeployOptions;
import io.sluice.rehearsal.jobs.DeployView;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.Refused;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.io.BufferedOutputStream;
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

/** {@code /metadata/deployRequest}: start, status, cancel and quick deploy. */
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
        double api = Double.parseDouble(version);
        boolean quick = path.length == 4 && path[3].equals("validatedDeployRequestId");
        if (path.length < 3 || !path[2].equals("deployRequest") || path.length > 4) {
            call.error(404, "NOT_FOUND", "The requested resource does not exist");
        } else if ((path.length == 3 || quick) && call.method().equals("POST")) {
            if (call.header("Content-Type").startsWith("application/json")) {
                deployValidation(call, user, api);
            } else {
                start(call, user, api);
            }
        } else if (path.length == 4 && call.method().equals("GET")) {
            boolean details = "true".equals(call.query().get("includeDetails"));
            Optional<Map<String, Object>> answer =
                    state.read(() -> jobs.deploy(path[3]).map(j -> status(j, details, api)));
            if (answer.isPresent()) {
                call.json(200, shown(answer.get()));
            } else {
                call.error(404, "NOT_FOUND", "The requested resource does not exist");
            }
        } else if (path.length == 4 && call.method().equals("PATCH")) {
            cancel(call, path[3], user, api);
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
                .computeIfPresent("status", (name, status) -> jobs.shown((String) status));
        return answer;
    }

    /** Quick deploy: the same body at both addresses. */
    private void deployValidation(Call call, Users.User user, double api) throws IOException {
        String id = JSON.readTree(call.text()).path("validatedDeployRequestId").asText();
        Optional<Map<String, Object>> answer =
                state.change(() -> jobs.deployValidation(id, user, api).map(job -> status(job, false, api)));
        if (answer.isPresent()) {
            call.json(201, answer.get());
        } else {
            call.error(404, "NOT_FOUND", "The requested resource does not exist");
        }
    }

    private void start(Call call, Users.User user, double api) throws IOException {
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
                // The guide calls the part json, jsforce entity_content; Salesforce takes both.
                if (part.equals("json") || part.equals("entity_content")) {
                    ByteArrayOutputStream json = new ByteArrayOutputStream();
                    body.copyTo(json);
                    options = JSON.readTree(json.toByteArray()).get("deployOptions");
                } else if (part.equals("file")) {
                    try (OutputStream out =
                            new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(zip), digest))) {
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
                call.error(
                        400,
                        "EXCEEDED_MAX_SIZE_REQUEST",
                        "Maximum size of request reached. Maximum size of request is 52428800 bytes.");
            } else if (FaultOrders.due(faults.dropBeforeDeploy)) {
                call.drop();
            } else {
                accept(
                        call,
                        zip,
                        HexFormat.of().formatHex(digest.digest()),
                        JSON.treeToValue(options, DeployOptions.class),
                        user,
                        api);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private void accept(Call call, Path zip, String sha256, DeployOptions options, Users.User user, double api)
            throws IOException {
        List<Refused> refusals = new ArrayList<>();
        DeployJob job = state.change(() -> {
            try {
                return jobs.deploy(zip, sha256, options, user, api);
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
            call.json(201, state.read(() -> status(job, false, api)));
        }
    }

    private void cancel(Call call, String id, Users.User user, double api) throws IOException {
        JsonNode body = JSON.readTree(call.text());
        if (!body.path("deployResult").path("status").asText().equals("Canceling")) {
            call.error(400, "INVALID_OPERATION", "Only the status Canceling can be asked for");
            return;
        }
        List<Refused> refusals = new ArrayList<>();
        Optional<Map<String, Object>> answer =
                state.change(() -> jobs.deploy(id).map(job -> {
                    try {
                        jobs.cancel(job, user, api);
                    } catch (Refused e) {
                        refusals.add(e);
                    }
                    return status(job, false, api);
                }));
        if (answer.isEmpty()) {
            call.error(404, "INVALID_ID_FIELD", "Invalid deploy ID");
        } else if (!refusals.isEmpty()) {
            call.error(400, refusals.get(0).code(), refusals.get(0).getMessage());
        } else {
            call.json(202, answer.get());
        }
    }

    private static Map<String, Object> status(DeployJob job, boolean details, double api) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", job.id());
        out.put("validatedDeployRequestId", job.validationId());
        out.put("deployOptions", job.options());
        out.put("deployResult", RestDetails.added(new DeployView(api, details, Times::rest).of(job)));
        return out;
    }
}
