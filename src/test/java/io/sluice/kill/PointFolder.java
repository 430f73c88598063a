package io.sluice.kill;

import io.sluice.kill.point.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The harness's side of {@link Points}: says where nodes are to stand still, and learns where they do. */
final class PointFolder {

    private final Path folder;

    /** Forgets what an earlier run left there. */
    PointFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            for (String name : List.of(Points.PASSED, Points.ARMED, Points.REACHED)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** A process that stands still, where, and with which change; empty for none. */
    record Standing(long pid, String point, String change) {}

    Path path() {
        return folder;
    }

    /** Every point that was passed until now. */
    List<String> passed() {
        try {
            return Files.readAllLines(folder.resolve(Points.PASSED)).stream()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Waits until the first thread of all nodes comes to one of the points; empty where none does in time. */
    Optional<Standing> await(List<String> points, Duration most) {
        Path armed = folder.resolve(Points.ARMED);
        Path said = folder.resolve(Points.REACHED);
        try {
            Files.deleteIfExists(said);
            Files.write(folder.resolve("arming"), points);
            Files.move(folder.resolve("arming"), armed, StandardCopyOption.ATOMIC_MOVE);
            long until = System.nanoTime() + most.toNanos();
            // Whoever takes it in the last moment is waited for.
            while (System.nanoTime() < until || !Files.deleteIfExists(armed)) {
                if (Files.exists(said)) {
                    return Optional.of(standing(Files.readString(said).split("\n", 3)));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Standing standing(String[] lines) {
        return new Standing(Long.parseLong(lines[0]), lines[1], lines[2]);
    }

    private UncheckedIOException unusable(IOException e) {
        return new UncheckedIOException("The folder of the points cannot be used: " + folder, e);
    }
}
