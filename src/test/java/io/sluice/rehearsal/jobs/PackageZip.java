package io.sluice.rehearsal.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** Reads the zip of a deploy request, within Salesforce's limits. */
final class PackageZip {
    static final long UNZIPPED = 629_145_600L;
    static final int FILES = 10_000;

    private PackageZip() {}

    /** Address to content, sorted. With {@code singlePackage} false, every top folder is a package; its name is cut. */
    static SortedMap<String, byte[]> read(Path zip, boolean singlePackage) throws IOException {
        SortedMap<String, byte[]> out = new TreeMap<>();
        long size = 0;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (entry.isDirectory()) {
                    continue;
                }
                try (var in = file.getInputStream(entry)) {
                    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, UNZIPPED - size + 1));
                    size += bytes.length;
                    out.put(singlePackage ? entry.getName() : entry.getName().replaceFirst("^[^/]+/", ""), bytes);
                }
                if (out.size() > FILES || size > UNZIPPED) {
                    throw new IOException("LIMIT_EXCEEDED: the package has more than 10,000 files or 629145600 bytes");
                }
            }
        }
        return out;
    }
}
