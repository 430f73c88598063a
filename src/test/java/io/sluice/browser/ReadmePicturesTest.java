package io.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void each_picture_is_shown_and_the_readme_shows_its_own_in_the_order_of_the_walk() throws IOException {
        List<String> taken =
                Arrays.stream(Pictures.values()).map(Pictures::fileName).toList();
        List<String> inReadme = shownIn("README.md", "docs/pictures/");
        List<String> shown = new ArrayList<>(inReadme);
        shown.addAll(shownIn("docs/owners.md", "pictures/"));
        shown.addAll(shownIn("docs/operators.md", "pictures/"));

        assertThat(shown).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(inReadme)
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(
                        taken.stream().filter(inReadme::contains).toList());
    }

    private static List<String> shownIn(String page, String folder) throws IOException {
        return PICTURE.matcher(Files.readString(Path.of(page)))
                .results()
                .map(match -> match.group(1))
                .map(address -> {
                    assertThat(address).startsWith(folder);
                    return address.substring(folder.length());
                })
                .toList();
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
