package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips on disk do not outlive what needs them, however that ends. */
class ZipFolderTest {

    @TempDir
    Path parent;

    @Test
    void closedZip_isGone_andTheFolderWithTheProcess() throws IOException {
        ZipFolder zips = new ZipFolder(parent);
        Path path;
        try (ZipFolder.Zip zip = zips.create()) {
            path = zip.path();
            assertThat(path).exists();
        }
        assertThat(path).doesNotExist();
        zips.create();
        zips.destroy();
        assertThat(folders()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeft_isRemovedByTheNext_butNotWhatALivingOneHolds() throws IOException {
        Path dead = Files.createDirectory(parent.resolve("sluice-compare-dead"));
        Files.createFile(dead.resolve("lock"));
        Files.write(dead.resolve("1.zip"), new byte[] {1});
        Path stranger = Files.createDirectory(parent.resolve("sluice-compare-stranger"));
        ZipFolder living = new ZipFolder(parent);
        Path held = living.create().path();

        ZipFolder next = new ZipFolder(parent);

        assertThat(dead).doesNotExist();
        assertThat(held).exists();
        assertThat(stranger).as("without a lock it is none of ours").exists();
        next.destroy();
        assertThat(held).exists();
        living.destroy();
        assertThat(folders()).containsExactly(stranger);
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList();
        }
    }
}
