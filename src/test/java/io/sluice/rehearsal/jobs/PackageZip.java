package io.sluice.rehearsal.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the zip of a deploy request, within Salesforce's limits. */
final class PackageZip {
    static final long UNZIPPED = 629_145_600L;
    static final int FILES = 10_000;

    private PackageZip() {}

    /** Refuses a zip with too many files or too much in it; one that is no zip is left to the deployment. */
    static void check(Path zip) throws Refused, IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            long files = file.stream().filter(e -> !e.isDirectory()).count();
            if (files > FILES) {
                throw new Refused("INVALID_OPERATION", "Too many files in zip");
            }
            if (file.stream().mapToLong(e -> Math.max(0, e.getSize())).sum() > UNZIPPED) {
                throw new Refused(
                        "LIMIT_EXCEEDED", "The files in the zip have more than " + UNZIPPED + " bytes unzipped");
            }
        } catch (ZipException e) {
            // Accepted all the same: the deployment itself fails and says why.
            System.getLogger("rehearsal").log(System.Logger.Level.DEBUG, "No zip: " + zip, e);
        }
    }

    /**
     * Folder to the files of its package, both sorted, the files by their address below the folder. A single package has
     * its manifest at the top of the zip, and its folder is the empty string; otherwise every folder of the zip is a
     * package, named with the slash behind, and what lies at the top belongs to none.
     */
    static SortedMap<String, SortedMap<String, byte[]>> read(Path zip, boolean singlePackage) throws IOException {
        SortedMap<String, SortedMap<String, byte[]>> out = new TreeMap<>();
        long size = 0;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                int slash = singlePackage ? -1 : entry.getName().indexOf('/');
                if (entry.isDirectory() || !singlePackage && slash < 0) {
                    continue;
                }
                try (var in = file.getInputStream(entry)) {
                    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, UNZIPPED - size + 1));
                    size += bytes.length;
                    out.computeIfAbsent(entry.getName().substring(0, slash + 1), f -> new TreeMap<>())
                            .put(entry.getName().substring(slash + 1), bytes);
                }
                if (size > UNZIPPED) {
                    throw new IOException("it has more than " + UNZIPPED + " bytes unzipped");
                }
            }
        }
        if (out.isEmpty()) {
            out.put("", new TreeMap<>());
        }
        return out;
    }

    /** Without what those failures were about; their files are named with the folder. */
    static SortedMap<String, SortedMap<String, byte[]>> without(
            SortedMap<String, SortedMap<String, byte[]>> packages, Iterable<DeployMessage> failures) {
        SortedMap<String, SortedMap<String, byte[]>> out = new TreeMap<>();
        packages.forEach((folder, files) -> {
            SortedMap<String, byte[]> left = new TreeMap<>(files);
            failures.forEach(f -> left.keySet()
                    .removeIf(p -> !p.equals("package.xml")
                            && ((folder + p).equals(f.fileName())
                                    || (folder + p).equals(f.fileName() + "-meta.xml")
                                    || (folder + p).startsWith(f.fileName() + "/"))));
            out.put(folder, left);
        });
        return out;
    }
}
