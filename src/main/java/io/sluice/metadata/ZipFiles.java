package io.sluice.metadata;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Walks once through a zip that others made. Refused: more than 10,000 files, more than 600 MB unzipped, paths that lead
 * out of the package, two files of one name, and a zip whose end is missing or counts other entries than came.
 */
final class ZipFiles {

    static final int MOST_FILES = 10_000;
    static final long MOST_UNZIPPED_BYTES = 629_145_600L;

    /**
     * What one file of metadata or code may have: an Apex class has a million characters at most, a static resource 5 MB, the
     * profile of a very large org some 10 MB. Binaries are read piece by piece and need no limit of their own.
     */
    static final int MOST_TEXT_BYTES = 16 * 1024 * 1024;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    /** Reads one file; what it leaves unread is skipped, but counted. */
    @FunctionalInterface
    interface Visitor {
        void file(String path, InputStream content) throws IOException;
    }

    /** What the whole zip had. */
    record Size(int files, long zippedBytes, long unzippedBytes) {}

    private ZipFiles() {}

    static Size walk(InputStream in, Visitor visitor) throws BrokenPackageException {
        return walk(in, MOST_FILES, MOST_UNZIPPED_BYTES, visitor);
    }

    static Size walk(InputStream in, int mostFiles, long mostBytes, Visitor visitor) throws BrokenPackageException {
        TailStream raw = new TailStream(in);
        Counter counter = new Counter(mostBytes);
        Set<String> seen = new HashSet<>();
        String at = "its beginning";
        int files = 0;
        int entries = 0;
        try {
            ZipInputStream zip = new ZipInputStream(raw);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                at = entry.getName();
                entries++;
                check(at);
                if (entries > 2 * mostFiles) {
                    throw new BrokenPackageException("The zip has more than " + mostFiles + " files and folders");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                if (!seen.add(PackagePath.placeOf(at))) {
                    throw new BrokenPackageException(
                            "The zip has the file " + at + " twice, at least once in another spelling or folder");
                }
                if (++files > mostFiles) {
                    throw new BrokenPackageException(
                            "The zip has more than " + mostFiles + " files, the most that an org takes or gives");
                }
                InputStream content = counter.counting(zip);
                visitor.file(at, content);
                content.transferTo(OutputStream.nullOutputStream());
            }
            raw.transferTo(OutputStream.nullOutputStream());
        } catch (BrokenPackageException e) {
            throw e;
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new BrokenPackageException("The zip is broken at " + at + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BrokenPackageException("The zip could not be read on at " + at + ": " + e.getMessage(), e);
        }
        raw.checkEnd(entries, at);
        return new Size(files, raw.count, counter.bytes);
    }

    /** The content of one text file, as far as it is no longer than text may be; closing it leaves the zip open. */
    static InputStream limited(String path, InputStream content) {
        return new Limited(path, content);
    }

    private static final class Limited extends FilterInputStream {

        private final String path;
        private long bytes;

        Limited(String path, InputStream content) {
            super(content);
            this.path = path;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            add(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            add(Math.max(0, read));
            return read;
        }

        private void add(int count) throws BrokenPackageException {
            bytes += count;
            if (bytes > MOST_TEXT_BYTES) {
                throw new BrokenPackageException(path + " has more than " + MOST_TEXT_BYTES / (1024 * 1024)
                        + " MB, too much for metadata or code");
            }
        }

        @Override
        public void close() {
            // The zip goes on with its next entry.
        }
    }

    private static void check(String path) throws BrokenPackageException {
        boolean leadsOut = path.startsWith("/")
                || path.contains("\\")
                || path.indexOf('\0') >= 0
                || DRIVE.matcher(path).lookingAt()
                || ("/" + path + "/").contains("/../");
        if (leadsOut) {
            throw new BrokenPackageException(
                    "The zip has the path \"" + path + "\", which leads out of the package; it is refused");
        }
        if (path.contains("//") || ("/" + path).contains("/./")) {
            throw new BrokenPackageException(
                    "The zip has the path \"" + path + "\" with an empty step, which no org writes; it is refused");
        }
    }

    private static final class Counter {

        private final long most;
        private long bytes;

        Counter(long most) {
            this.most = most;
        }

        InputStream counting(InputStream zip) {
            return new FilterInputStream(zip) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    if (read >= 0) {
                        add(1);
                    }
                    return read;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    if (read > 0) {
                        add(read);
                    }
                    return read;
                }

                @Override
                public long skip(long count) throws IOException {
                    long skipped = super.skip(count);
                    add(skipped);
                    return skipped;
                }

                @Override
                public void close() {
                    // The zip goes on with its next entry.
                }
            };
        }

        private void add(long count) throws BrokenPackageException {
            bytes += count;
            if (bytes > most) {
                throw new BrokenPackageException(
                        "The zip has more than " + most + " bytes unzipped, the most that an org takes or gives");
            }
        }
    }

    /** Remembers the last bytes, because a zip cut between two entries reads like a shorter one: only its end tells. */
    private static final class TailStream extends FilterInputStream {

        private static final int TAIL = 4096;
        private static final int END_RECORD = 22;

        private final byte[] tail = new byte[TAIL];
        private long count;

        TailStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                tail[(int) (count++ % TAIL)] = (byte) read;
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            keep(buffer, offset, Math.max(0, read));
            return read;
        }

        private void keep(byte[] buffer, int offset, int length) {
            int skipped = Math.max(0, length - TAIL);
            count += skipped;
            int left = length - skipped;
            int at = (int) (count % TAIL);
            int first = Math.min(left, TAIL - at);
            System.arraycopy(buffer, offset + skipped, tail, at, first);
            System.arraycopy(buffer, offset + skipped + first, tail, 0, left - first);
            count += left;
        }

        @Override
        public void close() {
            // Whoever opened the stream closes it.
        }

        void checkEnd(int entries, String lastPath) throws BrokenPackageException {
            int kept = (int) Math.min(count, TAIL);
            for (int back = END_RECORD; back <= kept; back++) {
                if (at(back) == 'P' && at(back - 1) == 'K' && at(back - 2) == 5 && at(back - 3) == 6) {
                    int said = at(back - 10) | at(back - 11) << 8;
                    if (said != 0xFFFF && said != entries) {
                        throw new BrokenPackageException(
                                "The zip says that it has " + said + " entries, but " + entries + " came");
                    }
                    return;
                }
            }
            throw new BrokenPackageException(
                    count == 0
                            ? "The zip is empty: 0 bytes"
                            : "This is no whole zip: its end is missing after " + count + " bytes, last seen was "
                                    + lastPath);
        }

        private int at(int back) {
            return tail[(int) ((count - back) % TAIL)] & 0xFF;
        }
    }
}
