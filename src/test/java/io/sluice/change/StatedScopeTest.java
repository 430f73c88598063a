package io.sluice.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatedScopeTest {

    private static final ScopeItem INVOICES =
            new ScopeItem(new Component("ApexClass", "Invoices"), ScopeItem.Kind.EXISTING);
    private static final ScopeItem OLD =
            new ScopeItem(new Component("ApexClass", "OldInvoices"), ScopeItem.Kind.DELETION);

    @Test
    void what_was_written_is_read_again_deletions_as_deletions() {
        String text = StatedScope.write(new Scope(1, List.of(OLD, INVOICES), List.of()));

        assertThat(text).isEqualTo("ApexClass:Invoices\ndelete ApexClass:OldInvoices");
        assertThat(StatedScope.read(text, "the scope").items()).containsExactly(INVOICES, OLD);
        assertThat(StatedScope.read(text, "the scope").problems()).isEmpty();
    }

    @Test
    void a_wrong_line_is_named_by_its_number_whatever_its_kind() {
        StatedScope read = StatedScope.read("ApexClass:Invoices\n\ndelete Old\nthis:is:no type\n", "the scope");

        assertThat(read.problems()).hasSize(2);
        assertThat(read.problems()).anyMatch(problem -> problem.startsWith("Line 3 of the scope, \"Old\""));
        assertThat(read.problems()).anyMatch(problem -> problem.startsWith("Line 4 of the scope, \"this:is:no type\""));
    }

    @Test
    void a_component_can_not_be_kept_and_deleted() {
        assertThat(StatedScope.read("ApexClass:Invoices\ndelete ApexClass:INVOICES", "it")
                        .problems())
                .singleElement()
                .asString()
                .contains("ApexClass:INVOICES stands in it twice");
    }

    @Test
    void turning_an_item_into_a_deletion_is_a_difference_making_a_proposed_one_exist_is_none() {
        Scope before = new Scope(
                1,
                List.of(INVOICES, new ScopeItem(new Component("Flow", "Dunning"), ScopeItem.Kind.PROPOSED)),
                List.of());
        Scope after = new Scope(
                2,
                List.of(
                        new ScopeItem(INVOICES.component(), ScopeItem.Kind.DELETION),
                        new ScopeItem(new Component("Flow", "Dunning"), ScopeItem.Kind.EXISTING)),
                List.of());

        ScopeDifference difference = before.differenceTo(after);

        assertThat(difference.added()).extracting(ScopeItem::words).containsExactly("deletion of ApexClass:Invoices");
        assertThat(difference.removed()).extracting(ScopeItem::words).containsExactly("ApexClass:Invoices");
    }
}
