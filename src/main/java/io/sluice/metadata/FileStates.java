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

    private FileStates() {}

    /** @param mostArchiveBytes how big a zip may be to be kept */
    static FileState read(InputStream in, int mostArchiveBytes) throws IOException {
        byte[] head = in.readNBytes(SNIFFED);
        for (byte each : head) {
            if (each == 0) {
                return binary(head, in, isZip(head) ? mostArchiveBytes : 0);
            }
        }
        byte[] rest = in.readNBytes(ZipFiles.MOST_TEXT_BYTES);
        byte[] all = concat(head, rest);
        if (rest.length == ZipFiles.MOST_TEXT_BYTES) {
            return binary(all, in, 0);
        }
        try {
            String source = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all))
                    .toString();
            return source.indexOf('\0') >= 0
                    ? binary(all, in, isZip(all) ? mostArchiveBytes : 0)
                    : new FileState.Text(source);
        } catch (CharacterCodingException notText) {
            return binary(all, in, isZip(all) ? mostArchiveBytes : 0);
        }
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
