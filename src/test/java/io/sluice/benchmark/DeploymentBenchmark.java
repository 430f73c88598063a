package io.sluice.benchmark;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.ManifestXml;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * What it costs to bring components from one org to another by a change request, beyond what the orgs need themselves, beside the
 * Salesforce CLI that retrieves, validates and deploys the same components; and how often orgs are asked while many jobs wait.
 * Sluice (with a heap of 512 MB), each org and PostgreSQL are processes of their own.
 *
 * <p>Arguments: the sizes, otherwise 100 1000 5000; {@code waiting} among them measures the jobs that wait, as no argument does.
 */
final class DeploymentBenchmark {

    private static final String WAITING = "waiting";
    private static final String HEAP = "-Xmx512m";
    private static final int TICK = 100;
    private static final int WARM_UP = 50;
    private static final int[] JOBS = {1, 100, 1000};
    private static final int SETTLE_SECONDS = 20;
    private static final int WATCH_SECONDS = 20;
    private static final Path RECORDS = Path.of("salesforce");

    private final Path work;

    private DeploymentBenchmark(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        List<String> wanted = args.length == 0 ? List.of("100", "1000", "5000", WAITING) : List.of(args);
        for (String each : wanted) {
            Path work = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "deployment-benchmark-");
            try {
                DeploymentBenchmark benchmark = new DeploymentBenchmark(work);
                if (each.equals(WAITING)) {
                    benchmark.waiting();
                } else {
                    benchmark.deploy(Integer.parseInt(each));
                }
            } finally {
                FileSystemUtils.deleteRecursively(work);
            }
        }
        System.exit(0);
    }

    private void deploy(int size) throws Exception {
        SortedSet<Component> warmUp = DeploymentFiles.write(work.resolve("source"), "Warm", WARM_UP);
        SortedSet<Component> components = DeploymentFiles.write(work.resolve("source"), "", size);
        for (String org : List.of("source", "target")) {
            FileSystemUtils.copyRecursively(RECORDS, work.resolve(org));
        }
        double sluice = bySluice(warmUp, components);
        if (BenchmarkCli.isInstalled()) {
            double cli = byCli(components);
            say("%,d components: Sluice needs %.2f times what the CLI needs beyond the orgs", size, sluice / cli);
        } else {
            say("The Salesforce CLI is not installed; src/test/conformance/install.sh does it where npm is reachable");
        }
    }

    private double bySluice(SortedSet<Component> warmUp, SortedSet<Component> components) throws Exception {
        try (EmbeddedPostgres postgres = BenchmarkSluice.postgres();
                Program.Org source = Program.org(work, "source", true, TICK);
                Program.Org target = Program.org(work, "target", false, TICK);
                Program sluice = application(postgres, source, target)) {
            DeploymentWalk people = new DeploymentWalk(address(sluice));
            people.walk(warmUp);
            ask(sluice, 1, "heap");
            Usage before = Usage.of(sluice.handle());
            long asked = OrgBooks.of(source.address(), target.address()).requests();
            Instant begun = Instant.now();
            String change = people.walk(components);
            OrgBooks.Span whole = new OrgBooks.Span(begun, Instant.now());
            Usage after = Usage.of(sluice.handle());
            String heap = ask(sluice, 2, "heap");
            OrgBooks books = OrgBooks.of(source.address(), target.address());
            List<Job> jobs = jobs(postgres, change);
            double steps = books.beyond(
                    jobs.stream().filter(Job::isOneOfThree).map(Job::span).toList());
            say(
                    "%,d components by Sluice: %.1f s, %.1f s of them beyond the orgs; the whole process",
                    components.size(), whole.seconds(), books.beyond(List.of(whole)));
            for (Job job : jobs) {
                say(
                        "    %s: %.1f s, %.1f s beyond",
                        job.kind(), job.span().seconds(), books.beyond(List.of(job.span())));
            }
            say(
                    "    retrieve, validate and deploy: %.1f s beyond the orgs; CPU of the whole process %.1f s, memory at most"
                            + " %d MB, heap %s MB, %d requests",
                    steps, after.cpu() - before.cpu(), after.memory(), heap, books.requests() - asked);
            return steps;
        }
    }

    private Program application(EmbeddedPostgres postgres, Program.Org source, Program.Org target) throws IOException {
        return Program.start(
                work.resolve("sluice.log"),
                Program.options(HEAP),
                DeploymentApplication.class,
                postgres.getJdbcUrl("postgres", "postgres"),
                source.address().toString(),
                target.address().toString());
    }

    private static URI address(Program sluice) throws IOException {
        return URI.create("http://localhost:" + sluice.awaits("READY ").split(" ")[1]);
    }

    private static String ask(Program sluice, int number, String line) throws IOException {
        sluice.tell(line);
        return sluice.awaits("ANSWER " + number + " ").split(" ", 3)[2];
    }

    /** A remote job, from when it was asked for until its result was written down. */
    private record Job(String kind, OrgBooks.Span span) {

        boolean isOneOfThree() {
            return List.of("retrieve", "validate", "deploy").contains(kind);
        }
    }

    private static List<Job> jobs(EmbeddedPostgres postgres, String change) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var query = connection.prepareStatement(
                        "select kind, requested_at, ended_at from sluice.remote_job where change_request = ? order by position")) {
            query.setString(1, change);
            ResultSet row = query.executeQuery();
            List<Job> jobs = new ArrayList<>();
            while (row.next()) {
                jobs.add(new Job(
                        row.getString("kind"),
                        new OrgBooks.Span(instant(row, "requested_at"), instant(row, "ended_at"))));
            }
            return jobs;
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private double byCli(SortedSet<Component> components) throws Exception {
        Path project = work.resolve("cli");
        try (Program.Org source = Program.org(work, "source", true, TICK);
                Program.Org target = Program.org(work, "target", false, TICK)) {
            BenchmarkCli cli = new BenchmarkCli(project);
            Files.writeString(
                    project.resolve("package.xml"),
                    ManifestXml.write(Manifest.of(BenchmarkSluice.API_VERSION, components)));
            cli.logIn("source", source.address());
            cli.logIn("target", target.address());
            Usage before = cli.used();
            long asked = OrgBooks.of(source.address(), target.address()).requests();
            List<OrgBooks.Span> steps = new ArrayList<>();
            for (String command : List.of(
                    "project retrieve start --target-org source",
                    "project deploy validate --test-level RunLocalTests --target-org target",
                    "project deploy start --test-level RunLocalTests --target-org target")) {
                Instant begun = Instant.now();
                cli.sf(command + " --manifest package.xml --wait 60");
                steps.add(new OrgBooks.Span(begun, Instant.now()));
            }
            OrgBooks books = OrgBooks.of(source.address(), target.address());
            double beyond = books.beyond(steps);
            say(
                    "%,d components by the CLI: %.1f s, %.1f s of them beyond the orgs; CPU %.1f s, memory at most %d MB, %d"
                            + " requests",
                    components.size(),
                    steps.stream().mapToDouble(OrgBooks.Span::seconds).sum(),
                    beyond,
                    cli.used().cpu() - before.cpu(),
                    cli.used().memory(),
                    books.requests() - asked);
            return beyond;
        }
    }

    /** How often the orgs are asked and what it costs while so many jobs wait, by their state. */
    private void waiting() throws Exception {
        for (String org : List.of("source", "target")) {
            FileSystemUtils.copyRecursively(RECORDS, work.resolve(org));
        }
        for (String state : List.of("running", "queued")) {
            try (EmbeddedPostgres postgres = BenchmarkSluice.postgres();
                    Program.Org source = Program.org(work, "source", true, TICK);
                    Program.Org target = Program.org(work, "target", false, TICK);
                    Program sluice = application(postgres, source, target)) {
                address(sluice);
                OrgBooks.hold(source.address(), true);
                OrgBooks.hold(target.address(), true);
                int requested = 0;
                for (int n = 0; n < JOBS.length; n++) {
                    ask(sluice, n + 1, state + " " + (JOBS[n] - requested));
                    requested = JOBS[n];
                    pause(SETTLE_SECONDS + requested / 20);
                    watch(sluice, state, requested, source.address(), target.address());
                }
            }
        }
    }

    private static void watch(Program sluice, String state, int jobs, URI... orgs)
            throws IOException, InterruptedException {
        Usage before = Usage.of(sluice.handle());
        long asked = OrgBooks.of(orgs).requests();
        long begun = System.nanoTime();
        pause(WATCH_SECONDS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long requests = OrgBooks.of(orgs).requests() - asked;
        double cpu = Usage.of(sluice.handle()).cpu() - before.cpu();
        say(
                "%,d jobs %s: %.1f requests a second to both orgs, %.1f %% of a processor",
                jobs, state, requests / seconds, 100 * cpu / seconds);
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void say(String words, Object... values) {
        System.out.println(words.formatted(values));
    }
}
