package io.sluice.kill;

import io.sluice.FreePort;
import io.sluice.SluiceApplication;
import io.sluice.kill.point.PointedApplication;
import io.sluice.kill.point.Points;
import io.sluice.kill.point.Standby;
import io.sluice.remotejob.PointedRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sluice as a process of its own, set up by environment variables as an installation is. */
final class ApplicationProcess implements AutoCloseable {

    static final String ADMIN = "admin";
    static final String ADMIN_PASSWORD = "Lock-and-gate-1";

    private static final String KEY = "kill:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static final String BACK_OFF = "sluice.dispatcher.back-off";
    /** So that a trouble of some seconds becomes an incident. */
    private static final String FEW_TRIES = "200ms,300ms,500ms,500ms,500ms";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final JavaProcess process;
    private final URI address;
    private final @Nullable Path begin;

    private ApplicationProcess(JavaProcess process, URI address, @Nullable Path begin) {
        this.process = process;
        this.address = address;
        this.begin = begin;
    }

    /** Starts it and waits until it takes requests. */
    static ApplicationProcess start(Database database) {
        return start(
                "application", SluiceApplication.class, JavaProcess.without(List.of()), List.of(), Map.of(), database);
    }

    /** The class path of what stands still at named points. */
    static String pointedClassPath() {
        return JavaProcess.without(List.of(
                PointedApplication.class,
                Points.class,
                Standby.class,
                PointedRoom.class,
                PointedRoom.table(),
                PointedRoom.kinds(),
                PointedRoom.owners()));
    }

    /** Starts a node that stands still at named points, which are kept in a folder, and waits until it takes requests. */
    static ApplicationProcess startPointed(String name, Path points, ClassArchive classes, Database database) {
        return start(
                name,
                PointedApplication.class,
                classes.classPath(),
                classes.options(),
                Map.of(Points.FOLDER, points.toString(), BACK_OFF, FEW_TRIES),
                database);
    }

    /** Starts such a node, which loads everything, and waits with its work until {@link #begin}. */
    static ApplicationProcess startStandby(String name, Path points, ClassArchive classes, Database database) {
        Path begin = points.resolve("begin-" + COUNT.incrementAndGet());
        return launch(
                name,
                PointedApplication.class,
                classes.classPath(),
                classes.options(),
                Map.of(Points.FOLDER, points.toString(), BACK_OFF, FEW_TRIES, Standby.FILE, begin.toString()),
                database,
                begin);
    }

    private static ApplicationProcess start(
            String name,
            Class<?> main,
            String classPath,
            List<String> options,
            Map<String, String> more,
            Database database) {
        ApplicationProcess application = launch(name, main, classPath, options, more, database, null);
        application.awaitReady();
        return application;
    }

    private static ApplicationProcess launch(
            String name,
            Class<?> main,
            String classPath,
            List<String> options,
            Map<String, String> more,
            Database database,
            @Nullable Path begin) {
        int port = FreePort.find();
        Map<String, String> settings = quick(port);
        settings.putAll(more);
        JavaProcess process = JavaProcess.start(program(name, main, classPath, options, settings, database));
        return new ApplicationProcess(process, URI.create("http://localhost:" + port), begin);
    }

    /** Waits until one that stands by has loaded everything. */
    void awaitLoaded() {
        Path loaded = Standby.loaded(Objects.requireNonNull(begin, "it does not stand by"));
        Wait.until("the application stands by, see " + process.log(), () -> !process.isAlive() || Files.exists(loaded));
    }

    /** Lets one that stands by begin its work, and waits until it takes requests. */
    void begin() {
        try {
            Files.createFile(Objects.requireNonNull(begin, "it does not stand by"));
        } catch (IOException e) {
            throw new UncheckedIOException("It cannot be told to begin", e);
        }
        awaitReady();
    }

    private void awaitReady() {
        try {
            Wait.untilWithoutProblem(
                    "the application answers, see " + process.log(), () -> !process.isAlive() || isReady());
            if (!process.isAlive()) {
                throw new IllegalStateException("The application ended while it started, see " + process.log());
            }
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static JavaProcess.Program program(
            String name,
            Class<?> main,
            String classPath,
            List<String> options,
            Map<String, String> settings,
            Database database) {
        return new JavaProcess.Program(
                name,
                classPath,
                options,
                main,
                List.of(),
                settings,
                Map.of(
                        "SLUICE_DATABASE_URL",
                        database.url(),
                        "SLUICE_DATABASE_USER",
                        "postgres",
                        "SLUICE_DATABASE_PASSWORD",
                        "postgres",
                        "SLUICE_ENCRYPTION_KEY",
                        KEY,
                        "SLUICE_ADMIN_ID",
                        ADMIN,
                        "SLUICE_ADMIN_PASSWORD",
                        ADMIN_PASSWORD));
    }

    /** What an installation waits for in seconds and minutes, in parts of a second. */
    private static Map<String, String> quick(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", String.valueOf(port));
        settings.put("sluice.dispatcher.lease", "4s");
        settings.put("sluice.dispatcher.pause", "100ms");
        settings.put("sluice.dispatcher.stopped-pause", "200ms");
        settings.put(BACK_OFF, "200ms" + ",500ms".repeat(30));
        settings.put("sluice.salesforce.deploy-timeout", "3s");
        settings.put("sluice.dispatcher.grace", "1s");
        settings.put("sluice.dispatcher.unsure-period", "4s");
        settings.put("sluice.deployment.lost-look-pause", "500ms");
        settings.put("camunda.bpm.job-execution.wait-time-in-millis", "100");
        settings.put("camunda.bpm.job-execution.max-wait", "500");
        settings.put("camunda.bpm.job-execution.lock-time-in-millis", "5000");
        settings.put(
                "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle", "PT1S" + ",PT2S".repeat(30));
        settings.put("logging.level.root", "warn");
        settings.put("logging.level.io.sluice", "info");
        settings.put("spring.main.banner-mode", "off");
        return settings;
    }

    private boolean isReady() throws IOException, InterruptedException {
        return http.send(
                                HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it in order, as an operator does. */
    void end() {
        process.end();
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
