package io.sluice.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.environment.Environment;
import io.sluice.inventory.Inventories;
import io.sluice.inventory.InventoryState;
import io.sluice.inventory.TypeState;
import io.sluice.metadata.Component;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeAdviceTest {

    private final Environment production = new ChangeRoom().require("production");
    private final ScopeAdvice advice =
            new ScopeAdviceByInventory(inventory("ApexClass:A", "ApexClass:B", "Layout:O__c-L"));
    private final ScopeDraft draft = ScopeDraft.read("ApexClass:B", "", "");

    /** An inventory in which classes and layouts were listed, and nothing else. */
    private static Inventories inventory(String... texts) {
        List<Component> there = List.of(texts).stream()
                .map(text -> Component.parse(text).orElseThrow())
                .toList();
        return (Inventories) Proxy.newProxyInstance(
                Inventories.class.getClassLoader(),
                new Class<?>[] {Inventories.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "state" ->
                        new InventoryState(
                                "production",
                                InventoryState.Activity.RESTING,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                2,
                                2,
                                InventoryState.Means.LISTING,
                                null,
                                false,
                                List.of(listed("ApexClass"), listed("Layout")));
                    case "find" -> {
                        Map<Component, Component> found = new HashMap<>();
                        for (Object one : (Collection<?>) given[1]) {
                            there.stream()
                                    .filter(other -> other.toString().equalsIgnoreCase(one.toString()))
                                    .forEach(other -> found.put((Component) one, other));
                        }
                        yield found;
                    }
                    case "wildcard" ->
                        there.stream()
                                .filter(one -> one.type().equals(given[1]))
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static TypeState listed(String type) {
        return new TypeState(type, Instant.EPOCH, Instant.EPOCH, null);
    }

    private String problem(String component, ScopeItem.Kind kind) {
        return advice.problem(new ScopeItem(Component.parse(component).orElseThrow(), kind), draft, production)
                .orElse("");
    }

    @Test
    void what_is_there_can_be_added_and_what_is_not_can_be_proposed() {
        assertThat(problem("ApexClass:A", ScopeItem.Kind.EXISTING)).isEmpty();
        assertThat(problem("ApexClass:A", ScopeItem.Kind.DELETION)).isEmpty();
        assertThat(problem("ApexClass:New", ScopeItem.Kind.PROPOSED)).isEmpty();
    }

    @Test
    void each_reason_against_an_item_is_a_sentence() {
        assertThat(problem("ApexClass:A", ScopeItem.Kind.PROPOSED))
                .isEqualTo("ApexClass:A exists already in Production; add it as existing.");
        assertThat(problem("ApexClass:New", ScopeItem.Kind.EXISTING))
                .startsWith("ApexClass:New is not in the inventory of Production.");
        assertThat(problem("ApexClass:a", ScopeItem.Kind.EXISTING))
                .isEqualTo("Production spells it ApexClass:A; upper and lower case differ.");
        assertThat(problem("ApexClass:b", ScopeItem.Kind.EXISTING))
                .isEqualTo("ApexClass:b is in the scope already, as existing.");
        assertThat(problem("ApexClass:No Name", ScopeItem.Kind.PROPOSED)).contains("letters, digits and underscores");
        assertThat(problem("CustomField:O__c.F", ScopeItem.Kind.PROPOSED)).contains("ends in __c");
    }

    @Test
    void of_a_type_that_was_not_listed_yet_nothing_is_said() {
        assertThat(problem("Flow:Whatever", ScopeItem.Kind.EXISTING)).isEmpty();
    }

    @Test
    void a_list_becomes_existing_and_proposed_items_as_the_inventory_says() {
        PastedScope read =
                advice.read("ApexClass:A\nApexClass:New\nFlow:F\ndelete Layout:O__c-L", null, false, draft, production);

        assertThat(read.wrong()).isEmpty();
        assertThat(read.right())
                .extracting(item -> item.component() + " " + item.kind().word())
                .containsExactly(
                        "ApexClass:A existing", "ApexClass:New proposed", "Flow:F existing", "Layout:O__c-L deletion");
    }

    @Test
    void wrong_lines_are_told_in_the_order_of_the_list_and_the_others_are_right() {
        PastedScope read = advice.read(
                "ApexClass:A\nApexClass:B\nnothing\nApexClass:a\nApexKlass:C",
                ScopeItem.Kind.EXISTING,
                false,
                draft,
                production);

        assertThat(read.right()).extracting(item -> item.component().toString()).containsExactly("ApexClass:A");
        assertThat(read.wrong()).extracting(PastedScope.Wrong::line).containsExactly(2, 3, 4, 5);
        assertThat(read.wrong())
                .extracting(PastedScope.Wrong::reason)
                .satisfiesExactly(
                        two -> assertThat(two).contains("in the scope already"),
                        three -> assertThat(three).contains("Type:FullName"),
                        four -> assertThat(four).isEqualTo("It is named already in line 1."),
                        five -> assertThat(five).contains("no metadata type \"ApexKlass\""));
    }

    @Test
    void a_wildcard_is_refused_in_words_and_replaced_only_when_the_person_says_so() {
        PastedScope refused = advice.read("ApexClass:*", null, false, ScopeDraft.EMPTY, production);
        PastedScope replaced = advice.read("ApexClass:*", null, true, ScopeDraft.EMPTY, production);

        assertThat(refused.right()).isEmpty();
        assertThat(refused.wrong()).singleElement().satisfies(wrong -> assertThat(wrong.reason())
                .contains("it has no wildcard", "the 2 that Production has"));
        assertThat(replaced.wrong()).isEmpty();
        assertThat(replaced.right())
                .extracting(item -> item.component().toString())
                .containsExactly("ApexClass:A", "ApexClass:B");
        assertThat(advice.read("Flow:*", null, true, draft, production).wrong())
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.reason()).contains("stands for nothing"));
    }

    @Test
    void an_empty_list_is_said_to_be_empty() {
        assertThat(advice.read("  ", null, false, draft, production).wrong())
                .extracting(PastedScope.Wrong::reason)
                .containsExactly("Nothing was pasted.");
    }
}
