package io.sluice.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTest {

    private final ChangeRoom room = new ChangeRoom();
    private final Overlaps overlaps = new OverlapsInDatabase(room.jdbc);

    private String change(String existing, String proposed, String deletions) {
        String number = room.raised().number();
        ScopeResult result = room.changes.defineScope(number, existing, proposed, deletions, List.of(), "rita");
        assertThat(result).isInstanceOf(ScopeResult.Accepted.class);
        return number;
    }

    @Test
    void two_changes_that_name_the_same_see_each_other_with_what_they_share_and_the_owner() {
        String one = change("ApexClass:A\nApexClass:B", "", "Layout:O__c-L");
        String other = change("ApexClass:C", "ApexClass:a", "ApexClass:B");

        assertThat(overlaps.of(one)).singleElement().satisfies(overlap -> {
            assertThat(overlap.number()).isEqualTo(other);
            assertThat(overlap.requester()).isEqualTo("rita");
            assertThat(overlap.status()).isEqualTo(ChangeStatus.IN_PROGRESS);
            // As the other one spells it: an org tells no upper from lower case.
            assertThat(overlap.components())
                    .extracting(Component::toString)
                    .containsExactly("ApexClass:B", "ApexClass:a");
        });
        assertThat(overlaps.of(other)).extracting(Overlap::number).containsExactly(one);
    }

    @Test
    void changes_that_share_nothing_do_not_overlap() {
        String one = change("ApexClass:A", "", "");
        change("Layout:O__c-A", "", "");

        assertThat(overlaps.of(one)).isEmpty();
    }

    @Test
    void what_a_scope_named_before_is_no_overlap_any_more() {
        String one = change("ApexClass:A", "", "");
        String other = change("ApexClass:A", "", "");
        room.changes.defineScope(other, "ApexClass:B", "", "", List.of(), "rita");

        assertThat(overlaps.of(one)).isEmpty();
    }

    @Test
    void a_change_that_has_ended_overlaps_nobody_and_a_rejected_one_still_does() {
        String one = change("ApexClass:A", "", "");
        String cancelled = change("ApexClass:A", "", "");
        room.changes.happened(cancelled, ChangeFact.CANCELLED, "rita", "Not needed");
        String rejected = change("ApexClass:A", "", "");
        room.changes.happened(rejected, ChangeFact.SUBMITTED, "rita", "");
        room.changes.happened(rejected, ChangeFact.REJECTED, "anna", "Too early");

        assertThat(overlaps.of(one)).extracting(Overlap::number).containsExactly(rejected);
    }

    @Test
    void a_scope_that_is_not_submitted_yet_can_be_asked_about() {
        String one = change("ApexClass:A", "", "");
        String fresh = room.raised().number();

        assertThat(overlaps.of(fresh)).isEmpty();
        assertThat(overlaps.of(fresh, List.of(new Component("ApexClass", "A"), new Component("ApexClass", "Z"))))
                .extracting(Overlap::number)
                .containsExactly(one);
    }

    @Test
    void parent_and_child_belong_together_and_are_no_overlap() {
        String parent = change("ApexClass:A", "", "");
        String child = change("ApexClass:A", "", "");
        room.jdbc
                .sql("update sluice.change_request set parent = ? where number = ?")
                .params(parent, child)
                .update();

        assertThat(overlaps.of(parent)).isEmpty();
        assertThat(overlaps.of(child)).isEmpty();
    }
}
