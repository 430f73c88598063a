package io.sluice.metadata;

import java.io.ByteArrayInputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one file of a component says. */
public sealed interface FileState {

    /** A file of metadata, or the element of its parent's file that is one child component. */
    record Xml(XmlNode root) implements FileState {}

    /** A file of code or other text, as it came. */
    record Text(String text) implements FileState {}

    /**
     * A file that is no text.
     *
     * @param sha256 lower-case hex over its bytes
     * @param archive the bytes of a zip that is small enough to be looked into; empty for every other file
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared and never changed: the hash stands for the bytes.
    record Binary(long bytes, String sha256, byte[] archive) implements FileState {

        /** An archive that unzips to more is not looked into. */
        private static final long MOST_UNZIPPED_BYTES = 64L * 1024 * 1024;

        /** The files in the archive by path; empty where it is none, or none that can be read. */
        public SortedMap<String, FileState> entries() {
            SortedMap<String, FileState> entries = new TreeMap<>();
            if (archive.length > 0) {
                try {
                    ZipFiles.walk(
                            new ByteArrayInputStream(archive),
                            ZipFiles.MOST_FILES,
                            MOST_UNZIPPED_BYTES,
                            (path, in) -> entries.put(path, FileStates.read(in, 0)));
                } catch (BrokenPackageException notAnArchive) {
                    // What only looks like one is told apart by size and hash, like every other file.
                    return new TreeMap<>();
                }
            }
            return entries;
        }
    }
}
