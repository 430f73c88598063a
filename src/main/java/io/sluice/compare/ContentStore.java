package io.sluice.compare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files by the SHA-256 of their bytes. However large one is, a piece of it is in memory at a time. */
@Repository
public class ContentStore {

    private static final int PIECE = 1024 * 1024;

    private final JdbcClient jdbc;

    ContentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the contents that are kept already. */
    public Set<String> kept(Collection<String> sha256s) {
        return new HashSet<>(jdbc.sql("select sha256 from sluice.content where n = 0 and sha256 = any(?)")
                .param(sha256s.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /**
     * Keeps a file, once, in the caller's transaction.
     *
     * @param sha256 of the bytes, as the caller has worked out and goes on to check while they are read
     */
    public void keep(String sha256, InputStream bytes) throws IOException {
        Pieces pieces = new Pieces(sha256);
        try (OutputStream zipped = new GZIPOutputStream(pieces, 65_536)) {
            bytes.transferTo(zipped);
        }
    }

    /**
     * Writes a file's bytes.
     *
     * @return false where no such content is kept
     */
    boolean write(String sha256, OutputStream out) throws IOException {
        if (piece(sha256, 0).isEmpty()) {
            return false;
        }
        try (InputStream zipped = new GZIPInputStream(new KeptPieces(sha256), 65_536)) {
            zipped.transferTo(out);
        }
        return true;
    }

    private Optional<byte[]> piece(String sha256, int number) {
        return jdbc.sql("select piece from sluice.content where sha256 = ? and n = ?")
                .params(sha256, number)
                .query(byte[].class)
                .optional();
    }

    /** Writes a row whenever a piece is full. */
    private final class Pieces extends OutputStream {

        private final String sha256;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
        private int number;

        Pieces(String sha256) {
            this.sha256 = sha256;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            piece.write(bytes, offset, length);
            if (piece.size() >= PIECE) {
                store();
            }
        }

        @Override
        public void close() {
            if (piece.size() > 0) {
                store();
            }
        }

        private void store() {
            // Two comparisons may keep the same file at one moment; its pieces are the same then too.
            jdbc.sql("insert into sluice.content (sha256, n, piece) values (?, ?, ?) on conflict do nothing")
                    .params(sha256, number++, piece.toByteArray())
                    .update();
            piece.reset();
        }
    }

    /** Reads row after row. */
    private final class KeptPieces extends InputStream {

        private final String sha256;
        private ByteArrayInputStream piece = new ByteArrayInputStream(new byte[0]);
        private int number;
        private boolean ended;

        KeptPieces(String sha256) {
            this.sha256 = sha256;
        }

        @Override
        public int read() {
            return fill() ? piece.read() : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return fill() ? piece.read(buffer, offset, length) : -1;
        }

        private boolean fill() {
            while (piece.available() == 0 && !ended) {
                Optional<byte[]> next = piece(sha256, number++);
                ended = next.isEmpty();
                next.ifPresent(bytes -> piece = new ByteArrayInputStream(bytes));
            }
            return piece.available() > 0;
        }
    }
}
