package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ArchivesTest {

    private static final Component BRAND = new Component("StaticResource", "Brand");

    @Test
    void archive_that_is_packed_differently_is_not_the_same() {
        ComponentDifferences found = compared(zip("body { }", "one"), zip("body { }", "two"));

        assertThat(found.isSame()).isFalse();
        assertThat(found.differences())
                .extracting(Difference::words)
                .containsExactly(
                        "Static resource Brand: the archive is packed differently, but no file in it has other content");
        Difference packed = found.differences().get(0);
        assertThat(packed.source()).contains("SHA-256").isNotEqualTo(packed.target());
    }

    @Test
    void archive_with_the_same_bytes_is_the_same_and_one_with_another_file_tells_that_file_alone() {
        assertThat(compared(zip("body { }", "one"), zip("body { }", "one")).isSame())
                .isTrue();
        assertThat(compared(zip("body { }", "one"), zip("body { color: red }", "two"))
                        .differences())
                .extracting(Difference::path)
                .containsExactly("!/brand.css");
    }

    private static ComponentDifferences compared(byte[] source, byte[] target) {
        return Differences.of(
                BRAND,
                DifferenceCase.state(BRAND, Map.of("staticresources/Brand.resource", source)),
                DifferenceCase.state(BRAND, Map.of("staticresources/Brand.resource", target)),
                Set.of());
    }

    private static byte[] zip(String text, String comment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("brand.css");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.setComment(comment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
