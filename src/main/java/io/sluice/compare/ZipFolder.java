package io.sluice.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where retrieved zips lie while they are compared: a folder of this process alone, below the machine's folder for temporary
 * files. The process holds a lock in it, which ends with the process however that dies; so whoever starts next removes the folders
 * that nobody holds.
 */
@Component
public class ZipFolder implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ZipFolder.class);
    private static final String PREFIX = "sluice-compare-";
    private static final String LOCK = "lock";
    private static final String ZIP = ".zip";

    private final Path folder;
    private final FileChannel lock;

    @Autowired
    ZipFolder() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    ZipFolder(Path parent) throws IOException {
        removeLeftOver(parent);
        this.folder = Files.createTempDirectory(parent, PREFIX);
        this.lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException("Another process has taken the lock of the new folder " + folder);
        }
    }

    /**
     * An empty file for a zip; it is removed when the caller closes it, at the latest by the next start of Sluice.
     *
     * @throws UncheckedIOException where this machine's disk does not take it
     */
    public Zip create() {
        try {
            return new Zip(Files.createTempFile(folder, "", ZIP));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for a zip in " + folder, e);
        }
    }

    /** A file that is removed when it is closed. */
    public record Zip(Path path) implements AutoCloseable {

        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException("A file of a comparison could not be removed", e);
            }
        }
    }

    /** What a process that was killed has left: not to be missed, and no reason not to start. */
    private static void removeLeftOver(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : folders) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(each.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
                    removeUnlessHeld(each);
                }
            }
        } catch (IOException e) {
            log.warn("Zips that earlier comparisons have left in {} could not be looked for", parent, e);
        }
    }

    private static void removeUnlessHeld(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                List<Path> removed = remove(folder);
                log.info("Removed {} that an earlier process has left, with {} zips", folder, removed.size());
            }
        } catch (OverlappingFileLockException e) {
            log.debug("{} is held by this very process", folder);
        } catch (IOException e) {
            log.warn("{}, which an earlier process has left, could not be removed", folder, e);
        }
    }

    private static List<Path> remove(Path folder) throws IOException {
        List<Path> zips = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ZIP)) {
            files.forEach(zips::add);
        }
        for (Path zip : zips) {
            Files.delete(zip);
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.delete(folder);
        return zips;
    }

    @Override
    public void destroy() throws IOException {
        try (lock) {
            remove(folder);
        }
    }
}
