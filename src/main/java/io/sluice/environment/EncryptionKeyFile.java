package io.sluice.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the installation's keys are written: in the setting {@code sluice.encryption.key} or in a file that {@code
 * sluice.encryption.key-file} names. A file that others may read is refused.
 */
public final class EncryptionKeyFile {

    private static final Set<PosixFilePermission> FOR_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private EncryptionKeyFile() {}

    /**
     * The keys as the setting writes them.
     *
     * @throws IllegalStateException saying in one sentence what is wrong with the file, never its content
     */
    public static String keys(@Nullable String key, @Nullable String keyFile) {
        String written = key == null ? "" : key.strip();
        if (keyFile == null || keyFile.isBlank()) {
            return written;
        }
        if (!written.isEmpty()) {
            throw new IllegalStateException("Both sluice.encryption.key (SLUICE_ENCRYPTION_KEY) and"
                    + " sluice.encryption.key-file (SLUICE_ENCRYPTION_KEY_FILE) are set; leave one of them out.");
        }
        return read(keyFile.strip());
    }

    private static String read(String name) {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw wrong(name, "is no file");
            }
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(FOR_OTHERS::contains)) {
                throw wrong(name, "may be read by others than its owner; take that right away (chmod 600)");
            }
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            if (lines.isEmpty()) {
                throw wrong(name, "holds no key");
            }
            return String.join(",", lines);
        } catch (IOException | InvalidPathException e) {
            throw wrong(name, "can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static IllegalStateException wrong(String name, String what) {
        return new IllegalStateException(
                "The key file " + name + " of sluice.encryption.key-file (SLUICE_ENCRYPTION_KEY_FILE) " + what + ".");
    }
}
