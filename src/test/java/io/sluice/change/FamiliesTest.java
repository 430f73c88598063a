package io.sluice.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamiliesTest {

    private final ChangeRoom room = new ChangeRoom();
    private final ChangeRequests changes = room.changes;
    private final Families families = room.families;

    @Test
    void a_release_rolls_up_what_its_approved_children_touch_and_says_where_each_item_comes_from() {
        String release = release();
        String first = child(release, "ApexClass:Invoices\nApexClass:Payments");
        String second = child(release, "ApexClass:Payments\nLayout:Invoice__c-Invoice");
        String waiting = room.raised().number();
        assertThat(families.join(waiting, release, false, "rita")).isEmpty();
        room.defined(waiting, "ApexClass:Waiting", "");

        Scope scope = room.defined(release, "ApexClass:Own", "");

        assertThat(scope.items())
                .extracting(ScopeItem::words)
                .containsExactly(
                        "ApexClass:Invoices", "ApexClass:Own", "ApexClass:Payments", "Layout:Invoice__c-Invoice");
        Family family = families.of(release);
        assertThat(family.release()).isTrue();
        assertThat(family.children()).extracting(ChangeRequest::number).containsExactly(first, second, waiting);
        assertThat(family.children()).extracting(Family::isRolledUp).containsExactly(true, true, false);
        assertThat(family.origins().get(new Component("ApexClass", "Payments"))).containsExactly(first, second);
        assertThat(family.origins().get(new Component("ApexClass", "Invoices"))).containsExactly(first);
        assertThat(family.origins()).doesNotContainKey(new Component("ApexClass", "Own"));
        assertThat(family.behind().isEmpty()).isTrue();
    }

    @Test
    void a_release_without_items_of_its_own_has_those_of_its_children_and_none_is_refused_as_empty() {
        String release = release();
        assertThat(changes.defineScope(release, "", "", "", List.of(), "rita"))
                .isInstanceOfSatisfying(ScopeResult.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .startsWith("The scope is empty"));
        child(release, "ApexClass:Invoices");

        assertThat(room.defined(release, "", "").components()).containsExactly(new Component("ApexClass", "Invoices"));
    }

    @Test
    void a_child_approved_later_is_shown_as_missing_until_the_scope_is_submitted_again() {
        String release = release();
        room.defined(release, "ApexClass:Own", "");
        child(release, "ApexClass:Invoices");

        assertThat(families.of(release).behind().added())
                .extracting(ScopeItem::words)
                .containsExactly("ApexClass:Invoices");

        room.defined(release, "ApexClass:Own", "");
        assertThat(families.of(release).behind().isEmpty()).isTrue();
    }

    @Test
    void one_who_keeps_and_one_who_deletes_can_not_be_in_one_release() {
        String release = release();
        String keeps = child(release, "ApexClass:Invoices");
        String deletes = room.raised().number();
        families.join(deletes, release, false, "rita");
        changes.defineScope(deletes, "", "", "ApexClass:Invoices", List.of(), "rita");
        changes.happened(deletes, ChangeFact.SUBMITTED, "rita", "");
        changes.happened(deletes, ChangeFact.APPROVED, "anna", "");

        assertThat(changes.defineScope(release, "", "", "", List.of(), "rita"))
                .isInstanceOfSatisfying(ScopeResult.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .contains("ApexClass:Invoices is deleted by " + deletes + " and kept by " + keeps));
        assertThat(changes.require(release).revision()).isZero();
    }

    @Test
    void what_children_made_in_their_sandboxes_need_not_be_in_production_for_the_release() {
        String release = release();
        child(release, "ApexClass:MadeInASandbox");
        room.defined(release, "", "");

        assertThat(changes.checkScope(release)).isInstanceOf(ScopeResult.Accepted.class);
    }

    @Test
    void what_comes_back_from_the_sandbox_keeps_its_origin() {
        String release = release();
        String child = child(release, "ApexClass:Invoices");
        room.defined(release, "", "");

        changes.takeOver(
                release,
                List.of(
                        new ScopeItem(new Component("ApexClass", "Invoices"), ScopeItem.Kind.EXISTING),
                        new ScopeItem(new Component("ApexClass", "Found"), ScopeItem.Kind.EXISTING)),
                "dev");

        assertThat(families.of(release).origins())
                .containsOnlyKeys(new Component("ApexClass", "Invoices"))
                .hasEntrySatisfying(new Component("ApexClass", "Invoices"), from -> assertThat(from)
                        .containsExactly(child));
    }

    @Test
    void wrong_parents_are_refused_and_nothing_is_written() {
        String one = room.raised().number();
        String other = room.raised().number();
        assertThat(families.join(other, one, false, "rita")).isEmpty();

        assertThat(families.join(one, "CR-999999", false, "rita"))
                .singleElement()
                .asString()
                .contains("no change request");
        assertThat(families.join(one, one, false, "rita"))
                .singleElement()
                .asString()
                .contains("itself");
        assertThat(families.join(one, other, true, "rita"))
                .singleElement()
                .asString()
                .contains("part of " + one);
        changes.happened(other, ChangeFact.CANCELLED, "rita", "not needed");
        assertThat(families.join(one, other, false, "rita")).isNotEmpty();
        assertThat(families.of(one).parent()).isNull();
        assertThat(families.of(one).release()).isFalse();

        String approved = room.approved("ApexClass:A", "").number();
        assertThat(families.join(approved, one, false, "rita"))
                .singleElement()
                .asString()
                .contains("is Approved");
    }

    private String release() {
        String number = room.raised().number();
        assertThat(families.join(number, "", true, "rita")).isEmpty();
        return number;
    }

    private String child(String release, String existing) {
        String number = room.raised().number();
        assertThat(families.join(number, release, false, "rita")).isEmpty();
        room.defined(number, existing, "");
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        changes.happened(number, ChangeFact.APPROVED, "anna", "");
        return number;
    }
}
