package io.sluice.kill.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;

/** Holds a node that has loaded everything and done nothing yet, until a file says that it is to begin. */
public final class Standby implements SmartLifecycle {

    /** System property with that file; without it nothing is held. */
    public static final String FILE = "sluice.kill.standby";

    private volatile boolean running;

    @Override
    public void start() {
        String named = System.getProperty(FILE);
        if (named != null) {
            hold(Path.of(named));
        }
        running = true;
    }

    private static void hold(Path begin) {
        try {
            Files.createFile(loaded(begin));
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody learns that it stands by", e);
        }
        while (!Files.exists(begin)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** The file that is there as soon as everything is loaded. */
    public static Path loaded(Path begin) {
        return Path.of(begin + ".loaded");
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
