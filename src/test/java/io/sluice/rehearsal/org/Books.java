package io.sluice.rehearsal.org;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that the org itself needed: from when a request came until it was answered, and from when a job was asked for until it
 * was done, whether or not anybody looked. What a client needs beyond is its own.
 */
final class Books {
    private final Object lock = new Object();
    private final Clock clock;
    private final List<Span> spans = new ArrayList<>();
    private int answering;
    private boolean working;
    private Instant since;
    private long requests;

    Books(Clock clock) {
        this.clock = clock;
    }

    /** A time without a pause. */
    record Span(Instant from, Instant to) {}

    void asked() {
        synchronized (lock) {
            requests++;
            answering++;
            look();
        }
    }

    void answered() {
        synchronized (lock) {
            answering--;
            look();
        }
    }

    /** @param working whether some job is not done */
    void jobs(boolean working) {
        synchronized (lock) {
            this.working = working;
            look();
        }
    }

    private void look() {
        boolean busy = working || answering > 0;
        if (busy && since == null) {
            since = clock.instant();
        } else if (!busy && since != null) {
            spans.add(new Span(since, clock.instant()));
            since = null;
        }
    }

    /** All spans so far, the one that goes on until now. */
    List<Span> spans() {
        synchronized (lock) {
            List<Span> out = new ArrayList<>(spans);
            if (since != null) {
                out.add(new Span(since, clock.instant()));
            }
            return out;
        }
    }

    /** How many requests came, log-ins included. */
    long requests() {
        synchronized (lock) {
            return requests;
        }
    }
}
