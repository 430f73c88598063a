package io.sluice.rehearsal.rest;

import java.time.Clock;
import java.time.Duration;

/** The API requests of the last 24 hours by the org's clock; nobody is refused for them. */
public final class ApiUsage {
    static final int MAX = 100_000;

    private final Clock clock;
    private long begun;
    private int requests;

    public ApiUsage(Clock clock) {
        this.clock = clock;
        this.begun = clock.millis();
    }

    /** Counts one request. */
    public synchronized void count() {
        if (clock.millis() - begun >= Duration.ofHours(24).toMillis()) {
            begun = clock.millis();
            requests = 0;
        }
        requests++;
    }

    synchronized int remaining() {
        return Math.max(0, MAX - requests);
    }

    /** What the header {@code Sforce-Limit-Info} says. */
    public synchronized String header() {
        return "api-usage=" + requests + "/" + MAX;
    }
}
