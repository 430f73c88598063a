package io.sluice.rehearsal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The two files of a {@link LoggedPart}: the whole content at one moment, and the changes since. What the index does
 * not count of the second was never promised and is overwritten.
 */
final class PartLog {
    private static final long SMALL = 1 << 20;

    private final Path folder;
    private final LoggedPart part;
    private long base;
    private long counted;

    PartLog(Path folder, LoggedPart part) {
        this.folder = folder;
        this.part = part;
    }

    /** What the index says about the part. */
    ObjectNode index() {
        return new ObjectMapper()
                .createObjectNode()
                .put("version", part.version())
                .put("base", base)
                .put("counted", counted);
    }

    void restore(JsonNode index) throws IOException {
        if (!index.isObject()) {
            throw new IOException("The part " + part.name() + " was written by an older version");
        }
        base = index.get("base").asLong();
        counted = index.get("counted").asLong();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(whole()), 1 << 16))) {
            part.loadAll(in);
        }
        if (counted > 0) {
            byte[] changes;
            try (var in = Files.newInputStream(changes())) {
                changes = in.readNBytes(Math.toIntExact(counted));
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(changes));
            while (in.available() > 0) {
                part.loadChanges(in);
            }
        }
        part.version(index.get("version").asLong());
    }

    /** Writes the part's changes, or all of it when that is due. */
    void save() throws IOException {
        if (base == 0 || counted > Math.max(SMALL, Files.size(whole()) / 2)) {
            base = part.version();
            counted = 0;
            try (FileChannel channel = open(whole());
                    DataOutputStream out = new DataOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
                channel.truncate(0);
                part.saveAll(out);
                out.flush();
                channel.force(true);
            }
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part.saveChanges(new DataOutputStream(bytes));
        try (FileChannel channel = open(changes())) {
            channel.truncate(counted);
            channel.position(counted);
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        counted += bytes.size();
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The files that are still needed. */
    Set<String> files() {
        return Set.of(whole().getFileName().toString(), changes().getFileName().toString());
    }

    private Path whole() {
        return folder.resolve("part-" + part.name() + "-" + base + ".whole");
    }

    private Path changes() {
        return folder.resolve("part-" + part.name() + "-" + base + ".changes");
    }
}
