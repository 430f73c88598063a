package io.sluice.salesforce;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * An XML stream without the elements of some names, which have no others of their name inside: of each component that is listed
 * and of each file that is retrieved an org tells a dozen facts, and an XML parser would take most of the time to read past those
 * that nobody wants. The tags are found as they stand in an org's answers, without prefix and attributes; written otherwise the
 * elements stay in the stream.
 */
final class WithoutElements extends FilterInputStream {

    private static final int BUFFER = 16_384;

    private final byte[][] opening;
    private final byte[][] closing;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;

    WithoutElements(InputStream in, Collection<String> elements) {
        super(in);
        this.opening = tags("<", elements);
        this.closing = tags("</", elements);
        this.longest = Stream.of(closing).mapToInt(tag -> tag.length).max().orElse(1);
    }

    private static byte[][] tags(String start, Collection<String> elements) {
        return elements.stream()
                .map(element -> (start + element + ">").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
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
        while (fill(longest)) {
            int at = from;
            int element = -1;
            // What may be the beginning of a tag is kept until more has come.
            int end = ended ? to : to - longest + 1;
            for (; at < end; at++) {
                if (buffer[at] == '<') {
                    element = elementAt(at);
                    if (element >= 0) {
                        break;
                    }
                }
            }
            if (at > from) {
                int count = Math.min(length, at - from);
                System.arraycopy(buffer, from, into, offset, count);
                from += count;
                return count;
            }
            from += opening[element].length;
            skipTo(closing[element]);
        }
        return -1;
    }

    private int elementAt(int at) {
        for (int element = 0; element < opening.length; element++) {
            if (isAt(at, opening[element])) {
                return element;
            }
        }
        return -1;
    }

    private boolean isAt(int at, byte[] tag) {
        return at + tag.length <= to && Arrays.equals(buffer, at, at + tag.length, tag, 0, tag.length);
    }

    private void skipTo(byte[] close) throws IOException {
        while (fill(close.length)) {
            for (; from <= to - close.length; from++) {
                if (buffer[from] == '<' && isAt(from, close)) {
                    from += close.length;
                    return;
                }
            }
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
