package io.sluice.remotejob;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Calls the dispatcher again and again while the application runs. */
@Component
class DispatcherThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DispatcherThreads.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final LeasedDispatcher dispatcher;
    private final Bell bell;
    private final RemoteJobsSettings settings;
    private final Bell leaseBell = new Bell();
    private final List<Thread> dispatching = new ArrayList<>();
    private @Nullable Thread leases;
    private volatile boolean running;

    DispatcherThreads(LeasedDispatcher dispatcher, Bell bell, RemoteJobsSettings settings) {
        this.dispatcher = dispatcher;
        this.bell = bell;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        for (int i = 1; i <= settings.threads(); i++) {
            dispatching.add(begin("sluice-dispatcher-" + i, bell, settings.pause(), this::dispatch));
        }
        leases = begin("sluice-dispatcher-leases", leaseBell, settings.lease().dividedBy(4), this::renewLeases);
    }

    private Duration dispatch() {
        return dispatcher.step() > 0 ? Duration.ZERO : dispatcher.quietFor(settings.pause());
    }

    private Duration renewLeases() {
        dispatcher.renewLeases();
        return settings.lease().dividedBy(4);
    }

    /** @param pause after a problem */
    private Thread begin(String name, Bell wakes, Duration pause, Work work) {
        Thread thread = new Thread(() -> run(wakes, pause, work), name);
        // A hanging call to an org must not keep the application from ending; its lease runs out.
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(Bell wakes, Duration pause, Work work) {
        String lastProblem = null;
        try {
            while (running) {
                long heard = wakes.count();
                Duration wait = pause;
                try {
                    wait = work.done();
                    lastProblem = null;
                } catch (RuntimeException e) {
                    lastProblem = logNew(e, lastProblem);
                }
                if (!wait.isZero() && running) {
                    wakes.await(heard, wait);
                }
            }
        } catch (InterruptedException e) {
            log.debug("Asked to stop while waiting", e);
        }
    }

    private static String logNew(RuntimeException e, @Nullable String lastProblem) {
        String problem = e.getClass().getName() + ": " + e.getMessage();
        if (!Objects.equals(problem, lastProblem)) {
            log.error("The dispatcher of remote jobs met a problem and tries again: {}", problem, e);
        }
        return problem;
    }

    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        bell.ring();
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        try {
            for (Thread thread : dispatching) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    log.warn("{} is still waiting for an org; its job goes on after the lease", thread.getName());
                }
            }
            // Last, so that what is still being worked on kept its lease.
            leaseBell.ring();
            if (leases != null) {
                leases.join(LONGEST_STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dispatching.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private interface Work {

        /** Does it; how long to wait before it is done again. */
        Duration done();
    }
}
