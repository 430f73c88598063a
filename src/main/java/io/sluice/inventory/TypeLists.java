package io.sluice.inventory;

import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lists types of one org, three at a time. One that fails does not lose the others. */
final class TypeLists {

    /** An org answers so many calls of one user at once without complaint. */
    private static final int AT_ONCE = 3;

    /** These say something of the org, not of the type that was asked for. */
    private static final Set<String> OF_THE_ORG =
            Set.of("NETWORK", "REQUEST_LIMIT_EXCEEDED", "INVALID_SESSION_ID", "SERVER_UNAVAILABLE", "ERROR_HTTP_503");

    /** So many of them in a row, and the org is given up for now. */
    private static final int GIVES_UP_AFTER = 5;

    private final OrgConnection org;
    private final Clock clock;
    private final Listed listed;
    private final Failed failed;

    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicReference<@Nullable String> gaveUp = new AtomicReference<>();

    /** What to do with the components of a type, as they were at that moment or later. */
    interface Listed {
        void take(String type, List<ListedComponent> components, Instant at);
    }

    /** What to do where a type could not be listed. */
    interface Failed {
        void take(String type, String said);
    }

    TypeLists(OrgConnection org, Clock clock, Listed listed, Failed failed) {
        this.org = org;
        this.clock = clock;
        this.listed = listed;
        this.failed = failed;
    }

    /** @return why it was given up, where it was */
    Optional<String> run(Collection<String> types) {
        BlockingQueue<String> open = new ArrayBlockingQueue<>(Math.max(1, types.size()), true, types);
        AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= Math.min(AT_ONCE, types.size()); i++) {
            Thread thread =
                    new Thread(() -> work(open, broken), Thread.currentThread().getName() + "-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            open.clear();
            Thread.currentThread().interrupt();
            return Optional.of("Sluice was stopped while it listed the org's components.");
        }
        RuntimeException exception = broken.get();
        if (exception instanceof ClaimLost lost) {
            throw lost;
        }
        if (exception != null) {
            throw new CompletionException(exception);
        }
        return Optional.ofNullable(gaveUp.get());
    }

    private void work(BlockingQueue<String> open, AtomicReference<@Nullable RuntimeException> broken) {
        try {
            for (String type = open.poll(); type != null && gaveUp.get() == null; type = open.poll()) {
                list(type);
            }
        } catch (RuntimeException e) {
            open.clear();
            broken.compareAndSet(null, e);
        }
    }

    private void list(String type) {
        Instant at = clock.instant();
        List<ListedComponent> components;
        try {
            components = org.list(type);
        } catch (OrgException e) {
            String said = String.valueOf(e.getMessage());
            failed.take(type, said);
            if (!OF_THE_ORG.contains(e.code())) {
                inARow.set(0);
            } else if (inARow.incrementAndGet() >= GIVES_UP_AFTER) {
                gaveUp.compareAndSet(null, said);
            }
            return;
        }
        inARow.set(0);
        listed.take(type, components, at);
    }
}
