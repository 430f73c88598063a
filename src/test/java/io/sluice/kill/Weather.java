package io.sluice.kill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Orgs that lose answers, end sessions and stall, one trouble after the other and each as often as any other. Ends with orgs that
 * behave.
 */
final class Weather implements AutoCloseable {

    private static final String HOLD = "holdJobs";
    private static final String REFUSE = "refuseLogin";
    /** Longer than a job is tried again by itself. */
    private static final int TOO_LONG = 4_000;

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("lost answer: a deploy request never arrives", request("dropBefore", "deploy")),
            new Trouble(
                    "lost answer: a deploy request is taken, the connection breaks", request("dropAfter", "deploy")),
            new Trouble("lost answer: a deploy request is taken, no answer comes", request("silentAfter", "deploy")),
            new Trouble("lost answer: a retrieve is taken, the connection breaks", request("dropAfter", "retrieve")),
            new Trouble("lost answer: of a look at a retrieve", request("dropAfter", "checkRetrieveStatus")),
            new Trouble("lost answer: of a look at a deployment", request("dropAfter", "deployStatus")),
            new Trouble("sessions end, at any time", Map.of("endSessions", true)),
            new Trouble("sessions end, at a look at a deployment", request("sessionExpired", "deployStatus")),
            new Trouble("sessions end, at a deploy request", request("sessionExpired", "deploy")),
            new Trouble(
                    "the org lets nobody in, until somebody has to retry", Map.of("endSessions", true, REFUSE, true)),
            new Trouble("the org stalls: no job moves for a while", Map.of(HOLD, true)),
            new Trouble("an error page of a gateway", request("badGateway", "query")),
            new Trouble("an error page: not available", Map.of("unavailable", 1)));

    private final List<OrgProcess> orgs;
    private final Random random;
    private final Consumer<String> heard;
    private final Thread thread = new Thread(this::blow, "weather");
    private volatile boolean over;

    /** @param heard hears the name of each trouble as it comes */
    Weather(List<OrgProcess> orgs, long seed, Consumer<String> heard) {
        this.orgs = orgs;
        this.random = new Random(seed);
        this.heard = heard;
        thread.setDaemon(true);
        thread.start();
    }

    /** @param order in the words of the rehearsal org's README */
    private record Trouble(String name, Map<String, ?> order) {}

    static List<String> names() {
        return TROUBLES.stream().map(Trouble::name).toList();
    }

    /** Once, at the next request of that kind. */
    static Map<String, ?> request(String fault, String on) {
        return Map.of("requests", List.of(Map.of("fault", fault, "on", on, "times", 1)));
    }

    private void blow() {
        List<Trouble> left = new ArrayList<>();
        while (!over) {
            if (left.isEmpty()) {
                left.addAll(TROUBLES);
                Collections.shuffle(left, random);
            }
            Trouble trouble = left.remove(0);
            // Only in production is anything deployed.
            OrgProcess org = trouble.name().contains("deploy") ? orgs.get(0) : orgs.get(random.nextInt(orgs.size()));
            org.order(trouble.order());
            heard.accept(trouble.name());
            pause(trouble.order().containsKey(REFUSE) ? TOO_LONG : 500 + random.nextInt(1500));
            for (String lasting : List.of(HOLD, REFUSE)) {
                if (trouble.order().containsKey(lasting)) {
                    org.order(Map.of(lasting, false));
                }
            }
            pause(random.nextInt(2000));
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
