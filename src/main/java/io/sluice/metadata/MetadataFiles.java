package io.sluice.metadata;

import java.io.InputStream;
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
                Optional<XmlNode> root = owner.get().isXml()
                        ? Optional.of(SecureXml.read(in, path))
                        : Optional.empty();
                reader.file(new MetadataFile(owner.get().component(), path, root));
            }
        });
        return new Size(size.files(), size.zippedBytes(), size.unzippedBytes());
    }
}
