package io.sluice.kill;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Orgs that lose answers, end sessions and stall, one trouble after the other. Ends with orgs that behave. */
final class Weather implements AutoCloseable {

    private static final List<Map<String, ?>> TROUBLES = List.of(
            Map.of("silentAfterDeploy", 1),
            Map.of("dropBeforeDeploy", 1),
            Map.of("dropAfterDeploy", 1),
            Map.of("endSessions", true),
            Map.of("holdJobs", true),
            Map.of("unavailable", 1),
            request("dropAfter", "retrieve"),
            request("dropAfter", "checkRetrieveStatus"),
            request("sessionExpired", "deployStatus"),
            request("dropAfter", "deployStatus"),
            request("badGateway", "query"));

    private final List<OrgProcess> orgs;
    private final Random random;
    private final Thread thread = new Thread(this::blow, "weather");
    private volatile boolean over;

    Weather(List<OrgProcess> orgs, long seed) {
        this.orgs = orgs;
        this.random = new Random(seed);
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<String, ?> request(String fault, String on) {
        return Map.of("requests", List.of(Map.of("fault", fault, "on", on, "times", 1)));
    }

    private void blow() {
        while (!over) {
            OrgProcess org = orgs.get(random.nextInt(orgs.size()));
            Map<String, ?> trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
            org.order(trouble);
            pause(500 + random.nextInt(2000));
            if (trouble.containsKey("holdJobs")) {
                org.order(Map.of("holdJobs", false));
            }
            pause(random.nextInt(2500));
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        orgs.forEach(OrgProcess::behave);
    }
}
