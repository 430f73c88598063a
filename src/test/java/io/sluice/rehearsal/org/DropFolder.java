package io.sluice.rehearsal.org;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in which files become edits: {@code <user>/classes/Invoices.cls} is saved as that user and taken away. A
 * file is taken once two looks found it unchanged, so that one still being written is left alone. What the org refuses
 * stays beside its reason, with {@code .refused} and {@code .reason} behind its name.
 */
final class DropFolder {
    private final Path folder;
    private final RehearsalOrg org;
    private Map<Path, FileTime> seen = new HashMap<>();

    DropFolder(Path folder, RehearsalOrg org) {
        this.folder = folder;
        this.org = org;
    }

    /** Looks once. */
    synchronized void look() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (var found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().matches(".*\\.(refused|reason)"))
                    .filter(f -> folder.relativize(f).getNameCount() > 1)
                    .sorted()
                    .toList();
        }
        Map<Path, FileTime> now = new HashMap<>();
        for (Path file : files) {
            FileTime time = Files.getLastModifiedTime(file);
            if (time.equals(seen.get(file))) {
                take(file);
            } else {
                now.put(file, time);
            }
        }
        seen = now;
    }

    private void take(Path file) throws IOException {
        Path relative = folder.relativize(file);
        String path = relative.subpath(1, relative.getNameCount()).toString().replace('\\', '/');
        try {
            org.putFile(path, Files.readAllBytes(file), relative.getName(0).toString());
            Files.delete(file);
        } catch (IllegalArgumentException e) {
            Files.move(file, Path.of(file + ".refused"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(Path.of(file + ".reason"), e.getMessage() + "\n", StandardCharsets.UTF_8);
        }
    }
}
