package io.sluice.kill.point;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Holds a node that has loaded everything and done nothing yet, until a file says that it is to begin. */
public final class Standby implements SmartLifecycle {

    /** System property with that file; without it nothing is held. */
    public static final String FILE = "sluice.kill.standby";

    private volatile boolean running;

    @Override
    public void start() {
        String named = System.getProperty(FILE);
        @Nullable Path file = named == null ? null : Path.of(named);
        while (file != null && !Files.exists(file)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before whatever takes requests or moves jobs. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
