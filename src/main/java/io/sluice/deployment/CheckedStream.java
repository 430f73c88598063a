package io.sluice.deployment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Hands a package out and fails at its end, before the request is complete, when it was not the package it should be. */
final class CheckedStream extends FilterInputStream {

    private final DigestInputStream digest;
    private final String sha256;
    private boolean checked;

    CheckedStream(InputStream zip, String sha256) {
        this(new DigestInputStream(zip, Sha256.start()), sha256);
    }

    private CheckedStream(DigestInputStream digest, String sha256) {
        super(digest);
        this.digest = digest;
        this.sha256 = sha256;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            check();
        }
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0) {
            check();
        }
        return count;
    }

    private void check() throws IOException {
        if (!checked) {
            checked = true;
            String really = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!really.equals(sha256)) {
                throw new IOException("the stored package has SHA-256 " + really + " instead of " + sha256
                        + ". It was changed after it was retrieved; retrieve it again.");
            }
        }
    }
}
