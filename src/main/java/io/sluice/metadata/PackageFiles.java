package io.sluice.metadata;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a package as bytes, whatever is in them. */
public final class PackageFiles {

    private static final int BUFFER = 65_536;

    private PackageFiles() {}

    /**
     * One file.
     *
     * @param unit the component that it belongs to
     * @param path in the package
     * @param sha256 of its bytes, lower-case hex
     * @param bytes its size
     */
    public record PackageFile(Component unit, String path, String sha256, long bytes) {}

    /** Reads one file again. */
    @FunctionalInterface
    public interface Reader {

        void read(InputStream content) throws IOException;
    }

    /**
     * Hashes every file of a package while it arrives; a few kilobytes are in memory at a time. Manifests, and files that no
     * known type has, are read past.
     *
     * @throws BrokenPackageException for a zip that {@code ZipFiles} refuses: too many files, too many bytes unzipped, paths that
     *     lead out of it, one file twice, an end that is missing
     */
    public static void hash(InputStream zip, Consumer<PackageFile> each) throws BrokenPackageException {
        byte[] buffer = new byte[BUFFER];
        ZipFiles.walk(new BufferedInputStream(zip, BUFFER), (path, content) -> {
            MessageDigest sha256 = Sha256.start();
            long bytes = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                sha256.update(buffer, 0, read);
                bytes += read;
            }
            long size = bytes;
            PackagePath.of(path)
                    .ifPresent(
                            place -> each.accept(new PackageFile(place.component(), path, Sha256.hex(sha256), size)));
        });
    }

    /** A zip that was hashed and is now on disk: single files of it are read again, without going through the others. */
    public static final class Again implements AutoCloseable {

        private final ZipFile zip;

        public Again(File zip) throws IOException {
            this.zip = new ZipFile(zip);
        }

        /**
         * @throws BrokenPackageException where the file is not there a second time or has other bytes: the zip's own index says
         *     something else than its entries
         */
        public void read(PackageFile file, Reader reader) throws IOException {
            ZipEntry entry = zip.getEntry(file.path());
            if (entry == null) {
                throw otherwise(file);
            }
            try (Hashed content = new Hashed(zip.getInputStream(entry), file.bytes())) {
                reader.read(content);
                if (!content.hash().equals(file.sha256())) {
                    throw otherwise(file);
                }
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** One hash over a unit's files, in the order of their paths: of paths and bytes. */
    public static String raw(Iterable<PackageFile> sorted) {
        MessageDigest sha256 = Sha256.start();
        for (PackageFile file : sorted) {
            sha256.update((file.path() + "\n" + file.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(sha256);
    }

    private static BrokenPackageException otherwise(PackageFile file) {
        return new BrokenPackageException(
                "The zip's index has another " + file.path() + " than the zip itself; it is refused");
    }

    /** Reads no more bytes than were announced, and hashes them. */
    private static final class Hashed extends InputStream {

        private final InputStream in;
        private final MessageDigest sha256 = Sha256.start();
        private long left;

        Hashed(InputStream in, long announced) {
            this.in = in;
            this.left = announced + 1;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : in.read(buffer, offset, (int) Math.min(length, left));
            if (read > 0) {
                sha256.update(buffer, offset, read);
                left -= read;
            }
            return read;
        }

        /** Of everything, also of what the reader has left. */
        String hash() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            return Sha256.hex(sha256);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
