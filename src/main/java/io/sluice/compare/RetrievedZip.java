package io.sluice.compare;

import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.PackageContents;
import io.sluice.metadata.PackageFiles;
import io.sluice.metadata.PackageFiles.PackageFile;
import io.sluice.metadata.PackageUnits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A zip that was hashed while it arrived and now lies on disk: one component after the other is read from it, so that memory
 * holds one at a time.
 */
public final class RetrievedZip implements AutoCloseable {

    private final ZipFolder.Zip zip;
    private final Map<Component, List<PackageFile>> files;
    private PackageFiles.@Nullable Again open;

    private RetrievedZip(ZipFolder.Zip zip, Map<Component, List<PackageFile>> files) {
        this.zip = zip;
        this.files = files;
    }

    /**
     * Hashes a zip's files while they arrive and are written to disk.
     *
     * @param zip where to; removed when the answer is closed, or at once where there is none
     * @param scope the components that will be asked for
     * @throws BrokenPackageException for a zip that is refused as a whole
     * @throws UncheckedIOException where this machine's disk does not take it
     */
    public static RetrievedZip take(InputStream in, ZipFolder.Zip zip, Collection<Component> scope)
            throws BrokenPackageException {
        boolean taken = false;
        try {
            RetrievedZip retrieved = new RetrievedZip(
                    zip, hash(in, zip.path(), PackageUnits.group(scope).keySet()));
            taken = true;
            return retrieved;
        } finally {
            if (!taken) {
                zip.close();
            }
        }
    }

    /** Copies a zip to disk while it arrives; returns the files of the wanted units, by path. */
    static Map<Component, List<PackageFile>> hash(InputStream in, Path to, Set<Component> wanted)
            throws BrokenPackageException {
        Map<Component, List<PackageFile>> files = new HashMap<>();
        try (OutputStream out = Files.newOutputStream(to)) {
            PackageFiles.hash(new CopiedStream(in, out), file -> {
                if (wanted.contains(file.unit())) {
                    files.computeIfAbsent(file.unit(), any -> new ArrayList<>(2))
                            .add(file);
                }
            });
        } catch (BrokenPackageException e) {
            throw e;
        } catch (IOException e) {
            throw CopiedStream.notKept(e);
        }
        files.values().forEach(own -> own.sort(Comparator.comparing(PackageFile::path)));
        return files;
    }

    /**
     * The canonical hash of every component that is there.
     *
     * @throws BrokenPackageException where a file can't be read, with the place in it
     */
    public SortedMap<Component, String> hashes(Collection<Component> scope) throws BrokenPackageException {
        SortedMap<Component, String> hashes = new TreeMap<>();
        for (Map.Entry<Component, SortedSet<Component>> unit :
                PackageUnits.group(scope).entrySet()) {
            contents(unit.getKey(), unit.getValue())
                    .forEach((component, content) -> hashes.put(component, content.hash()));
        }
        return hashes;
    }

    /** One hash over a unit's files as they came; the same for units without files. */
    String raw(Component unit) {
        return PackageFiles.raw(files.getOrDefault(unit, List.of()));
    }

    /** How many bytes a unit's files have. */
    long bytes(Component unit) {
        return files.getOrDefault(unit, List.of()).stream()
                .mapToLong(PackageFile::bytes)
                .sum();
    }

    /**
     * What the files of a unit say about components inside of it.
     *
     * @throws BrokenPackageException where a file can't be read, with the place in it
     */
    SortedMap<Component, ComponentContent> contents(Component unit, SortedSet<Component> inside)
            throws BrokenPackageException {
        PackageContents contents = new PackageContents(inside);
        try {
            for (PackageFile file : files.getOrDefault(unit, List.of())) {
                again().read(file, in -> contents.add(file.path(), in));
            }
        } catch (BrokenPackageException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("What was retrieved could not be read again from this machine's disk", e);
        }
        return contents.found();
    }

    private PackageFiles.Again again() throws IOException {
        PackageFiles.Again zipFile = open;
        if (zipFile == null) {
            zipFile = new PackageFiles.Again(zip.path().toFile());
            open = zipFile;
        }
        return zipFile;
    }

    @Override
    public void close() {
        try (ZipFolder.Zip removed = zip) {
            PackageFiles.Again zipFile = open;
            if (zipFile != null) {
                zipFile.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A file of a comparison could not be closed", e);
        }
    }
}
