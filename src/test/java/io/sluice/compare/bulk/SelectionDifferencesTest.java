package io.sluice.compare.bulk;

import static io.sluice.compare.bulk.Bench.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a comparison of a selection finds inside of what differs. */
class SelectionDifferencesTest {

    private static final Component CHANGED = new Component("ApexClass", "Changed");

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatDiffersInside_isKept_andALaterComparisonOfTheSameFilesHasItToo() {
        bench.rooms.source.apex("Same", "s").apex("Changed", "class Changed {\n int a;\n}");
        bench.rooms.target.apex("Same", "s").apex("Changed", "class Changed {\n int b;\n}");
        ItemDifferences differences = bench.rooms.get(ItemDifferences.class);

        ComparisonHead first = bench.compare(EVERYTHING, true);
        ComparisonHead second = bench.compare(EVERYTHING, false);

        assertThat(differences.lookedInside(first.id())).isTrue();
        ComponentDifferences found = differences.of(first.id(), CHANGED).orElseThrow();
        assertThat(found.texts())
                .extracting(TextDifference::source, TextDifference::target)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "class Changed {\n int a;\n}", "class Changed {\n int b;\n}"));
        assertThat(differences.of(second.id(), CHANGED)).contains(found);
        assertThat(differences.total(second.id())).isEqualTo(differences.total(first.id()));
        assertThat(differences.total(first.id()).differences()).isEqualTo(1);
        assertThat(bench.rooms
                        .jdbc
                        .sql("select count(*) from sluice.compare_item_differences")
                        .query(Long.class)
                        .single())
                .as("nothing is left under way")
                .isZero();
    }
}
