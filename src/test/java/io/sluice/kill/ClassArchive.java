package io.sluice.kill;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Classes as a virtual machine keeps them in memory, in a file that the next one only maps: a process that is killed every few
 * seconds spends most of its life loading the same classes. Folders on the class path become jars, since the virtual machine keeps only
 * what comes from jars. Nothing but the start changes.
 */
final class ClassArchive {

    private final Path folder;
    private final String classPath;
    private final Path file;
    private final boolean wanted;

    /**
     * @param classPath of the processes that share the archive
     * @param wanted whether there is to be one: writing it takes as long as some starts
     */
    ClassArchive(Path folder, String classPath, boolean wanted) {
        this.wanted = wanted;
        this.folder = folder;
        this.file = folder.resolve("classes.jsa");
        this.classPath = wanted ? packed(classPath) : classPath;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The archive of an earlier run cannot be removed", e);
        }
    }

    String classPath() {
        return classPath;
    }

    /** For a process of these classes: the first writes the archive when it ends in order, all after that read it. */
    List<String> options() {
        if (!wanted) {
            return List.of();
        }
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto")
                : List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Whether a process has written it. */
    boolean isWritten() {
        return Files.exists(file);
    }

    private String packed(String all) {
        List<String> entries = new ArrayList<>();
        for (String entry : all.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? jar(path, "folder-" + entries.size() + ".jar") : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private String jar(Path from, String name) {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !path.equals(from)).sorted().toList()) {
                boolean folder = Files.isDirectory(file);
                // A search for resources needs the folders too.
                entries.putNextEntry(new JarEntry(
                        from.relativize(file).toString().replace(File.separatorChar, '/') + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(file, entries);
                }
                entries.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No jar can be made of " + from, e);
        }
        return jar.toString();
    }
}
