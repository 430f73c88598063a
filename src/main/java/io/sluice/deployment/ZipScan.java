package io.sluice.deployment;

import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.PackageZip;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip's size, read no further than the limits of an org. */
record ZipScan(int files, long unzippedBytes) {

    private static final int BUFFER = 64 * 1024;

    static ZipScan of(InputStream stream) throws BrokenPackageException {
        int files = 0;
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try {
            ZipInputStream zip = new ZipInputStream(stream);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files += entry.isDirectory() ? 0 : 1;
                for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
                    bytes += count;
                    if (bytes > PackageZip.MOST_UNZIPPED_BYTES) {
                        return new ZipScan(files, bytes);
                    }
                }
                if (files > PackageZip.MOST_FILES) {
                    return new ZipScan(files, bytes);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BrokenPackageException("The zip is broken: " + e.getMessage(), e);
        }
        return new ZipScan(files, bytes);
    }
}
