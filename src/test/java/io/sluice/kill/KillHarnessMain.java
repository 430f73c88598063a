package io.sluice.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * {@code ./mvnw -q spring-boot:test-run@kill-harness -Dsluice.kill.runs=200}: runs the harness and writes what came out into
 * {@code docs/kill-harness.md}. Ends with exit code 1 where something was lost, doubled or stuck.
 */
final class KillHarnessMain {

    private static final Path PAGE = Path.of("docs", "kill-harness.md");
    private static final int AT_ONCE = 5;
    private static final String BEGIN = "<!-- written by the command above -->\n";

    private KillHarnessMain() {}

    public static void main(String[] args) throws IOException {
        int runs = Integer.getInteger("sluice.kill.runs", 200);
        int minutes = Integer.getInteger("sluice.kill.minutes", 60);
        long given = Long.getLong("sluice.kill.seed", 0);
        long seed = given == 0 ? System.nanoTime() % 1_000_000 : given;
        KillHarness.say("seed %d, at least %d runs", seed, runs);
        HarnessResult result;
        try (KillHarness harness = new KillHarness(seed, AT_ONCE, true)) {
            result = harness.result();
            List<String> points = harness.passedUndisturbed();
            KillHarness.say("%d named points", points.size());
            harness.startFaster();
            harness.run(KillOrders.all(points, 10, new Random(seed)), runs, Duration.ofMinutes(minutes));
            harness.checkAll();
        }
        String text = Files.readString(PAGE);
        Files.writeString(PAGE, text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + "\n" + result.table());
        KillHarness.say("%s", result.table());
        System.exit(result.faults().isEmpty() ? 0 : 1);
    }
}
