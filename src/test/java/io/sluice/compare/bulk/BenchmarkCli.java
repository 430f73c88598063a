package io.sluice.compare.bulk;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.ManifestXml;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people do without Sluice: the Salesforce CLI retrieves both orgs, one after the other, in as many manifests as the limit of
 * 10,000 files makes it, and git compares the folders.
 */
final class BenchmarkCli {

    private static final Path PACKAGES =
            Path.of("target/conformance/npm/node_modules").toAbsolutePath();
    private static final Path CLI = PACKAGES.resolve("@salesforce/cli/bin/run.js");
    private static final Path NODE = PACKAGES.resolve("node/bin/node");

    private final Path work;

    BenchmarkCli(Path work) {
        this.work = work;
    }

    static boolean isInstalled() {
        return Files.exists(CLI);
    }

    /** Seconds that both retrieves and the comparison take; the log-ins are not counted. */
    double run(URI source, URI target, List<List<Component>> chunks) throws IOException, InterruptedException {
        Files.createDirectories(work.resolve("home"));
        Files.writeString(
                work.resolve("sfdx-project.json"),
                "{\"packageDirectories\":[{\"path\":\"force-app\",\"default\":true}],\"sourceApiVersion\":\"62.0\"}");
        Files.createDirectories(work.resolve("force-app"));
        for (Map.Entry<String, URI> org :
                Map.of("source", source, "target", target).entrySet()) {
            sf(
                    Map.of("SF_ACCESS_TOKEN", BenchmarkFloor.session(org.getValue())),
                    "org login access-token --no-prompt --alias " + org.getKey() + " --instance-url " + org.getValue());
        }
        long begun = System.nanoTime();
        for (String org : List.of("source", "target")) {
            for (int n = 0; n < chunks.size(); n++) {
                Path manifest = work.resolve("package-" + n + ".xml");
                Files.writeString(manifest, ManifestXml.write(Manifest.of("62.0", chunks.get(n))));
                sf(
                        Map.of(),
                        "project retrieve start --manifest " + manifest + " --target-metadata-dir " + work.resolve(org)
                                + " --zip-file-name part" + n + " --unzip --wait 60 --target-org " + org);
            }
        }
        // Differences are no failure.
        run(Map.of(), List.of("git", "diff", "--no-index", "--stat", "source", "target"), 1);
        return (System.nanoTime() - begun) / 1e9;
    }

    private void sf(Map<String, String> environment, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(NODE.toString(), CLI.toString()));
        words.addAll(List.of(command.split(" ")));
        run(environment, words, 0);
    }

    private void run(Map<String, String> environment, List<String> command, int wanted)
            throws IOException, InterruptedException {
        File log = work.resolve("cli.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment()
                .putAll(Map.of(
                        "HOME", work.resolve("home").toString(),
                        "SF_DISABLE_TELEMETRY", "true",
                        "SF_AUTOUPDATE_DISABLE", "true",
                        "SF_SKIP_NEW_VERSION_CHECK", "true",
                        "SF_USE_GENERIC_UNIX_KEYCHAIN", "true"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        if (code != wanted) {
            String said = Files.readString(log.toPath());
            throw new IllegalStateException(
                    command.get(1) + " ended with " + code + ": " + said.substring(0, Math.min(2000, said.length())));
        }
    }
}
