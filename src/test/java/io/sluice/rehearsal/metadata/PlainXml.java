package io.sluice.rehearsal.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A quick look whether bytes are well-formed XML of the plain kind that Salesforce writes: elements and text, with the
 * few attributes that metadata has. A yes is certain; a no says only that {@link XmlNode#parse(byte[])} must look.
 */
final class PlainXml {
    private static final int LARGE = 1 << 20;
    private static final int LONG_NAME = 200;
    private static final byte[] DECLARATION = ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private static final byte[] NAMESPACE = ascii(" xmlns=\"" + XmlNode.NAMESPACE + "\"");
    private static final byte[] INSTANCE = ascii(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    private static final byte[] SCHEMA = ascii(" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"");
    private static final byte[] TYPE = ascii(" xsi:type=\"");
    private static final byte[] NIL = ascii(" xsi:nil=\"true\"");
    private static final byte[][] ENTITIES = {
        ascii("&amp;"), ascii("&lt;"), ascii("&gt;"), ascii("&quot;"), ascii("&apos;")
    };

    private final byte[] bytes;
    private int at;
    private int depth;
    private boolean instance;
    /** Where the name of each open element begins and ends. */
    private int[] open = new int[32];

    private PlainXml(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean surely(byte[] bytes) {
        return bytes.length <= LARGE && new PlainXml(bytes).document();
    }

    private boolean document() {
        take(DECLARATION);
        space();
        if (!here('<') || !tag(true)) {
            return false;
        }
        while (depth > 0) {
            if (!text() || !tag(false)) {
                return false;
            }
        }
        space();
        return at == bytes.length;
    }

    /** A tag that begins or ends an element, or does both. */
    private boolean tag(boolean root) {
        at++;
        if (here('/')) {
            at++;
            return !root && end();
        }
        int start = at;
        if (!name()) {
            return false;
        }
        int end = at;
        if (root) {
            take(NAMESPACE);
            instance = take(INSTANCE);
            take(SCHEMA);
        }
        if (instance && take(TYPE)) {
            while (letterOrDigit() || here(':')) {
                at++;
            }
            if (!here('"')) {
                return false;
            }
            at++;
        } else if (instance) {
            take(NIL);
        }
        if (here('/')) {
            at++;
        } else {
            push(start, end);
        }
        return close();
    }

    private void push(int start, int end) {
        if (2 * depth == open.length) {
            open = Arrays.copyOf(open, 2 * open.length);
        }
        open[2 * depth] = start;
        open[2 * depth + 1] = end;
        depth++;
    }

    private boolean end() {
        depth--;
        int start = open[2 * depth];
        int length = open[2 * depth + 1] - start;
        if (at + length > bytes.length || !Arrays.equals(bytes, start, start + length, bytes, at, at + length)) {
            return false;
        }
        at += length;
        return close();
    }

    private boolean close() {
        return here('>') && at++ > 0;
    }

    private boolean name() {
        int start = at;
        if (!letterOrDigit() || bytes[at] <= '9') {
            return false;
        }
        while (letterOrDigit()) {
            at++;
        }
        return at - start <= LONG_NAME;
    }

    private boolean letterOrDigit() {
        if (at >= bytes.length) {
            return false;
        }
        byte b = bytes[at];
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_';
    }

    /** Goes on to the next tag. */
    private boolean text() {
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b == '<') {
                return true;
            }
            if (b == '&') {
                if (!entity()) {
                    return false;
                }
            } else if (b >= ' ' && b != ']' && b != 0x7f || b == '\n' || b == '\r' || b == '\t') {
                at++;
            } else if ((b & 0xff) >= 0xc2
                    && (b & 0xff) <= 0xdf
                    && at + 1 < bytes.length
                    && (bytes[at + 1] & 0xc0) == 0x80) {
                // The letters of two bytes in UTF-8 are all allowed.
                at += 2;
            } else {
                return false;
            }
        }
        return false;
    }

    private boolean entity() {
        for (byte[] entity : ENTITIES) {
            if (take(entity)) {
                return true;
            }
        }
        return false;
    }

    private void space() {
        while (here(' ') || here('\n') || here('\r') || here('\t')) {
            at++;
        }
    }

    private boolean here(char wanted) {
        return at < bytes.length && bytes[at] == wanted;
    }

    private boolean take(byte[] wanted) {
        int end = at + wanted.length;
        boolean there = end <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
        at = there ? end : at;
        return there;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
