package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifySortingTest {

    private static final Component FIELD = new Component("CustomField", "Visit__c.Status__c");

    private final Map<Component, ComponentDifferences> meant = new HashMap<>();
    private final Map<Component, ComponentDifferences> left = new HashMap<>();

    @Test
    void whatDifferedAndIsTheSameNow_wasMeantAndDone() {
        meant.put(FIELD, of(edit("label", "new", "old")));

        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.SAME, "s", "s")))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.DONE, List.of("label: old to new")));
    }

    @Test
    void deletionThatHappened_isDone_andOneThatDidNot_isNot() {
        ComparedItem before = item(Bucket.ONLY_IN_TARGET, null, "t");

        assertThat(sorted(before, item(Bucket.IN_NEITHER, null, null)))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.DONE, List.of()));
        assertThat(sorted(before, before))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.NOT_DONE, List.of()));
    }

    @Test
    void anEditThatTheOrgDropped_isToldFromThoseThatItTook() {
        meant.put(FIELD, of(edit("label", "new", "old"), edit("length", "80", "40")));
        left.put(FIELD, of(edit("length", "80", "40")));

        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.DIFFERENT, "s", "t2")))
                .containsExactly(
                        new VerifiedItem(FIELD, VerifiedItem.Kind.DONE, List.of("label: old to new")),
                        new VerifiedItem(FIELD, VerifiedItem.Kind.NOT_DONE, List.of("length: 40 to 80")));
    }

    @Test
    void anEditAtAnotherPlaceOrWithAnotherValue_isSomebodyElses() {
        meant.put(FIELD, of(edit("label", "new", "old"), edit("length", "80", "40")));
        left.put(FIELD, of(edit("length", "80", "120"), edit("help", "", "please")));

        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.DIFFERENT, "s", "t2")))
                .containsExactly(
                        new VerifiedItem(FIELD, VerifiedItem.Kind.DONE, List.of("label: old to new")),
                        new VerifiedItem(
                                FIELD, VerifiedItem.Kind.MEANWHILE, List.of("length: 120 to 80", "help: please to ")));
    }

    @Test
    void whatWasTheSameAndDiffersNow_isSomebodyElses() {
        left.put(FIELD, of(edit("help", "", "please")));

        assertThat(sorted(item(Bucket.SAME, "s", "s"), item(Bucket.DIFFERENT, "s", "t")))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.MEANWHILE, List.of("help: please to ")));
    }

    @Test
    void aComponentThatIsGoneFromTheTarget_wasTakenBySomebodyElse() {
        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.ONLY_IN_SOURCE, "s", null)))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.MEANWHILE, List.of()));
    }

    @Test
    void whatWasAndIsTheSame_isNotNamed() {
        assertThat(sorted(item(Bucket.SAME, "s", "s"), item(Bucket.SAME, "s", "s")))
                .isEmpty();
        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.UNKNOWN, null, null)))
                .isEmpty();
    }

    @Test
    void whatIsTheSameOnlyAsTheSourceMoved_isNotDone() {
        meant.put(FIELD, of(edit("label", "new", "old")));

        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.SAME, "t", "t")))
                .containsExactly(new VerifiedItem(
                        FIELD,
                        VerifiedItem.Kind.MEANWHILE,
                        List.of("the source was changed after the comparison that was decided on")));
    }

    @Test
    void aDifferenceThatWentWhereTheSourceMoved_isNotDone() {
        meant.put(FIELD, of(edit("label", "new", "old"), edit("length", "80", "40")));
        left.put(FIELD, of(edit("length", "80", "40")));

        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.DIFFERENT, "s2", "t")))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.NOT_DONE, List.of("length: 40 to 80")));
    }

    @Test
    void aTextThatSomebodyElseEdited_isSomebodyElses_andOneThatTheOrgDropped_isNotDone() {
        meant.put(FIELD, code("new", "old"));
        left.put(FIELD, code("new", "hotfix"));
        ComparedItem then = item(Bucket.DIFFERENT, "s", "t");
        ComparedItem now = item(Bucket.DIFFERENT, "s", "t2");

        assertThat(sorted(then, now))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.MEANWHILE, List.of("code changes")));
        left.put(FIELD, code("new", "old"));
        assertThat(sorted(then, now))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.NOT_DONE, List.of("code changes")));
    }

    @Test
    void whereNobodyLookedInsideThen_theHashesTell() {
        left.put(FIELD, of(edit("label", "new", "old")));

        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.DIFFERENT, "s2", "t")))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.NOT_DONE, List.of("label: old to new")));
        assertThat(sorted(item(Bucket.DIFFERENT, "s", "t"), item(Bucket.DIFFERENT, "s", "t2")))
                .containsExactly(new VerifiedItem(FIELD, VerifiedItem.Kind.MEANWHILE, List.of("label: old to new")));
    }

    private static ComponentDifferences code(String source, String target) {
        return new ComponentDifferences(
                FIELD,
                List.of(new Difference(Difference.Kind.CHANGED, "", "", null, null, "code changes", null)),
                List.of(new TextDifference("", "", source, target, false)),
                List.of(),
                List.of());
    }

    private List<VerifiedItem> sorted(ComparedItem then, ComparedItem now) {
        return new VerifySorting(
                        List.of(then),
                        one -> Optional.ofNullable(meant.get(one)),
                        one -> Optional.ofNullable(left.get(one)))
                .sort(List.of(now));
    }

    private static ComparedItem item(Bucket bucket, String source, String target) {
        return new ComparedItem(FIELD, bucket, source, target, List.of(), List.of(), null, null, null);
    }

    private static ComponentDifferences of(Difference... differences) {
        return new ComponentDifferences(FIELD, Arrays.asList(differences), List.of(), List.of(), List.of());
    }

    private static Difference edit(String path, String source, String target) {
        return new Difference(
                Difference.Kind.CHANGED, path, path, source, target, path + ": " + target + " to " + source, null);
    }
}
