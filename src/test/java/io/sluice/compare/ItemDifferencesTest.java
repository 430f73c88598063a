package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightKind;
import io.sluice.compare.difference.RightsChange;
import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemDifferencesTest {

    private static final Component PROFILE = new Component("Profile", "Sales");
    private static final Component OLD_SET = new Component("PermissionSet", "Old");
    private static final Component CLASS = new Component("ApexClass", "Gate");
    private static final Component SAME = new Component("ApexClass", "Same");

    private TestRooms rooms;
    private ItemDifferences differences;
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void open() {
        rooms = new TestRooms("io.sluice.compare");
        differences = rooms.get(ItemDifferences.class);
        store(id);
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void whatDiffers_isReadBackAsItWasFound() {
        add(id, gate(), sales());

        assertThat(differences.of(id, CLASS)).contains(gate());
        assertThat(differences.of(id, PROFILE)).contains(sales());
        assertThat(differences.of(id, SAME)).isEmpty();
        assertThat(differences.of(UUID.randomUUID(), CLASS)).isEmpty();
    }

    @Test
    void aSameItemWithNothingToTell_leavesNoRow() {
        add(id, new ComponentDifferences(SAME, List.of(), List.of(), List.of(), List.of()));

        assertThat(differences.of(id, SAME)).isEmpty();
        assertThat(rooms.jdbc
                        .sql("select count(*) from sluice.difference_set")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aNulCharacter_isShownByASign() {
        Difference odd = new Difference(Difference.Kind.CHANGED, "a", "A", "x\0y", null, "A: x\0y", null);
        add(id, new ComponentDifferences(CLASS, List.of(odd), List.of(), List.of("n\0"), List.of()));

        assertThat(differences.of(id, CLASS).orElseThrow().differences())
                .extracting(Difference::source)
                .containsExactly("x\u2400y");
    }

    @Test
    void counts_areByItemAndInAll() {
        add(id, gate(), sales());

        DifferenceCount ofSales = new DifferenceCount(4, 2, 1, 0, 1, 0, 1);
        assertThat(differences.counts(id, List.of(PROFILE, SAME))).isEqualTo(Map.of(PROFILE, ofSales));
        assertThat(differences.total(id)).isEqualTo(new DifferenceCount(5, 2, 1, 0, 1, 0, 1));
        assertThat(differences.total(UUID.randomUUID())).isEqualTo(DifferenceCount.NONE);
    }

    @Test
    void rights_comePowerfulGainsFirst_thenGainsThenLosses() {
        add(id, gate(), sales());

        assertThat(differences.rightsFirst(id, 10))
                .extracting(each -> each.difference().words())
                .containsExactly("Sales gains Modify All Data", "Sales gains Edit", "Sales loses Read");
        assertThat(differences.rightsFirst(id, 1)).hasSize(1);
        assertThat(differences.othersFirst(id, 10))
                .extracting(each -> each.component() + " " + each.difference().path())
                .containsExactly("ApexClass:Gate ", "Profile:Sales label");
    }

    @Test
    void factsForApprovers_areThoseOfTheSameDifferences() {
        add(id, gate(), sales());

        assertThat(differences.rights(id, List.of())).isEqualTo(RightsFacts.of(List.of(gate(), sales())));
    }

    @Test
    void whatOnlyTheTargetHas_countsWhereTheDeploymentDeletesIt() {
        ComponentDifferences gone = new ComponentDifferences(
                OLD_SET,
                List.of(right(Effect.LOSES, "View All Data", true, "Old loses View All Data")),
                List.of(),
                List.of(),
                List.of());
        add(id, gone);

        assertThat(differences.rights(id, List.of()).lost()).isZero();
        assertThat(differences.rights(id, List.of(OLD_SET))).isEqualTo(RightsFacts.of(List.of(gone)));
    }

    @Test
    void onlyItemsWithRights_areFilteredAndCountedInTheDatabase() {
        add(id, gate(), sales());
        Comparisons comparisons = rooms.get(Comparisons.class);
        ItemFilter rights = new ItemFilter(java.util.Set.of(), null, null, true);

        assertThat(comparisons.items(id, rights, null, 10))
                .extracting(ComparedItem::component)
                .containsExactly(PROFILE);
        assertThat(comparisons.counts(id, rights)).containsExactly(new ItemCount("Profile", Bucket.DIFFERENT, 1));
        assertThat(comparisons.items(id, ItemFilter.ALL, null, 10)).hasSize(4);
    }

    @Test
    void itemsForPeople_beginWithPowerfulGains_onAnyPage() {
        add(
                id,
                touching(CLASS, right(Effect.LOSES, "Read", true, "loses")),
                touching(OLD_SET, right(Effect.GAINS, "Edit", false, "gains")),
                sales());
        Comparisons comparisons = rooms.get(Comparisons.class);
        List<Component> read = new ArrayList<>();
        List<ComparedItem> page = comparisons.rightsFirst(id, ItemFilter.ALL, null, 1);
        while (!page.isEmpty()) {
            read.add(page.get(0).component());
            page = comparisons.rightsFirst(id, ItemFilter.ALL, page.get(0).component(), 1);
        }

        assertThat(read).containsExactly(PROFILE, OLD_SET, CLASS, SAME);
        assertThat(comparisons.rightsFirst(id, ItemFilter.ALL, OLD_SET, 10))
                .extracting(ComparedItem::component)
                .containsExactly(CLASS, SAME);
        assertThat(comparisons.rightsFirst(id, ItemFilter.ALL.onlyRights(), null, 10))
                .extracting(ComparedItem::component)
                .containsExactly(PROFILE, OLD_SET, CLASS);
    }

    private static ComponentDifferences touching(Component item, Difference right) {
        return new ComponentDifferences(item, List.of(right), List.of(), List.of(), List.of());
    }

    @Test
    void olderComparison_wasNotLookedInside() {
        assertThat(differences.lookedInside(id)).isFalse();
        rooms.transaction.executeWithoutResult(
                status -> rooms.get(DifferenceStore.class).lookedInside(id));
        assertThat(differences.lookedInside(id)).isTrue();
    }

    @Test
    void rows_areEvidenceThatNobodyChanges() {
        add(id, sales());

        for (String table : List.of("difference_set", "difference", "comparison_item_differences")) {
            assertThatThrownBy(
                            () -> rooms.jdbc.sql("delete from sluice." + table).update())
                    .hasMessageContaining("A comparison is evidence");
        }
    }

    @Test
    void differencesOfAPage_areReadAtOnce_eachInItsOrder() {
        List<Difference> many = IntStream.range(0, 1200)
                .mapToObj(n -> new Difference(Difference.Kind.ADDED, "p" + n, "P" + n, "v", null, "w" + n, null))
                .toList();
        add(id, new ComponentDifferences(CLASS, many, List.of(), List.of(), List.of()), sales());

        assertThat(differences.of(id, List.of(CLASS, PROFILE, SAME)))
                .isEqualTo(Map.of(CLASS, many, PROFILE, sales().differences()));
    }

    private static ComponentDifferences gate() {
        return new ComponentDifferences(
                CLASS,
                List.of(new Difference(Difference.Kind.CHANGED, "", "Code", null, null, "The code changes", null)),
                List.of(new TextDifference("", "Code", "class Gate { int a; }", "class Gate { int \u00e4; }", false)),
                List.of("The line ends differ."),
                List.of());
    }

    private static ComponentDifferences sales() {
        return new ComponentDifferences(
                PROFILE,
                List.of(
                        right(Effect.LOSES, "Read", false, "Sales loses Read"),
                        right(Effect.GAINS, "Edit", false, "Sales gains Edit"),
                        right(Effect.GAINS, "Modify All Data", true, "Sales gains Modify All Data"),
                        new Difference(Difference.Kind.CHANGED, "label", "Label", "a", "b", "Label changes", null)),
                List.of(),
                List.of(),
                List.of("Rights on Invoice__c could not be compared."));
    }

    private static Difference right(Effect effect, String right, boolean powerful, String words) {
        return new Difference(
                Difference.Kind.CHANGED,
                right,
                right,
                "true",
                "false",
                words,
                new RightsChange(effect, "profile Sales", RightKind.SYSTEM, right, "", powerful));
    }

    private void add(UUID comparison, ComponentDifferences... items) {
        rooms.transaction.executeWithoutResult(
                status -> rooms.get(DifferenceStore.class).add(comparison, List.of(items)));
    }

    private void store(UUID comparison) {
        List<ComparedItem> items = List.of(
                item(CLASS, Bucket.DIFFERENT),
                item(OLD_SET, Bucket.ONLY_IN_TARGET),
                item(PROFILE, Bucket.DIFFERENT),
                item(SAME, Bucket.SAME));
        rooms.transaction.executeWithoutResult(status -> rooms.get(ComparisonStore.class)
                .add(
                        UUID.randomUUID(),
                        new Comparison(
                                comparison,
                                "CR-000001",
                                "DEP-000001",
                                false,
                                "sandbox",
                                "production",
                                "00D1",
                                "00D2",
                                "62.0",
                                Instant.parse("2026-11-02T09:00:00Z"),
                                ContentDigest.of(Map.of()),
                                ContentDigest.of(Map.of()),
                                items.stream()
                                        .sorted(Comparator.comparing(ComparedItem::component))
                                        .toList())));
    }

    private static ComparedItem item(Component component, Bucket bucket) {
        return new ComparedItem(component, bucket, null, null, List.of(), List.of(), null, null, null);
    }
}
