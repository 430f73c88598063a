package io.sluice.rehearsal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock of an org, and its memory on disk. A change becomes visible to others, and is on disk as a whole, when
 * its block ends: every changed part goes into a new file (a large one adds its changes to a file), then one index file
 * that names and counts them is moved into place.
 * Killed at any moment, the org finds the state before or after the change, never a mixture.
 */
public final class OrgState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "state.json";

    private final ReentrantLock lock = new ReentrantLock();
    private final Optional<Path> folder;
    private final List<Part> parts;
    private final Map<String, Long> saved = new HashMap<>();
    private final Map<String, PartLog> logs = new HashMap<>();

    public OrgState(Optional<Path> folder, List<Part> parts) {
        this.folder = folder;
        this.parts = List.copyOf(parts);
        folder.ifPresent(f -> parts.forEach(p -> {
            if (p instanceof LoggedPart logged) {
                logs.put(p.name(), new PartLog(f, logged));
            }
        }));
    }

    /** Reads the state that an earlier run left; false when there is none. */
    public boolean restore() {
        if (folder.isEmpty() || !Files.exists(folder.get().resolve(INDEX))) {
            return false;
        }
        try {
            JsonNode index = JSON.readTree(folder.get().resolve(INDEX).toFile());
            for (Part part : parts) {
                JsonNode version = index.get(part.name());
                PartLog log = logs.get(part.name());
                if (version != null && log != null) {
                    log.restore(version);
                    saved.put(part.name(), part.version());
                } else if (version != null && part instanceof WholePart whole) {
                    whole.load(JSON.readTree(file(part.name(), version.asLong()).toFile()));
                    part.version(version.asLong());
                    saved.put(part.name(), version.asLong());
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The state in " + folder.get() + " can't be read; delete that folder to begin anew", e);
        }
    }

    /** Looks at the state while nobody changes it. */
    public <T> T read(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the state; saved when the outermost block ends without an exception. */
    public <T> T change(Supplier<T> act) {
        lock.lock();
        try {
            T result = act.get();
            if (lock.getHoldCount() == 1) {
                store();
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #change(Supplier)}, without a result. */
    public void change(Runnable act) {
        change(() -> {
            act.run();
            return null;
        });
    }

    private void store() {
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder.get());
            ObjectNode index = JSON.createObjectNode();
            boolean changed = false;
            for (Part part : parts) {
                boolean due = !Long.valueOf(part.version()).equals(saved.get(part.name()));
                changed |= due;
                PartLog log = logs.get(part.name());
                if (due && log != null) {
                    log.save();
                } else if (due && part instanceof WholePart whole) {
                    write(file(part.name(), part.version()), JSON.writeValueAsBytes(whole.save()));
                }
                if (log != null) {
                    index.set(part.name(), log.index());
                } else {
                    index.put(part.name(), part.version());
                }
            }
            if (changed) {
                Path next = folder.get().resolve(INDEX + ".new");
                write(next, JSON.writeValueAsBytes(index));
                Files.move(
                        next,
                        folder.get().resolve(INDEX),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                forget();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The org's state can't be written to " + folder.get(), e);
        }
    }

    private void forget() throws IOException {
        Set<String> kept = new HashSet<>();
        for (Part part : parts) {
            saved.put(part.name(), part.version());
            PartLog log = logs.get(part.name());
            kept.addAll(
                    log != null
                            ? log.files()
                            : Set.of(file(part.name(), part.version())
                                    .getFileName()
                                    .toString()));
        }
        try (var files = Files.newDirectoryStream(folder.orElseThrow(), "part-*")) {
            for (Path file : files) {
                if (!kept.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path file(String part, long version) {
        return folder.orElseThrow().resolve("part-" + part + "-" + version + ".json");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
