package io.sluice.rehearsal.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipWriterTest {
    private final Map<String, byte[]> files = new TreeMap<>();

    ZipWriterTest() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] noise = new byte[random.nextInt(500)];
            random.nextBytes(noise);
            files.put("classes/C" + i + ".cls", noise);
        }
        files.put("documents/Größe €.txt", "text ".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        files.put("empty.txt", new byte[0]);
    }

    @Test
    void a_reader_from_front_to_back_finds_every_file_in_order() throws Exception {
        Map<String, byte[]> read = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(2000, 1, 1, 0, 0));
                read.put(entry.getName().substring("unpackaged/".length()), zip.readAllBytes());
            }
        }

        assertSame(read);
    }

    @Test
    void a_reader_by_directory_finds_every_file(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.zip"), written());
        Map<String, byte[]> read = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                read.put(
                        entry.getName().substring("unpackaged/".length()),
                        zip.getInputStream(entry).readAllBytes());
            }
        }

        assertSame(read);
    }

    @Test
    void the_same_files_give_the_same_bytes() throws Exception {
        assertThat(written()).isEqualTo(written());
    }

    private void assertSame(Map<String, byte[]> read) {
        assertThat(read.keySet()).isEqualTo(files.keySet());
        read.forEach((path, content) -> assertThat(content).as(path).isEqualTo(files.get(path)));
    }

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter.write(files, "unpackaged/", out);
        return out.toByteArray();
    }
}
