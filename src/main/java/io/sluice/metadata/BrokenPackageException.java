package io.sluice.metadata;

import java.io.IOException;

/** A zip, manifest or file of a package that cannot be read. The message names the entry and, for XML, line and column. */
public class BrokenPackageException extends IOException {

    private static final long serialVersionUID = 1L;

    public BrokenPackageException(String message) {
        super(message);
    }

    public BrokenPackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
