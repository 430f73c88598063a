package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {

    private final Room room = new Room();
    private Instant between;

    @BeforeEach
    void fill() {
        room.org.has("ApexClass:InvoiceService", "ApexClass:Invoice_100%", "CustomObject:Account");
        room.clock.move(Duration.ofHours(1));
        between = room.clock.instant();
        room.clock.move(Duration.ofHours(1));
        room.org.put(Room.component("ApexClass:acme__Tool"), "Vendor", "acme");
        room.org.put(Room.component("CustomObject:Invoice__c"), "Anna Admin", null);
        room.refreshed();
    }

    @Test
    void a_name_is_found_by_any_part_of_it_in_any_case() {
        assertThat(room.found(Room.named("voice")))
                .containsExactly("ApexClass:InvoiceService", "ApexClass:Invoice_100%", "CustomObject:Invoice__c");
        assertThat(room.found(Room.named("INVOICESERV"))).containsExactly("ApexClass:InvoiceService");
    }

    @Test
    void signs_of_the_search_language_are_plain_letters() {
        assertThat(room.found(Room.named("100%"))).containsExactly("ApexClass:Invoice_100%");
        assertThat(room.found(Room.named("e_1"))).containsExactly("ApexClass:Invoice_100%");
        assertThat(room.found(Room.named("\\"))).isEmpty();
    }

    @Test
    void each_filter_leaves_out_what_does_not_fit() {
        assertThat(room.found(new InventoryFilter("CustomObject", null, null, null, null, null)))
                .containsExactly("CustomObject:Account", "CustomObject:Invoice__c");
        assertThat(room.found(new InventoryFilter(null, "acme", null, null, null, null)))
                .containsExactly("ApexClass:acme__Tool");
        assertThat(room.found(new InventoryFilter(null, InventoryFilter.OWN, null, null, null, "a")))
                .containsExactly("CustomObject:Account");
        assertThat(room.found(new InventoryFilter(null, null, "Anna Admin", null, null, null)))
                .containsExactly("CustomObject:Invoice__c");
        assertThat(room.found(new InventoryFilter(null, null, null, between, null, null)))
                .containsExactly("ApexClass:acme__Tool", "CustomObject:Invoice__c");
        assertThat(room.found(new InventoryFilter(null, null, null, null, between, "invoice")))
                .containsExactly("ApexClass:InvoiceService", "ApexClass:Invoice_100%");
    }

    @Test
    void pages_follow_one_another_without_a_gap() {
        List<String> read = new ArrayList<>();
        Component after = null;
        for (List<InventoryComponent> page = page(after); !page.isEmpty(); page = page(after)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(one -> read.add(one.component().toString()));
            after = page.get(page.size() - 1).component();
        }

        assertThat(read).isEqualTo(room.all()).hasSize(5);
    }

    private List<InventoryComponent> page(Component after) {
        return room.inventories.search(Room.DEV, InventoryFilter.ALL, after, 2);
    }

    @Test
    void counts_are_of_every_type_whichever_is_chosen() {
        assertThat(room.inventories.counts(
                        Room.DEV, new InventoryFilter("ApexClass", null, null, null, null, "invoice")))
                .containsExactly(new TypeCount("ApexClass", 2), new TypeCount("CustomObject", 1));
    }

    @Test
    void people_and_packages_are_offered() {
        assertThat(room.inventories.people(Room.DEV)).containsExactly("Anna Admin", "Dana Dev", "Vendor");
        assertThat(room.inventories.namespaces(Room.DEV)).containsExactly("acme");
    }

    @Test
    void a_component_is_found_as_the_org_spells_it() {
        Component typed = Room.component("CustomObject:INVOICE__C");

        assertThat(room.inventories.find(Room.DEV, List.of(typed, Room.component("ApexClass:Nothing"))))
                .containsOnlyKeys(typed)
                .containsEntry(typed, Room.component("CustomObject:Invoice__c"));
    }

    @Test
    void a_wildcard_means_neither_packages_nor_standard_objects() {
        assertThat(room.inventories.wildcard(Room.DEV, "CustomObject"))
                .containsExactly(Room.component("CustomObject:Invoice__c"));
        assertThat(room.inventories.wildcard(Room.DEV, "ApexClass"))
                .doesNotContain(Room.component("ApexClass:acme__Tool"))
                .hasSize(2);
    }
}
