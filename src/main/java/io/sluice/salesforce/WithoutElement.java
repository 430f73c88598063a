package io.sluice.salesforce;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An XML stream without the elements of one name, which have no others of this name inside: of each retrieved file an org tells a
 * dozen facts, twice, and an XML parser would take most of a retrieve's time to read past them. The element's tags are found as
 * they stand in an org's answers, without prefix and attributes; written otherwise it stays in the stream.
 */
final class WithoutElement extends FilterInputStream {

    private static final int BUFFER = 16_384;

    private final byte[] open;
    private final byte[] close;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;

    WithoutElement(InputStream in, String element) {
        super(in);
        this.open = ("<" + element + ">").getBytes(StandardCharsets.US_ASCII);
        this.close = ("</" + element + ">").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!fill(open.length)) {
                return -1;
            }
            int found = find(open);
            // What may be the beginning of the tag is kept until more has come.
            int plain = found >= 0 ? found - from : ended ? to - from : to - from - open.length + 1;
            if (plain > 0) {
                int count = Math.min(length, plain);
                System.arraycopy(buffer, from, into, offset, count);
                from += count;
                return count;
            }
            from += open.length;
            skipElement();
        }
    }

    private void skipElement() throws IOException {
        while (fill(close.length)) {
            int found = find(close);
            if (found >= 0) {
                from = found + close.length;
                return;
            }
            from = Math.max(from, to - close.length + 1);
            if (ended) {
                from = to;
            }
        }
    }

    /** Has so many bytes at hand, or all that are left; false where there are none. */
    private boolean fill(int wanted) throws IOException {
        while (to - from < wanted && !ended) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            int read = in.read(buffer, to, buffer.length - to);
            if (read < 0) {
                ended = true;
            } else {
                to += read;
            }
        }
        return to > from;
    }

    private int find(byte[] tag) {
        outer:
        for (int at = from; at <= to - tag.length; at++) {
            for (int n = 0; n < tag.length; n++) {
                if (buffer[at + n] != tag[n]) {
                    continue outer;
                }
            }
            return at;
        }
        return -1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(BUFFER, Math.max(0, count))];
        return Math.max(0, read(skipped, 0, skipped.length));
    }
}
