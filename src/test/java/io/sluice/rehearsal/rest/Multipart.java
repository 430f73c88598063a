package io.sluice.rehearsal.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a multipart body part by part, without holding one in memory. */
final class Multipart {
    private static final int LINE_LIMIT = 8192;

    private final InputStream in;
    private final byte[] delimiter;
    private boolean first = true;
    private boolean last;

    Multipart(InputStream in, String contentType) throws IOException {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            throw new IOException("The Content-Type names no boundary");
        }
        String boundary = contentType
                .substring(at + 9)
                .replaceFirst(";.*", "")
                .replace("\"", "")
                .strip();
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** Moves to the next part and gives its form name; null after the last. */
    String next() throws IOException {
        if (first) {
            String line = line();
            while (!line.equals(new String(delimiter, 2, delimiter.length - 2, StandardCharsets.ISO_8859_1))) {
                line = line();
            }
            first = false;
        } else if (last) {
            return null;
        }
        String name = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                int at = line.indexOf("name=");
                name = line.substring(at + 5)
                        .replaceFirst(";.*", "")
                        .replace("\"", "")
                        .strip();
            }
        }
        return name;
    }

    private String line() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || out.size() > LINE_LIMIT) {
                throw new IOException("The multipart body ends in the middle or has no part headers");
            }
            if (b != '\r') {
                out.write(b);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Copies the current part's content; to be called once after {@link #next()}. */
    long copyTo(OutputStream out) throws IOException {
        long size = 0;
        int matched = 0;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("The multipart body ends in the middle of a part");
            }
            if (b == delimiter[matched]) {
                matched++;
                if (matched == delimiter.length) {
                    last = line().startsWith("--");
                    return size;
                }
            } else {
                // The delimiter's first byte (CR) occurs in it only once, so a failed match can't hide another start.
                out.write(delimiter, 0, matched);
                size += matched;
                matched = b == delimiter[0] ? 1 : 0;
                if (matched == 0) {
                    out.write(b);
                    size++;
                }
            }
        }
    }
}
