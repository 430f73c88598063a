package io.sluice.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The jar that is handed out, as the build has just packaged it. */
final class PackagedJar {

    private static final Path FILE = Path.of(Objects.requireNonNull(
            System.getProperty("sluice.jar"), "Tests of the packaged jar run after it is packaged: ./mvnw verify"));

    private PackagedJar() {}

    static Path file() {
        return FILE;
    }

    static String startClass() {
        try (JarFile jar = new JarFile(FILE.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Start-Class");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    /** Names of all files in it. */
    static List<String> files() {
        try (JarFile jar = new JarFile(FILE.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    static byte[] content(String name) {
        try (JarFile jar = new JarFile(FILE.toFile());
                InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name + " of " + FILE, e);
        }
    }

    /** Unpacks it into a folder, which can be started with {@link #LAUNCHER}. */
    static void unpack(Path folder) {
        try {
            for (String name : files()) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, content(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack into " + folder, e);
        }
    }

    static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";
}
