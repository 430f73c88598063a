package io.sluice.inventory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Carries refreshes out while the application runs. */
final class RefreshThreads implements Refreshes, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RefreshThreads.class);
    private static final long LONGEST_STOP_MILLIS = 5_000;

    private final InventoryRows rows;
    private final Refresh refresh;
    private final InventorySettings settings;
    private final Semaphore bell;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** @param bell gets a permit with each refresh that was asked for on this node */
    RefreshThreads(InventoryRows rows, Refresh refresh, InventorySettings settings, Semaphore bell, Clock clock) {
        this.rows = rows;
        this.refresh = refresh;
        this.settings = settings;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public int step() {
        int done = 0;
        for (String environment : rows.waiting(clock.instant())) {
            if (refresh.run(environment)) {
                done++;
            }
        }
        return done;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.background();
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        for (int i = 1; i <= settings.threads(); i++) {
            Thread thread = new Thread(this::work, "sluice-inventory-" + i);
            // A hanging call to an org must not keep the application from ending; its lease runs out.
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void work() {
        String lastProblem = null;
        while (running) {
            try {
                if (bell.tryAcquire(settings.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
                while (running && step() > 0) {
                    lastProblem = null;
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                lastProblem = logNew(e, lastProblem);
            }
        }
    }

    private static String logNew(RuntimeException e, @Nullable String lastProblem) {
        String problem = e.getClass().getName() + ": " + e.getMessage();
        if (!Objects.equals(problem, lastProblem)) {
            log.error("The refresh of inventories met a problem and tries again: {}", problem, e);
        }
        return problem;
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(LONGEST_STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
