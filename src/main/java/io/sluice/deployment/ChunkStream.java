package io.sluice.deployment;

import java.io.InputStream;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a stored zip as one stream; one row is in memory at a time. */
final class ChunkStream extends InputStream {

    private final JdbcClient jdbc;
    private final String key;
    private byte[] chunk = new byte[0];
    private int position;
    private int next;

    ChunkStream(JdbcClient jdbc, String key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    @Override
    public int read() {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean fill() {
        if (position < chunk.length) {
            return true;
        }
        Optional<byte[]> row = jdbc.sql("select bytes from sluice.package_chunk where sha256 = :key and n = :n")
                .param("key", key)
                .param("n", next)
                .query((result, number) -> result.getBytes("bytes"))
                .optional();
        if (row.isEmpty()) {
            return false;
        }
        chunk = row.get();
        position = 0;
        next++;
        return chunk.length > 0;
    }
}
