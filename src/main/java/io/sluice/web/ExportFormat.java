package io.sluice.web;

import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemFilter;
import java.io.IOException;
import java.io.OutputStream;

/** A way to take a comparison along. What it writes streams: memory does not grow with the number of items. */
interface ExportFormat {

    /** As addresses and file names have it, for example {@code csv}. */
    String name();

    String mediaType();

    /** Writes the items that fit; the stream stays open. */
    void write(ComparisonHead head, ComparisonView view, ItemFilter filter, OutputStream out) throws IOException;
}
