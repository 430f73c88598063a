package io.sluice.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads the files of a package one by one, so that never more than one is held. */
public final class MetadataFiles {

    private MetadataFiles() {}

    /** Takes one file. */
    @FunctionalInterface
    public interface Reader {
        void file(MetadataFile file);
    }

    /** What the whole package had: files, and bytes zipped and unzipped. */
    public record Size(int files, long zippedBytes, long unzippedBytes) {}

    /**
     * Hands each file that belongs to a component to the reader, in the order of the zip.
     *
     * @throws BrokenPackageException where the package can't be read
     */
    public static Size read(InputStream zip, Reader reader) throws BrokenPackageException {
        ZipFiles.Size size = ZipFiles.walk(zip, (path, in) -> {
            Optional<PackagePath> owner = PackagePath.of(path);
            if (owner.isPresent()) {
                reader.file(file(owner.get(), path, in));
            }
        });
        return new Size(size.files(), size.zippedBytes(), size.unzippedBytes());
    }

    /**
     * A file that lies outside of a package.
     *
     * @return empty where the path is none of a component
     * @throws BrokenPackageException where it is XML that can't be read
     */
    public static Optional<MetadataFile> file(String path, byte[] bytes) throws IOException {
        Optional<PackagePath> owner = PackagePath.of(path);
        try {
            return owner.isEmpty()
                    ? Optional.empty()
                    : Optional.of(file(owner.get(), path, new ByteArrayInputStream(bytes)));
        } catch (BrokenPackageException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can always be read", e);
        }
    }

    private static MetadataFile file(PackagePath owner, String path, InputStream in) throws IOException {
        return new MetadataFile(
                owner.component(), path, owner.isXml() ? Optional.of(SecureXml.read(in, path)) : Optional.empty());
    }
}
