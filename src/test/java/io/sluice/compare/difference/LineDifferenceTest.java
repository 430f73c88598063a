package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.difference.LineDifference.Kind;
import io.sluice.compare.difference.LineDifference.Piece;
import io.sluice.compare.difference.LineDifference.Row;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDifferenceTest {

    @Test
    void a_changed_line_shows_what_changed_in_it() {
        LineDifference found = of("a\nint level = 2;\nz", "a\nint level = 1;\nz");

        assertThat(found.note()).isNull();
        assertThat(found.rows()).extracting(Row::kind).containsExactly(Kind.SAME, Kind.CHANGED, Kind.SAME);
        Row row = found.rows().get(1);
        assertThat(row.sourceLine()).isEqualTo(2);
        assertThat(row.targetLine()).isEqualTo(2);
        assertThat(row.source())
                .containsExactly(new Piece("int level = ", false), new Piece("2", true), new Piece(";", false));
        assertThat(row.target())
                .containsExactly(new Piece("int level = ", false), new Piece("1", true), new Piece(";", false));
    }

    @Test
    void far_from_a_change_lines_are_left_out() {
        String before = lines(1, 40);
        String after = before.replace("line 20\n", "line 20\nnew\n").replace("line 30\n", "");

        LineDifference found = of(after, before);

        assertThat(found.rows())
                .extracting(Row::kind)
                .containsExactly(
                        Kind.GAP,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.ADDED,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.GAP,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.REMOVED,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.SAME,
                        Kind.GAP);
        assertThat(found.rows().get(0).source()).containsExactly(new Piece("17 unchanged lines", false));
        assertThat(found.rows().get(4).sourceLine()).isEqualTo(21);
        assertThat(found.rows().get(4).targetLine()).isNull();
        assertThat(found.rows().get(12).targetLine()).isEqualTo(30);
    }

    @Test
    void only_one_side_is_all_added_or_all_removed() {
        assertThat(LineDifference.of(new TextDifference("", "", "a\nb", null, false))
                        .rows())
                .extracting(Row::kind)
                .containsExactly(Kind.ADDED, Kind.ADDED);
        assertThat(LineDifference.of(new TextDifference("", "", null, "a", false))
                        .rows())
                .extracting(Row::kind)
                .containsExactly(Kind.REMOVED);
    }

    @Test
    void every_row_leads_back_to_its_line_on_both_sides() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<String> target = some(random);
            List<String> source = some(random);
            LineDifference found = of(String.join("\n", source), String.join("\n", target));
            for (Row row : found.rows()) {
                if (row.sourceLine() != null) {
                    assertThat(text(row.source())).as("seed %s", seed).isEqualTo(source.get(row.sourceLine() - 1));
                }
                if (row.targetLine() != null) {
                    assertThat(text(row.target())).as("seed %s", seed).isEqualTo(target.get(row.targetLine() - 1));
                }
                assertThat(row.kind() == Kind.SAME && !text(row.source()).equals(text(row.target())))
                        .as("seed %s", seed)
                        .isFalse();
            }
            long added = found.rows().stream()
                    .filter(row -> row.kind() == Kind.ADDED)
                    .count();
            long removed = found.rows().stream()
                    .filter(row -> row.kind() == Kind.REMOVED)
                    .count();
            assertThat(source.size() - target.size()).as("seed %s", seed).isEqualTo((int) (added - removed));
        }
    }

    @Test
    void texts_that_are_too_long_or_too_different_are_counted() {
        LineDifference tooLong = of("a".repeat(2_000_001), "b");
        assertThat(tooLong.rows()).isEmpty();
        assertThat(tooLong.note())
                .startsWith("The text is too long to show line by line. Source: 1 lines, 2000001 characters, SHA-256 ")
                .contains("Target: 1 lines, 1 characters");
        String first = IntStream.range(0, 5_000).mapToObj(i -> "s" + i).collect(Collectors.joining("\n"));
        String second = IntStream.range(0, 5_000).mapToObj(i -> "t" + i).collect(Collectors.joining("\n"));
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(of(first, second).note())
                        .startsWith("Too much differs to show it line by line. Source: 5000 lines"));
    }

    private static List<String> some(Random random) {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(i -> "v " + random.nextInt(5))
                .toList();
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static LineDifference of(String source, String target) {
        return LineDifference.of(new TextDifference("", "", source, target, false));
    }
}
