package io.sluice.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Reads files that are no metadata: text where the bytes are text, otherwise size and hash of a file of any size. */
final class FileStates {

    private static final int SNIFFED = 8192;
    private static final byte[] NO_ARCHIVE = {};

    /** Lines cost more memory than their bytes; a file of a million empty ones is no text that anybody reads. */
    private static final int MOST_TEXT_LINES = 300_000;

    private FileStates() {}

    /**
     * Reads one file; text beyond measure counts as binary, so that it is told by size and hash.
     *
     * @param mostArchiveBytes how big a zip may be to be kept
     */
    static FileState read(InputStream in, int mostArchiveBytes) throws IOException {
        byte[] head = in.readNBytes(SNIFFED);
        for (byte each : head) {
            if (each == 0) {
                return binary(head, in, isZip(head) ? mostArchiveBytes : 0);
            }
        }
        byte[] all = concat(head, in.readNBytes(ZipFiles.MOST_TEXT_BYTES - SNIFFED + 1));
        boolean text = all.length <= ZipFiles.MOST_TEXT_BYTES && lines(all) <= MOST_TEXT_LINES;
        if (text) {
            try {
                String source = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(all))
                        .toString();
                if (source.indexOf('\0') < 0) {
                    return new FileState.Text(source);
                }
            } catch (CharacterCodingException notText) {
                // Then it is told by its bytes, like any other binary.
            }
        }
        return binary(all, in, isZip(all) ? mostArchiveBytes : 0);
    }

    private static int lines(byte[] text) {
        int lines = 1;
        for (byte each : text) {
            if (each == '\n' || each == '\r') {
                lines++;
            }
        }
        return lines;
    }

    private static FileState binary(byte[] begin, InputStream rest, int mostKept) throws IOException {
        byte[] kept = begin;
        if (mostKept > begin.length) {
            kept = concat(begin, rest.readNBytes(mostKept - begin.length + 1));
        }
        MessageDigest sha256 = Sha256.start();
        sha256.update(kept);
        long bytes = kept.length + Sha256.addAll(sha256, rest);
        return new FileState.Binary(bytes, Sha256.hex(sha256), bytes <= mostKept ? kept : NO_ARCHIVE);
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
