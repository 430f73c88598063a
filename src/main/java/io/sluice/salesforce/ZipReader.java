package io.sluice.salesforce;

import java.io.IOException;
import java.io.InputStream;

/** Reads a zip while it arrives. */
@FunctionalInterface
public interface ZipReader<T> {

    T read(InputStream zip) throws IOException;
}
