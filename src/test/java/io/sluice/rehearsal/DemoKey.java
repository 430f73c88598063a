package io.sluice.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The demo's encryption key: made once, then kept beside the demo's data. */
final class DemoKey {

    private DemoKey() {}

    static String of(Path folder) throws IOException {
        Path file = folder.resolve("encryption.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Files.createDirectories(folder);
            Files.writeString(file, "demo:" + Base64.getEncoder().encodeToString(key));
        }
        return Files.readString(file);
    }
}
