package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeletionPlanTest {

    private static final Component A = new Component("ApexClass", "A");
    private static final Component B = new Component("ApexClass", "B");
    private static final Component C = new Component("ApexClass", "C");
    private static final Component AURA = new Component("AuraDefinitionBundle", "card");
    private static final Component WEB = new Component("LightningComponentBundle", "card");

    @Test
    void deletions_goAfterThePackage_usersFirst() {
        DeletionPlan plan = plan(List.of(A, B, C), List.of(), Map.of(A, users(B), B, users(C)));

        assertThat(plan.after()).containsExactly(C, B, A);
        assertThat(plan.before()).isEmpty();
        assertThat(plan.reasons()).isEmpty();
    }

    @Test
    void thoseThatUseEachOther_goTogether() {
        DeletionPlan plan = plan(List.of(A, B), List.of(), Map.of(A, users(B), B, users(A)));

        assertThat(plan.after()).containsExactlyInAnyOrder(A, B);
        assertThat(plan.problems()).isEmpty();
    }

    @Test
    void nameTakenByAnotherType_isGivenFreeBefore_withWhatUsesIt() {
        DeletionPlan plan = plan(List.of(AURA, A, B), List.of(WEB), Map.of(AURA, users(A)));

        assertThat(plan.before()).containsExactly(A, AURA);
        assertThat(plan.after()).containsExactly(B);
        assertThat(plan.all()).containsExactly(A, AURA, B);
        assertThat(plan.reasons())
                .containsExactly(
                        "AuraDefinitionBundle:card is deleted before the package goes in, because"
                                + " LightningComponentBundle:card takes its name.",
                        "ApexClass:A is deleted before the package goes in, because it uses"
                                + " AuraDefinitionBundle:card, which has to go then.");
    }

    @Test
    void circle_isTold() {
        DeletionPlan plan = plan(List.of(AURA, A), List.of(WEB, B), Map.of(AURA, users(A), A, users(B)));

        assertThat(plan.problems()).singleElement().asString().contains("ApexClass:A has", "ApexClass:B uses it");
    }

    @Test
    void sameNameOfUnrelatedTypes_isNoReason() {
        assertThat(DeletionPlan.needsUsers(List.of(A), List.of(new Component("ApexPage", "A"))))
                .isFalse();
        assertThat(DeletionPlan.needsUsers(List.of(AURA), List.of(WEB))).isTrue();
    }

    private static DeletionPlan plan(
            List<Component> deletions, List<Component> brought, Map<Component, SortedSet<Component>> users) {
        return DeletionPlan.of(UUID.randomUUID(), deletions, brought, List.of(), users);
    }

    private static SortedSet<Component> users(Component... users) {
        return new TreeSet<>(List.of(users));
    }
}
