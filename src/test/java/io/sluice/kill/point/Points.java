package io.sluice.kill.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The named points of a running application. Each is written to the file {@code passed} when it is passed for the first time. Where
 * the file {@code armed} names points, one a line, the first thread of all nodes that comes to one of them stands still for good,
 * so that its process can be killed exactly there; the file {@code reached} then says which process, at which point, and with
 * which change.
 */
public final class Points {

    public static final String ARMED = "armed";
    public static final String REACHED = "reached";
    public static final String PASSED = "passed";
    /** System property with the folder of these files; without it no point does anything. */
    public static final String FOLDER = "sluice.kill.points";

    private static final @Nullable Path folder = folder();
    private static final Set<String> passed = ConcurrentHashMap.newKeySet();

    private Points() {}

    private static @Nullable Path folder() {
        String named = System.getProperty(FOLDER);
        return named == null ? null : Path.of(named);
    }

    /** @param change number of the change request that is moved; empty where there is none */
    public static void at(String point, String change) {
        Path at = folder;
        if (at == null) {
            return;
        }
        try {
            if (passed.add(point)) {
                Files.writeString(
                        at.resolve(PASSED), point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            if (Files.readAllLines(at.resolve(ARMED)).contains(point)) {
                // One of all threads and nodes wins the move.
                Files.move(at.resolve(ARMED), at.resolve(ARMED + ".taken"), StandardCopyOption.ATOMIC_MOVE);
                Path said = at.resolve(REACHED + "." + ProcessHandle.current().pid());
                Files.writeString(
                        said,
                        String.join("\n", String.valueOf(ProcessHandle.current().pid()), point, change));
                Files.move(said, at.resolve(REACHED), StandardCopyOption.ATOMIC_MOVE);
                standStill();
            }
        } catch (NoSuchFileException e) {
            // Nothing is armed, or somebody else took it.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the points cannot be used: " + at, e);
        }
    }

    private static void standStill() {
        while (true) {
            LockSupport.park();
        }
    }
}
