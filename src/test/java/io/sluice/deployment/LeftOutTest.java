package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sluice.metadata.Component;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LeftOutTest {

    private static final Component INVOICES = new Component("ApexClass", "Invoices");
    private static final Component INVOICES_TEST = new Component("ApexClass", "InvoicesTest");
    private static final Component LAYOUT = new Component("Layout", "Order__c-Order Layout");
    private static final SortedSet<Component> SCOPE = new TreeSet<>(List.of(INVOICES, INVOICES_TEST, LAYOUT));

    @Test
    void eachLineNamesAnItemAndTheReasonBehindIt() {
        LeftOut.Read read =
                read("Layout:Order__c-Order Layout because sales decides in May", "", " ApexClass:Invoices: later");

        assertThat(read.problems()).isEmpty();
        assertThat(read.items()).containsExactly(entry(INVOICES, "later"), entry(LAYOUT, "sales decides in May"));
        assertThat(LeftOut.read(LeftOut.lines(read.items()), SCOPE).items()).isEqualTo(read.items());
    }

    @Test
    void longerNameIsNotTakenForAShorterOne() {
        assertThat(read("ApexClass:InvoicesTest - fails by night").items())
                .containsExactly(entry(INVOICES_TEST, "fails by night"));
        assertThat(read("ApexClass:InvoicesOld because why").problems())
                .singleElement()
                .asString()
                .startsWith("\"ApexClass:InvoicesOld because why\" can't be left out: it begins with no item of the"
                        + " scope.");
    }

    @Test
    void reasonsAreNeededOnceForEachItem() {
        assertThat(read("ApexClass:Invoices", "ApexClass:InvoicesTest because a", "ApexClass:InvoicesTest because b")
                        .problems())
                .containsExactly(
                        "Say why ApexClass:Invoices is left out, behind its name: approvers read it.",
                        "ApexClass:InvoicesTest is left out twice. Keep one of the lines.");
        assertThat(read("ApexClass:Invoices because " + "x".repeat(2001)).problems())
                .singleElement()
                .asString()
                .contains("2001 characters");
    }

    @Test
    void notEverythingCanBeLeftOut() {
        assertThat(read("ApexClass:Invoices a", "ApexClass:InvoicesTest b", "Layout:Order__c-Order Layout c")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("Everything of the scope is left out");
    }

    private static LeftOut.Read read(String... lines) {
        return LeftOut.read(Arrays.asList(lines), SCOPE);
    }
}
