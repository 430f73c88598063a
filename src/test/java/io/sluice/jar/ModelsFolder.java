package io.sluice.jar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with models that an owner edits. */
final class ModelsFolder {

    private final Path folder;

    private ModelsFolder(Path folder) {
        this.folder = folder;
    }

    /** Puts the shipped models and forms into the folder, as they are in the jar. */
    static ModelsFolder shipped(Path folder) throws IOException {
        String classes = "BOOT-INF/classes/";
        for (String name : PackagedJar.files()) {
            if (name.startsWith(classes + "processes/") || name.startsWith(classes + "forms/")) {
                Path file = folder.resolve(name.substring(classes.length()));
                Files.createDirectories(file.getParent());
                Files.write(file, PackagedJar.content(name));
            }
        }
        return new ModelsFolder(folder);
    }

    ModelsFolder change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path, StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not contain " + from);
        }
        Files.writeString(path, text.replace(from, to), StandardCharsets.UTF_8);
        return this;
    }
}
