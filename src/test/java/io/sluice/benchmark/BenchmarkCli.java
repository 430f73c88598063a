package io.sluice.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The Salesforce CLI in a project folder of its own, each command a process of its own, as people run it. */
public final class BenchmarkCli {

    private static final Path PACKAGES =
            Path.of("target/conformance/npm/node_modules").toAbsolutePath();
    private static final Path CLI = PACKAGES.resolve("@salesforce/cli/bin/run.js");
    private static final Path NODE = PACKAGES.resolve("node/bin/node");

    private final Path work;

    private Usage used = Usage.NONE;

    /** @param work the project's folder, which is made */
    public BenchmarkCli(Path work) throws IOException {
        this.work = work;
        Files.createDirectories(work.resolve("home"));
        Files.createDirectories(work.resolve("force-app"));
        Files.writeString(
                work.resolve("sfdx-project.json"),
                "{\"packageDirectories\":[{\"path\":\"force-app\",\"default\":true}],\"sourceApiVersion\":\""
                        + BenchmarkSluice.API_VERSION + "\"}");
    }

    /** Whether the conformance run has installed it. */
    public static boolean isInstalled() {
        return Files.exists(CLI);
    }

    /** Logs in to a rehearsal org. */
    public void logIn(String alias, URI org) throws IOException, InterruptedException {
        sf(
                Map.of("SF_ACCESS_TOKEN", OrgSession.of(org)),
                "org login access-token --no-prompt --alias " + alias + " --instance-url " + org);
    }

    /** Runs one command, which has to succeed. */
    public void sf(String command) throws IOException, InterruptedException {
        sf(Map.of(), command);
    }

    private void sf(Map<String, String> environment, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(NODE.toString(), CLI.toString()));
        words.addAll(List.of(command.split(" ")));
        run(environment, words, 0);
    }

    /** Any other program in the project's folder. */
    public void run(List<String> command, int wanted) throws IOException, InterruptedException {
        run(Map.of(), command, wanted);
    }

    /** What all commands together used; the last few milliseconds of each are not seen. */
    Usage used() {
        return used;
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
                        "SF_USE_GENERIC_UNIX_KEYCHAIN", "true",
                        "SF_ORG_API_VERSION", BenchmarkSluice.API_VERSION));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Usage most = Usage.NONE;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            most = most.orMore(Usage.of(process.toHandle()));
        }
        used = used.then(most);
        int code = process.exitValue();
        if (code != wanted) {
            String said = Files.readString(log.toPath());
            throw new IllegalStateException(
                    command.get(1) + " ended with " + code + ": " + said.substring(0, Math.min(2000, said.length())));
        }
    }
}
