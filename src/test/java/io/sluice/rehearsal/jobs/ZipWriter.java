package io.sluice.rehearsal.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a zip, at the JDK's default level, with files deflated by all processors: that is what takes a retrieve's time.
 * The JDK's own writer takes one file after the other. Every file is of the same moment, so that the same files give the
 * same bytes. For up to 65,535 files and 2 GB, which a retrieve's limits are far below.
 */
final class ZipWriter {
    private static final int BATCH = 64;
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 20;
    private static final short NAMES_IN_UTF8 = 1 << 11;
    /** Midnight of 1 January 2000, first the time. */
    private static final int MOMENT = (20 << 9 | 1 << 5 | 1) << 16;

    private ZipWriter() {}

    /** A file as it lies in the zip. */
    private record Packed(byte[] name, int crc, int size, byte[] deflated) {}

    /**
     * Writes all of it, and leaves the stream open.
     *
     * @param files address to content
     * @param prefix what the addresses in the zip begin with
     */
    static void write(Map<String, byte[]> files, String prefix, OutputStream out) throws IOException {
        List<Map.Entry<String, byte[]>> all = List.copyOf(files.entrySet());
        List<List<Map.Entry<String, byte[]>>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        List<Packed> packed = batches.parallelStream()
                .flatMap(batch -> pack(batch, prefix).stream())
                .toList();
        int offset = 0;
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Packed one : packed) {
            directory.write(central(one, offset));
            byte[] local = local(one);
            out.write(local);
            out.write(one.deflated);
            offset += local.length + one.deflated.length;
        }
        directory.writeTo(out);
        out.write(end(packed.size(), directory.size(), offset));
    }

    private static List<Packed> pack(List<Map.Entry<String, byte[]>> batch, String prefix) {
        List<Packed> out = new ArrayList<>(batch.size());
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            byte[] buffer = new byte[8192];
            for (var file : batch) {
                byte[] content = file.getValue();
                CRC32 crc = new CRC32();
                crc.update(content);
                deflater.reset();
                deflater.setInput(content);
                deflater.finish();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
                while (!deflater.finished()) {
                    bytes.write(buffer, 0, deflater.deflate(buffer));
                }
                byte[] name = (prefix + file.getKey()).getBytes(StandardCharsets.UTF_8);
                out.add(new Packed(name, (int) crc.getValue(), content.length, bytes.toByteArray()));
            }
        } finally {
            deflater.end();
        }
        return out;
    }

    private static byte[] local(Packed one) {
        return common(record(30 + one.name.length).putInt(LOCAL), one)
                .putShort((short) 0)
                .put(one.name)
                .array();
    }

    private static byte[] central(Packed one, int offset) {
        // Of no host system, without extra fields, comment and attributes.
        return common(record(46 + one.name.length).putInt(CENTRAL).putShort(VERSION), one)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(offset)
                .put(one.name)
                .array();
    }

    /** What both records of a file have, up to the length of its name. */
    private static ByteBuffer common(ByteBuffer record, Packed one) {
        return record.putShort(VERSION)
                .putShort(NAMES_IN_UTF8)
                .putShort((short) Deflater.DEFLATED)
                .putInt(MOMENT)
                .putInt(one.crc)
                .putInt(one.deflated.length)
                .putInt(one.size)
                .putShort((short) one.name.length);
    }

    private static byte[] end(int files, int length, int offset) {
        return record(22)
                .putInt(END)
                .putInt(0)
                .putShort((short) files)
                .putShort((short) files)
                .putInt(length)
                .putInt(offset)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer record(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
