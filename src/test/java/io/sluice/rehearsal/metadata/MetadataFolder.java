package io.sluice.rehearsal.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder in Metadata API format: its files, by the component that each belongs to. */
final class MetadataFolder {
    private final Path folder;

    MetadataFolder(Path folder) {
        this.folder = folder;
    }

    /** One component as it lies in the folder. */
    record Found(ComponentPath at, SortedMap<String, byte[]> files) {}

    /** Where the files of one component are. */
    private record Place(ComponentPath at, List<String> paths) {}

    /**
     * Everything in the folder, in the order of its first files.
     *
     * @throws IllegalArgumentException for a file of no known type, and for XML that is not well-formed
     */
    List<Found> read() {
        // Opening a file takes longer than reading it: several are opened at a time.
        List<Found> all = places().parallelStream().map(this::read).toList();
        all.forEach(one -> WellFormed.check(one.at(), one.files()));
        return all;
    }

    private List<Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        for (String path : paths()) {
            ComponentPath at = ComponentPath.of(path)
                    .orElseThrow(() -> new IllegalArgumentException(folder.resolve(path)
                            + " is no file of a metadata type that a"
                            + " rehearsal org knows; remove it or give it the address of the Metadata API format"));
            places.computeIfAbsent(at.type().xmlName() + ":" + at.fullName(), k -> new Place(at, new ArrayList<>(2)))
                    .paths()
                    .add(path);
        }
        return List.copyOf(places.values());
    }

    private List<String> paths() {
        try (var files = Files.find(folder, Integer.MAX_VALUE, (p, a) -> a.isRegularFile() || Files.isRegularFile(p))) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.equals("package.xml") && !path.startsWith(".") && !path.contains("/."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Found read(Place place) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            for (String path : place.paths()) {
                files.put(path, Files.readAllBytes(folder.resolve(path)));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new Found(place.at(), files);
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("The folder " + folder + " can't be read", e);
    }
}
