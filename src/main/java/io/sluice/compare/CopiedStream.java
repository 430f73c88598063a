package io.sluice.compare;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What is read is written to this machine's disk too; that the disk does not take it is no fault of what is read. */
final class CopiedStream extends FilterInputStream {

    private final OutputStream out;

    CopiedStream(InputStream in, OutputStream out) {
        super(in);
        this.out = out;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            write(buffer, offset, read);
        }
        return read;
    }

    private void write(byte[] buffer, int offset, int length) {
        try {
            out.write(buffer, offset, length);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    static UncheckedIOException notKept(IOException e) {
        return new UncheckedIOException("What was retrieved could not be kept on this machine's disk", e);
    }
}
