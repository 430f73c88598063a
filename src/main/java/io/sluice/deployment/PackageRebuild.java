package io.sluice.deployment;

import io.sluice.metadata.Manifest;
import io.sluice.metadata.ManifestXml;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes the package that is deployed from the zip that was retrieved. Every entry is written anew, so that the zip's
 * directory, which an org may go by, names nothing but the files that were read here. The files stay byte for byte and in
 * their order; {@code package.xml} names exactly the components that the source has and stands first, followed by the manifests of what is deleted, if anything is; every entry has the
 * same fixed time. The same zip gives the same package.
 */
final class PackageRebuild {

    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final String TOP = "unpackaged/";
    private static final String MANIFEST = "package.xml";

    /** Deleted before anything is deployed, where the package takes a name again. */
    private static final String BEFORE = "destructiveChangesPre.xml";

    /** Deleted after everything else is deployed, so that the package can first take away what still uses it. */
    private static final String AFTER = "destructiveChangesPost.xml";

    private PackageRebuild() {}

    static void write(InputStream zip, Manifest manifest, Manifest before, Manifest after, OutputStream to)
            throws IOException {
        ZipInputStream from = new ZipInputStream(zip);
        try (ZipOutputStream out = new ZipOutputStream(to)) {
            put(out, MANIFEST, manifest);
            if (!before.members().isEmpty()) {
                put(out, BEFORE, before);
            }
            if (!after.members().isEmpty()) {
                put(out, AFTER, after);
            }
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                String name =
                        entry.getName().startsWith(TOP) ? entry.getName().substring(TOP.length()) : entry.getName();
                if (!entry.isDirectory() && !name.equals(MANIFEST)) {
                    put(out, name);
                    from.transferTo(out);
                    out.closeEntry();
                }
            }
        }
    }

    private static void put(ZipOutputStream out, String name, Manifest manifest) throws IOException {
        put(out, name);
        out.write(ManifestXml.write(manifest).getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private static void put(ZipOutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
    }
}
