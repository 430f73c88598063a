package io.sluice.compare.bulk;

import static io.sluice.compare.bulk.Bench.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.EarlierState;
import io.sluice.compare.FakeOrg;
import io.sluice.compare.HostileFiles;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.LeftOut;
import io.sluice.compare.Selection;
import io.sluice.metadata.Component;
import io.sluice.remotejob.RemoteJob;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    @Test
    void whatIsOverTheLimit_isHalvedUntilItFits() {
        for (int n = 0; n < 9; n++) {
            bench.rooms.source.apex("Gate" + n, "s" + n);
            bench.rooms.target.apex("Gate" + n, n == 4 ? "other" : "s" + n);
        }
        bench.rooms.source.mostMembers = 4;
        bench.rooms.target.mostMembers = 3;

        Map<String, Bucket> buckets = bench.buckets(bench.compare(EVERYTHING, true));

        assertThat(buckets).hasSize(9).containsEntry("ApexClass:Gate4", Bucket.DIFFERENT);
        assertThat(buckets.values()).filteredOn(Bucket.SAME::equals).hasSize(8);
    }

    @Test
    void componentThatAnOrgStumblesOver_isUnknownWithTheOrgsWordsAndTheOthersAreCompared() {
        for (int n = 0; n < 5; n++) {
            bench.rooms.source.apex("Gate" + n, "s");
            bench.rooms.target.apex("Gate" + n, "s");
        }
        Component broken = new Component("ApexClass", "Gate2");
        bench.rooms.target.failing.add(broken);

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head).values()).filteredOn(Bucket.SAME::equals).hasSize(4);
        assertThat(bench.comparisons.item(head.id(), broken).orElseThrow()).satisfies(item -> {
            assertThat(item.bucket()).isEqualTo(Bucket.UNKNOWN);
            assertThat(item.note()).isEqualTo("Target: UNKNOWN_EXCEPTION: An unexpected error occurred");
        });
    }

    @Test
    void fieldsAreItemsOfTheirOwn_andFormattingIsNoDifference() {
        bench.rooms.source.object("Order__c", Map.of("A__c", "one", "B__c", "two", "C__c", "three"));
        bench.rooms.target.object("Order__c", Map.of("A__c", "one", "B__c", "2", "D__c", "four"));
        bench.rooms.source.file("CustomTab", "T", "tabs/T.tab", "<a>1</a><b>2</b>");
        bench.rooms.target.file("CustomTab", "T", "tabs/T.tab", "<b>2</b>\n\n  <a>1</a>");

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head))
                .isEqualTo(Map.of(
                        "CustomField:Order__c.A__c", Bucket.SAME,
                        "CustomField:Order__c.B__c", Bucket.DIFFERENT,
                        "CustomField:Order__c.C__c", Bucket.ONLY_IN_SOURCE,
                        "CustomField:Order__c.D__c", Bucket.ONLY_IN_TARGET,
                        "CustomObject:Order__c", Bucket.SAME,
                        "CustomTab:T", Bucket.SAME));
        assertThat(bench.comparisons.files(head.id(), new Component("CustomField", "Order__c.B__c"), true))
                .extracting("path")
                .containsExactly("objects/Order__c.object");
    }

    @Test
    void typesListsAndPatterns_chooseWhatIsCompared() {
        bench.rooms.source.apex("Gate", "s").apex("GateTest", "s").tab("Lock");
        bench.rooms.target.apex("Gate", "s");

        Selection types = new Selection.Types(
                new TreeSet<>(List.of("ApexClass")), new LeftOut(new TreeSet<>(), List.of("*test")));
        assertThat(bench.buckets(bench.compare(types, true))).containsOnlyKeys("ApexClass:Gate");

        Selection listed = new Selection.Listed(
                new TreeSet<>(List.of(new Component("CustomTab", "Lock"), new Component("ApexClass", "Nowhere"))));
        assertThat(bench.buckets(bench.compare(listed, true)))
                .isEqualTo(Map.of("ApexClass:Nowhere", Bucket.IN_NEITHER, "CustomTab:Lock", Bucket.ONLY_IN_SOURCE));
    }

    @Test
    void profile_isComparedByItsRightsOnWhatBothSidesHave() {
        bench.rooms.source.apex("Both", "s").apex("Alone", "s");
        bench.rooms.target.apex("Both", "s");
        for (FakeOrg org : List.of(bench.rooms.source, bench.rooms.target)) {
            String alone = org == bench.rooms.source ? right("Alone", true) : "";
            org.file("Profile", "Clerk", "profiles/Clerk.profile", alone + right("Both", true));
            org.file("Profile", "Guest", "profiles/Guest.profile", alone + right("Both", org == bench.rooms.source));
        }

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head))
                .containsEntry("Profile:Clerk", Bucket.SAME)
                .containsEntry("Profile:Guest", Bucket.DIFFERENT);
        assertThat(bench.comparisons
                        .item(head.id(), new Component("Profile", "Guest"))
                        .orElseThrow()
                        .onlyInSource())
                .containsExactly("classAccesses[Both].enabled = true");
    }

    private static String right(String apexClass, boolean enabled) {
        return "<classAccesses><apexClass>" + apexClass + "</apexClass><enabled>" + enabled
                + "</enabled></classAccesses>";
    }

    @Test
    void earlierState_standsInForTheTarget() {
        bench.rooms.source.apex("Same", "s").apex("Changed", "a").apex("Gone", "g");
        bench.rooms.target.apex("Same", "s").apex("Changed", "a").apex("Gone", "g");
        ComparisonHead before = bench.compare(EVERYTHING, true);
        bench.rooms.source.apex("Changed", "b").apex("New", "n").metadata.remove(new Component("ApexClass", "Gone"));
        int asked = bench.rooms.target.retrieved.size();

        RemoteJob job = bench.request(EVERYTHING, true, new EarlierState(before.id(), false));
        assertThat(bench.finish(job).isSuccess()).isTrue();

        ComparisonHead head = bench.comparisons.headOfJob(job.id()).orElseThrow();
        assertThat(bench.buckets(head))
                .isEqualTo(Map.of(
                        "ApexClass:Same", Bucket.SAME,
                        "ApexClass:Changed", Bucket.DIFFERENT,
                        "ApexClass:New", Bucket.ONLY_IN_SOURCE,
                        "ApexClass:Gone", Bucket.ONLY_IN_TARGET));
        assertThat(bench.rooms.target.retrieved).hasSize(asked);
        assertThat(head.earlier()).isEqualTo(new EarlierState(before.id(), false));
    }

    @Test
    void fileThatCannotBeRead_leavesItsComponentUnknownWithThePlace() {
        bench.rooms.source.metadata.put(
                new Component("CustomTab", "T"),
                Map.of("tabs/T.tab", "<!DOCTYPE a [<!ENTITY b \"boom\">]><CustomTab>&b;</CustomTab>"));
        bench.rooms.target.tab("T").apex("Gate", "s");
        bench.rooms.source.apex("Gate", "s");

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head)).containsEntry("ApexClass:Gate", Bucket.SAME);
        assertThat(bench.comparisons
                        .item(head.id(), new Component("CustomTab", "T"))
                        .orElseThrow())
                .satisfies(item -> {
                    assertThat(item.bucket()).isEqualTo(Bucket.UNKNOWN);
                    assertThat(item.note()).startsWith("tabs/T.tab has a document type");
                });
    }

    @Test
    void orgThatRefusesEverything_isNotAskedOneByOne() {
        for (int n = 0; n < 1_000; n++) {
            Component gate = new Component("ApexClass", "Gate" + n);
            bench.rooms.source.apex("Gate" + n, "s");
            bench.rooms.target.apex("Gate" + n, "s");
            bench.rooms.target.failing.add(gate);
        }

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head)).hasSize(1_000);
        assertThat(bench.buckets(head).values()).containsOnly(Bucket.UNKNOWN);
        // Fifty alone, and the halves that led to them, of both orgs.
        assertThat(bench.retrieves()).isLessThan(2 * 3 * Halving.MOST_REFUSED_ALONE);
        assertThat(bench.items(head).stream().map(ComparedItem::note).distinct())
                .contains("Target: UNKNOWN_EXCEPTION: An unexpected error occurred")
                .anyMatch(note ->
                        note.startsWith("Target: UNKNOWN_EXCEPTION: An unexpected error occurred. So far an org has"
                                + " refused 50 components alone"));
    }

    @Test
    void pathThatLeadsOut_leavesItsComponentUnknownAndTheOthersAreCompared() {
        for (FakeOrg org : List.of(bench.rooms.source, bench.rooms.target)) {
            for (int n = 0; n < 4; n++) {
                org.apex("Gate" + n, "s");
            }
        }
        HostileFiles.in(bench.rooms.source).moved("classes/Gate2.cls", "../classes/Gate2.cls");

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head).values()).filteredOn(Bucket.SAME::equals).hasSize(3);
        ComparedItem gate = bench.comparisons
                .item(head.id(), new Component("ApexClass", "Gate2"))
                .orElseThrow();
        assertThat(gate.bucket()).isEqualTo(Bucket.UNKNOWN);
        assertThat(gate.note())
                .isEqualTo("Source: the package that the org returned can't be read: The zip has the path"
                        + " \"../classes/Gate2.cls\", which leads out of the package; it is refused");
    }

    @Test
    void zipThatUnzipsBeyondMeasure_leavesItsComponentUnknown() {
        bench.rooms.source.apex("Gate", "s").tab("Bomb");
        bench.rooms.target.apex("Gate", "s").tab("Bomb");
        HostileFiles.in(bench.rooms.source)
                .tab(bench.rooms.source, "Bomb", HostileFiles.repeated("", "x".repeat(1000), 601 * 1049, ""));

        ComparisonHead head = bench.compare(EVERYTHING, true);

        assertThat(bench.buckets(head)).containsEntry("ApexClass:Gate", Bucket.SAME);
        assertThat(bench.comparisons.item(head.id(), HostileFiles.named("Bomb")).orElseThrow())
                .satisfies(item -> {
                    assertThat(item.bucket()).isEqualTo(Bucket.UNKNOWN);
                    assertThat(item.note()).contains("more than 629145600 bytes unzipped");
                });
    }
}
