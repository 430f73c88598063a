package io.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README shows what the browser test has seen, and nothing else. */
class ReadmePicturesTest {

    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");
    private static final long SMALL_ENOUGH = 200_000;

    @Test
    void the_readme_names_each_picture_that_the_browser_test_takes_in_the_order_of_the_walk() throws IOException {
        List<String> named = PICTURE.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(named)
                .containsExactlyElementsOf(Arrays.stream(Pictures.values())
                        .map(picture -> "docs/pictures/" + picture.fileName())
                        .toList());
    }

    @Test
    void every_picture_is_there_and_small_and_none_is_left_over() throws IOException {
        try (Stream<Path> files = Files.list(Pictures.FOLDER)) {
            List<Path> found = files.sorted().toList();

            assertThat(found)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Pictures.values())
                            .map(Pictures::fileName)
                            .toList());
            assertThat(found).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(SMALL_ENOUGH));
        }
    }
}
