package io.sluice.salesforce;

import java.io.IOException;
import java.io.InputStream;

/** A zip that can be read from its beginning when it is sent. */
public interface ZipSource {

    /** Its size in bytes. */
    long length();

    InputStream open() throws IOException;
}
