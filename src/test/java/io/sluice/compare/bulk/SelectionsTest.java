package io.sluice.compare.bulk;

import static io.sluice.compare.bulk.Bench.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemFilter;
import io.sluice.metadata.Component;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a comparison of a selection finds out. */
class SelectionsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everything_putsEachComponentOfEitherOrgInItsBucket() throws Exception {
        bench.rooms
                .source
                .apex("Same", "s")
                .apex("Changed", "class Changed {\n int a;\n}")
                .apex("New", "n");
        bench.rooms
                .target
                .apex("Same", "s")
                .apex("Changed", "class Changed {\n int b;\n}")
                .apex("Old", "o");
        bench.rooms.source.editors.put(new Component("ApexClass", "Changed"), "Dev Eloper");

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head))
                .isEqualTo(Map.of(
                        "ApexClass:Changed", Bucket.DIFFERENT,
                        "ApexClass:New", Bucket.ONLY_IN_SOURCE,
                        "ApexClass:Old", Bucket.ONLY_IN_TARGET,
                        "ApexClass:Same", Bucket.SAME));
        Component changed = new Component("ApexClass", "Changed");
        ComparedItem item = bench.comparisons.item(head.id(), changed).orElseThrow();
        assertThat(item.onlyInSource()).containsExactly(" int a;");
        assertThat(item.onlyInTarget()).containsExactly(" int b;");
        assertThat(item.lastModifiedBy()).isEqualTo("Dev Eloper");
        assertThat(bench.comparisons.files(head.id(), changed, true))
                .extracting("path")
                .containsExactly("classes/Changed.cls", "classes/Changed.cls-meta.xml");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        assertThat(bench.comparisons.content(
                        bench.comparisons
                                .files(head.id(), changed, false)
                                .get(0)
                                .sha256(),
                        content))
                .isTrue();
        assertThat(content.toString(StandardCharsets.UTF_8)).isEqualTo("class Changed {\n int b;\n}");
        assertThat(bench.comparisons.files(head.id(), new Component("ApexClass", "Same"), true))
                .isEmpty();
        assertThat(bench.comparisons.counts(head.id(), ItemFilter.DIFFERING)).hasSize(3);
        assertThat(bench.rooms.acts).containsExactly("environments-compared environment:production by sluice");
    }
}
