package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.DeployOptions;
import io.sluice.rehearsal.jobs.DeployView;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.Refused;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The SOAP operations about deployments. */
final class DeploySoap {
    /** The most bytes of one SOAP message. */
    static final int MESSAGE = 52_428_800;

    private static final Set<String> OPERATIONS =
            Set.of("deploy", "checkDeployStatus", "cancelDeploy", "deployRecentValidation");

    private final OrgState state;
    private final JobBoard jobs;

    DeploySoap(OrgState state, JobBoard jobs) {
        this.state = state;
        this.jobs = jobs;
    }

    /** The whole message; refused when it is too long. */
    static byte[] message(Call call) throws Refused, IOException {
        byte[] message = call.body().readNBytes(MESSAGE + 1);
        if (message.length > MESSAGE) {
            throw new Refused(
                    "EXCEEDED_MAX_SIZE_REQUEST",
                    "Maximum size of request reached. Maximum size of request is " + MESSAGE + " bytes.");
        }
        return message;
    }

    boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    /** The result of one of the operations. */
    String answer(XmlNode operation, Users.User user, double api) throws Refused, IOException {
        return switch (operation.name()) {
            case "deploy" -> deploy(operation, user, api);
            case "checkDeployStatus" -> status(operation, api);
            case "cancelDeploy" -> cancel(operation, user, api);
            default -> quick(operation, user, api);
        };
    }

    private String deploy(XmlNode operation, Users.User user, double api) throws Refused, IOException {
        XmlNode o = operation.child("DeployOptions").orElse(XmlNode.of("DeployOptions", List.of()));
        byte[] zip = bytes(operation.childText("ZipFile"));
        DeployOptions options = new DeployOptions(
                is(o, "allowMissingFiles"),
                is(o, "autoUpdatePackage"),
                is(o, "checkOnly"),
                is(o, "ignoreWarnings"),
                is(o, "performRetrieve"),
                is(o, "purgeOnDelete"),
                is(o, "rollbackOnError"),
                is(o, "singlePackage"),
                o.childText("testLevel").isEmpty() ? null : o.childText("testLevel"),
                o.all("runTests").stream().map(XmlNode::text).toList());
        Path file = jobs.incoming();
        try {
            Files.write(file, zip);
            DeployJob job = changed(() -> jobs.deploy(file, sha256(zip), options, user, api));
            return new ResultXml("result")
                    .add("done", false)
                    .add("id", job.id())
                    .add("state", "Queued")
                    .end();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static byte[] bytes(String base64) throws Refused {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Refused("INVALID_OPERATION", "ZipFile is not base64: " + e.getMessage());
        }
    }

    private static boolean is(XmlNode options, String name) {
        return options.childText(name).equals("true");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String status(XmlNode operation, double api) throws Refused {
        DeployView view = new DeployView(
                api, is(operation, "includeDetails"), at -> at == 0 ? null : Times.soap(Instant.ofEpochMilli(at)));
        Optional<Map<String, Object>> found = state.read(
                () -> jobs.deploy(operation.childText("asyncProcessId")).map(view::of));
        Map<String, Object> result = found.orElseThrow(DeploySoap::unknown);
        result.computeIfPresent("status", (name, status) -> jobs.shown((String) status));
        return new ResultXml("result").addAll(result).end();
    }

    private static Refused unknown() {
        return new Refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }

    private String cancel(XmlNode operation, Users.User user, double api) throws Refused {
        DeployJob job = changed(() -> {
            // Whatever its name: jsforce calls it otherwise than the WSDL, and Salesforce takes both.
            String id =
                    operation.children().stream().findFirst().map(XmlNode::text).orElse("");
            DeployJob found = jobs.deploy(id).orElseThrow(() -> new Refused("INVALID_ID_FIELD", "Invalid deploy ID"));
            jobs.cancel(found, user, api);
            return found;
        });
        return new ResultXml("result")
                .add("done", job.done())
                .add("id", job.id())
                .end();
    }

    private String quick(XmlNode operation, Users.User user, double api) throws Refused {
        String id = operation.childText("validationId");
        DeployJob job = changed(() -> jobs.deployValidation(id, user, api)
                .orElseThrow(() -> new Refused("INVALID_ID_FIELD", "Invalid deploy ID")));
        return "<result>" + job.id() + "</result>";
    }

    private interface Act<T> {
        T run() throws Refused;
    }

    private <T> T changed(Act<T> act) throws Refused {
        Refused[] refused = new Refused[1];
        T result = state.change(() -> {
            try {
                return act.run();
            } catch (Refused e) {
                refused[0] = e;
                return null;
            }
        });
        if (refused[0] != null) {
            throw refused[0];
        }
        return result;
    }
}
