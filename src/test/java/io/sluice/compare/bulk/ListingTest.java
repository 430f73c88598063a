package io.sluice.compare.bulk;

import static io.sluice.compare.bulk.Bench.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.Bucket;
import io.sluice.compare.FakeOrg;
import io.sluice.metadata.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which types a comparison of everything lists, in how many calls and when. */
class ListingTest {

    /** Types that every org describes and few orgs use. */
    private static final List<String> EMPTY =
            List.of("Bot", "Community", "EclairGeoData", "FlowCategory", "Letterhead", "MatchingRules", "Prompt");

    /** Types whose dates tell too little, so that they are always listed. */
    private static final Set<String> ALWAYS = Set.of("PermissionSet", "Profile");

    private static final Component PROMPT = new Component("Prompt", "Welcome");

    private final Bench bench = new Bench();
    private final FakeOrg source = bench.rooms.source;
    private final FakeOrg target = bench.rooms.target;

    @BeforeEach
    void fill() {
        for (FakeOrg org : List.of(source, target)) {
            org.types.addAll(EMPTY);
            org.apex("Gate", "g");
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void cold_listsEachTypeOnce_threeACall() {
        bench.compare(EVERYTHING, true);

        for (FakeOrg org : List.of(source, target)) {
            assertThat(all(org)).containsExactlyInAnyOrderElementsOf(org.types);
            assertThat(org.listed).allMatch(call -> call.size() <= 3);
            // Either wave may end with a call that is not full.
            assertThat(org.listed.size()).isLessThanOrEqualTo(org.types.size() / 3 + 2);
            assertThat(org.retrieved).hasSize(1);
        }
    }

    @Test
    void warm_listsWhatTheOrgHas_andWhatItsDatesTellTooLittleOf() {
        bench.compare(EVERYTHING, true);
        forget();

        bench.compare(EVERYTHING, false);

        for (FakeOrg org : List.of(source, target)) {
            assertThat(new TreeSet<>(all(org))).isEqualTo(with(ALWAYS, "ApexClass"));
            assertThat(org.listed).hasSize(1);
            assertThat(org.retrieved).isEmpty();
        }
    }

    @Test
    void warm_listsATypeThatWasEmpty_whenTheOrgTellsOfAChangeInIt() {
        bench.compare(EVERYTHING, true);
        source.file("Prompt", "Welcome", "prompts/Welcome.prompt", "<masterLabel>Hello</masterLabel>");
        source.tracked.add(PROMPT);
        forget();

        assertThat(bench.buckets(bench.compare(EVERYTHING, false)))
                .containsEntry(PROMPT.toString(), Bucket.ONLY_IN_SOURCE);
        assertThat(new TreeSet<>(all(source))).isEqualTo(with(ALWAYS, "ApexClass", "Prompt"));

        forget();
        // It is no longer empty.
        bench.compare(EVERYTHING, false);
        assertThat(all(source)).contains("Prompt");
        assertThat(all(target)).doesNotContain("Prompt");
    }

    @Test
    void warm_listsAll_afterADay_andWhereTheOrgTellsNothing_andInAnotherOrg() {
        bench.compare(EVERYTHING, true);
        bench.rooms.clock.move(Duration.ofHours(25));
        forget();
        bench.compare(EVERYTHING, false);
        assertThat(all(source)).containsAll(EMPTY);

        source.tracked = null;
        forget();
        bench.compare(EVERYTHING, false);
        assertThat(all(source)).containsAll(EMPTY);
        assertThat(all(target)).doesNotContainAnyElementsOf(EMPTY);

        target.orgId = "00D000000000009AAA";
        forget();
        bench.compare(EVERYTHING, false);
        assertThat(all(target)).containsAll(EMPTY);
    }

    @Test
    void coldComparison_believesNothing() {
        bench.compare(EVERYTHING, true);
        forget();
        bench.compare(EVERYTHING, true);
        assertThat(all(source)).containsAll(EMPTY);
    }

    @Test
    void whatIsListedFirst_isRetrievedWhileTheRestIsListed() {
        CountDownLatch retrieving = new CountDownLatch(1);
        source.calls = () -> {
            if (!source.retrieved.isEmpty()) {
                retrieving.countDown();
            }
        };
        target.file("Prompt", "Welcome", "prompts/Welcome.prompt", "<masterLabel>Hello</masterLabel>");
        target.listing = type -> {
            if (EMPTY.contains(type)) {
                await(retrieving);
            }
        };

        assertThat(bench.buckets(bench.compare(EVERYTHING, true)))
                .containsEntry("ApexClass:Gate", Bucket.SAME)
                .containsEntry(PROMPT.toString(), Bucket.ONLY_IN_TARGET);
    }

    @Test
    void whatNeitherOrgHasAfterAll_isNotCounted() {
        for (FakeOrg org : List.of(source, target)) {
            org.metadata.put(new Component("CustomTab", "Ghost"), java.util.Map.of());
            org.extraMessages.add("Entity of type 'CustomTab' named 'Ghost' cannot be found");
        }
        assertThat(bench.buckets(bench.compare(EVERYTHING, true))).containsOnlyKeys("ApexClass:Gate");
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("Nothing was retrieved while the second wave was listed");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void forget() {
        for (FakeOrg org : List.of(source, target)) {
            org.listed.clear();
            org.retrieved.clear();
        }
    }

    private static List<String> all(FakeOrg org) {
        List<String> all = new ArrayList<>();
        org.listed.forEach(all::addAll);
        return all;
    }

    private static Set<String> with(Set<String> types, String... more) {
        Set<String> all = new TreeSet<>(types);
        all.addAll(List.of(more));
        return all;
    }
}
