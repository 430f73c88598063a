package io.sluice.compare.bulk;

import static io.sluice.compare.bulk.Bench.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.FakeOrg;
import io.sluice.metadata.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a comparison asks for when an earlier one has looked already. */
class WarmComparisonsTest {

    private static final Component GATE = new Component("ApexClass", "Gate");
    private static final Component LOCK = new Component("ApexClass", "Lock");
    private static final Instant LATER = Instant.parse("2026-11-03T10:00:00Z");

    private final Bench bench = new Bench();
    private final FakeOrg source = bench.rooms.source;
    private final FakeOrg target = bench.rooms.target;
    private ComparisonHead cold;

    @BeforeEach
    void compareCold() {
        source.apex("Gate", "a").apex("Lock", "l").object("Order__c", Map.of("A__c", "one"));
        target.apex("Gate", "b").apex("Lock", "l").object("Order__c", Map.of("A__c", "one"));
        cold = bench.compare(EVERYTHING, true);
        source.retrieved.clear();
        target.retrieved.clear();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatIsListedAsBefore_isNotRetrievedAndSaysTheSame() {
        ComparisonHead warm = bench.compare(EVERYTHING, false);

        assertThat(bench.retrieves()).isZero();
        assertThat(bench.items(warm)).isEqualTo(bench.items(cold));
        assertThat(bench.comparisons.files(warm.id(), GATE, true))
                .isEqualTo(bench.comparisons.files(cold.id(), GATE, true))
                .isNotEmpty();
    }

    @Test
    void onlyWhatIsListedOtherwise_isRetrieved() {
        source.apex("Lock", "changed");
        source.modified.put(LOCK, LATER);

        ComparisonHead warm = bench.compare(EVERYTHING, false);

        assertThat(asked()).containsExactly(LOCK);
        assertThat(bench.buckets(warm))
                .containsEntry("ApexClass:Lock", Bucket.DIFFERENT)
                .containsEntry("ApexClass:Gate", Bucket.DIFFERENT);
    }

    @Test
    void fieldThatIsListedOtherwise_hasItsObjectRetrieved() {
        source.object("Order__c", Map.of("A__c", "two"));
        source.modified.put(new Component("CustomField", "Order__c.A__c"), LATER);

        ComparisonHead warm = bench.compare(EVERYTHING, false);

        assertThat(asked()).containsExactly(new Component("CustomObject", "Order__c"));
        assertThat(bench.buckets(warm)).containsEntry("CustomField:Order__c.A__c", Bucket.DIFFERENT);
    }

    @Test
    void changeThatNoDateShows_isFoundWhereDatesAreKnownToTellTooLittle() {
        permissionSet("true");
        bench.compare(EVERYTHING, false);
        source.file("PermissionSet", "Clerks", "permissionsets/Clerks.permissionset", right("false"));

        ComparisonHead warm = bench.compare(EVERYTHING, false);

        assertThat(bench.buckets(warm)).containsEntry("PermissionSet:Clerks", Bucket.DIFFERENT);
    }

    @Test
    void changeThatNoDateShows_isFoundWhereNoDateIsListed() {
        source.modified.put(LOCK, null);
        bench.compare(EVERYTHING, false);
        source.apex("Lock", "changed");

        assertThat(bench.buckets(bench.compare(EVERYTHING, false))).containsEntry("ApexClass:Lock", Bucket.DIFFERENT);
    }

    @Test
    void otherChangesThatNoDateShows_areFoundColdAndAfterSomeDays() {
        source.apex("Lock", "changed");
        assertThat(bench.buckets(bench.compare(EVERYTHING, false))).containsEntry("ApexClass:Lock", Bucket.SAME);
        assertThat(bench.buckets(bench.compare(EVERYTHING, true))).containsEntry("ApexClass:Lock", Bucket.DIFFERENT);

        source.apex("Lock", "l");
        bench.rooms.clock.move(Duration.ofDays(8));
        assertThat(bench.buckets(bench.compare(EVERYTHING, false))).containsEntry("ApexClass:Lock", Bucket.SAME);
    }

    @Test
    void anotherOrg_voidsWhatWasKnownOfTheOldOne() {
        source.orgId = "00D000000000009AAA";

        bench.compare(EVERYTHING, false);

        assertThat(source.retrieved).isNotEmpty();
        assertThat(asked()).contains(GATE, LOCK);
    }

    @Test
    void anotherApiVersion_voidsWhatWasKnownInTheOldOne() {
        bench.compare(EVERYTHING, false, "61.0");

        assertThat(asked()).contains(GATE, LOCK);
        source.retrieved.clear();
        bench.compare(EVERYTHING, false, "61.0");
        assertThat(asked()).isEmpty();
    }

    @Test
    void modifiedProfile_hasItsCompanionsRetrievedOnceMore() {
        profiles("true", "true");
        bench.compare(EVERYTHING, false);
        source.retrieved.clear();
        bench.compare(EVERYTHING, false);
        assertThat(asked()).doesNotContain(LOCK);

        profiles("false", "true");
        source.modified.put(new Component("Profile", "Clerk"), LATER);

        assertThat(bench.buckets(bench.compare(EVERYTHING, false))).containsEntry("Profile:Clerk", Bucket.DIFFERENT);
        assertThat(asked()).contains(LOCK);
    }

    @Test
    void differenceOfAProfile_staysWhileWhatItIsAboutIsUnchanged() {
        profiles("false", "true");
        bench.compare(EVERYTHING, true);

        ComparisonHead warm = bench.compare(EVERYTHING, false);

        ComparedItem profile = bench.comparisons
                .item(warm.id(), new Component("Profile", "Clerk"))
                .orElseThrow();
        assertThat(profile.bucket()).isEqualTo(Bucket.DIFFERENT);
        assertThat(profile.note()).startsWith("Rights on components that did not change");
    }

    private void permissionSet(String enabled) {
        for (FakeOrg org : List.of(source, target)) {
            org.file("PermissionSet", "Clerks", "permissionsets/Clerks.permissionset", right(enabled));
        }
    }

    private void profiles(String inSource, String inTarget) {
        source.file("Profile", "Clerk", "profiles/Clerk.profile", right(inSource));
        target.file("Profile", "Clerk", "profiles/Clerk.profile", right(inTarget));
    }

    private static String right(String enabled) {
        return "<classAccesses><apexClass>Lock</apexClass><enabled>" + enabled + "</enabled></classAccesses>";
    }

    private Set<Component> asked() {
        Set<Component> asked = new TreeSet<>();
        source.retrieved.forEach(manifest -> asked.addAll(manifest.members()));
        return asked;
    }
}
