package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.inventory.InventoryState.Activity;
import io.sluice.inventory.InventoryState.Means;
import io.sluice.salesforce.OrgException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefreshTest {

    private final Room room = new Room();

    @Test
    void a_first_refresh_lists_every_type() {
        room.org.has("ApexClass:A", "CustomObject:O__c", "CustomField:O__c.F__c", "Report:Finance/Open");

        InventoryState state = room.refreshed();

        assertThat(state.activity()).isEqualTo(Activity.RESTING);
        assertThat(state.means()).isEqualTo(Means.LISTING);
        assertThat(state.problem()).isNull();
        assertThat(state.typesDone()).isEqualTo(5);
        assertThat(state.types()).hasSize(5).allSatisfy(type -> assertThat(type.listedAt())
                .isNotNull());
        assertThat(room.all())
                .containsExactly("ApexClass:A", "CustomField:O__c.F__c", "CustomObject:O__c", "Report:Finance/Open");
    }

    @Test
    void nobody_asked_and_nothing_is_done() {
        assertThat(room.threads.step()).isZero();
        assertThat(room.org.listed).isEmpty();
        assertThat(room.inventories.state(Room.DEV).isEmpty()).isTrue();
    }

    @Test
    void three_types_are_listed_at_once_and_never_more() {
        // Each call waits until three are under way, so fewer would never end; the org counts whether there are more.
        CyclicBarrier three = new CyclicBarrier(3);
        room.org.types.add("Flow");
        room.org.whileListing = () -> {
            try {
                three.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("Fewer than three lists were under way", e);
            }
        };

        assertThat(room.refreshed().problem()).isNull();
        assertThat(room.org.mostAtOnce).hasValue(3);
    }

    @Test
    void one_type_that_fails_is_told_in_the_orgs_words_and_does_not_lose_the_others() {
        room.org.has("ApexClass:A", "Layout:O__c-L");
        room.org.refusals.put(
                "ApexClass", new OrgException("UNKNOWN_EXCEPTION", "Listing ApexClass: the org stumbled"));

        InventoryState state = room.refreshed();

        assertThat(state.problem()).isNull();
        assertThat(room.all()).containsExactly("Layout:O__c-L");
        assertThat(state.types())
                .filteredOn(type -> type.problem() != null)
                .singleElement()
                .satisfies(type -> {
                    assertThat(type.type()).isEqualTo("ApexClass");
                    assertThat(type.problem()).isEqualTo("Listing ApexClass: the org stumbled");
                    assertThat(type.listedAt()).isNull();
                });

        room.org.refusals.clear();
        room.org.listed.clear();
        room.refreshed();

        assertThat(room.org.listed).contains("ApexClass");
        assertThat(room.all()).containsExactly("ApexClass:A", "Layout:O__c-L");
    }

    @Test
    void an_org_that_does_not_answer_is_given_up_and_what_was_known_is_kept() {
        room.org.has("ApexClass:A");
        room.refreshed();
        room.org.types.add("Flow");
        room.org.types.forEach(type -> room.org.refusals.put(type, new OrgException("NETWORK", "No answer")));

        InventoryState state = room.listed();

        assertThat(state.problem()).isEqualTo("No answer");
        assertThat(room.all()).containsExactly("ApexClass:A");
    }

    @Test
    void with_source_tracking_only_what_changed_is_asked_and_written() {
        room.org.tracks = true;
        room.org.has("ApexClass:A", "ApexClass:B", "CustomObject:O__c", "CustomField:O__c.F__c", "Layout:O__c-L");
        room.refreshed();
        room.org.listed.clear();
        room.org.change("Layout:Account-New (2)");
        room.org.delete("ApexClass:B");
        room.org.delete("CustomObject:O__c");

        InventoryState state = room.refreshed();

        assertThat(state.means()).isEqualTo(Means.TRACKING);
        assertThat(room.org.listed).isEmpty();
        // With the object its field and its layout are gone, of which this org's tracking has no row.
        assertThat(room.all()).containsExactly("ApexClass:A", "Layout:Account-New (2)");
        assertThat(room.inventories.search(Room.DEV, Room.named("new"), null, 1))
                .singleElement()
                .satisfies(one -> assertThat(one.lastModifiedBy()).isEqualTo("Dana Dev"));
        assertThat(state.types())
                .allSatisfy(type -> assertThat(type.checkedAt()).isAfter(type.listedAt()));

        room.org.change("ApexClass:A");
        room.refreshed();
        assertThat(room.org.listed).isEmpty();
    }

    @Test
    void without_tracking_the_audit_trail_says_which_types_to_list() {
        room.org.has("ApexClass:A", "ApexClass:B", "Layout:O__c-L", "Report:Finance/Open");
        room.org.audited("Apex Class");
        room.refreshed();
        room.org.listed.clear();
        room.org.delete("ApexClass:B");

        InventoryState state = room.refreshed();

        assertThat(state.means()).isEqualTo(Means.AUDIT);
        // Reports are changed without a trace in the set-up's trail.
        assertThat(room.org.listed).containsExactlyInAnyOrder("ApexClass", "Report");
        assertThat(room.all()).containsExactly("ApexClass:A", "Layout:O__c-L", "Report:Finance/Open");

        room.org.listed.clear();
        room.refreshed();
        assertThat(room.org.listed).containsExactly("Report");
    }

    @Test
    void a_section_of_the_trail_that_is_not_understood_means_every_type() {
        room.org.has("ApexClass:A");
        room.refreshed();
        room.org.listed.clear();
        room.org.audited("Something New From Salesforce");

        assertThat(room.refreshed().means()).isEqualTo(Means.LISTING);
        assertThat(room.org.listed).containsExactlyInAnyOrderElementsOf(room.org.types);
    }

    @Test
    void an_org_that_tells_nothing_of_its_changes_is_listed_each_time() {
        room.org.showsAudit = false;
        room.org.has("ApexClass:A", "ApexClass:B");
        room.refreshed();
        room.org.vanish("ApexClass:B");

        assertThat(room.refreshed().means()).isEqualTo(Means.LISTING);
        assertThat(room.all()).containsExactly("ApexClass:A");
    }

    @Test
    void a_deletion_without_any_trace_is_missed_for_less_than_a_day() {
        room.org.tracks = true;
        room.org.has("ApexClass:A", "ApexClass:B");
        room.refreshed();
        room.org.vanish("ApexClass:B");
        room.refreshed();
        assertThat(room.all()).contains("ApexClass:B");

        room.clock.move(Duration.ofHours(21));
        room.refreshed();

        assertThat(room.all()).containsExactly("ApexClass:A");
    }

    @Test
    void another_org_voids_all_that_was_known() {
        room.org.tracks = true;
        room.org.has("ApexClass:A");
        room.refreshed();
        room.registeredOrg = "00D000000000002AAA";

        assertThat(room.inventories.state(Room.DEV).otherOrg()).isTrue();
        assertThat(room.all()).isEmpty();

        room.org.id = room.registeredOrg;
        room.org.vanish("ApexClass:A");
        room.org.has("ApexClass:Other");
        room.refreshed();

        assertThat(room.inventories.state(Room.DEV).otherOrg()).isFalse();
        assertThat(room.all()).containsExactly("ApexClass:Other");
    }

    @Test
    void the_short_form_of_an_org_id_is_the_same_org() {
        room.org.has("ApexClass:A");
        room.refreshed();
        room.registeredOrg = ToldOrg.ID.substring(0, 15);

        assertThat(room.all()).containsExactly("ApexClass:A");
    }

    @Test
    void two_nodes_never_refresh_one_inventory_at_once() {
        room.inventories.refresh(Room.DEV, false, "dev");
        Optional<Claim> one = room.rows.claim(Room.DEV, room.clock.instant(), Room.LEASE);

        assertThat(one).isPresent();
        assertThat(room.inventories.state(Room.DEV).activity()).isEqualTo(Activity.RUNNING);
        assertThat(room.rows.claim(Room.DEV, room.clock.instant(), Room.LEASE)).isEmpty();
        assertThat(room.threads.step()).isZero();
    }

    @Test
    void a_refresh_of_a_dead_node_is_taken_over_and_the_old_claim_writes_nothing_more() {
        room.org.has("ApexClass:A");
        room.inventories.refresh(Room.DEV, false, "dev");
        Claim dead = room.rows.claim(Room.DEV, room.clock.instant(), Room.LEASE).orElseThrow();
        room.clock.move(Room.LEASE.plusMinutes(1));
        assertThat(room.inventories.state(Room.DEV).activity()).isEqualTo(Activity.ASKED);

        assertThat(room.threads.step()).isOne();

        assertThat(room.all()).containsExactly("ApexClass:A");
        assertThatThrownBy(() -> room.rows.hold(dead, room.clock.instant())).isInstanceOf(ClaimLost.class);
    }

    @Test
    void what_is_asked_for_during_a_refresh_is_done_after_it() {
        room.org.whileListing = () -> room.inventories.refresh(Room.DEV, false, "anna");
        room.refreshed();
        room.org.whileListing = () -> {};

        assertThat(room.inventories.state(Room.DEV).activity()).isEqualTo(Activity.ASKED);
        assertThat(room.threads.step()).isOne();
        assertThat(room.inventories.state(Room.DEV).activity()).isEqualTo(Activity.RESTING);
    }

    @Test
    void a_fresh_inventory_is_not_refreshed_by_opening_the_page_again() {
        room.inventories.refreshIfOlder(Room.DEV, Duration.ofMinutes(10), "dev");
        assertThat(room.threads.step()).isOne();

        room.inventories.refreshIfOlder(Room.DEV, Duration.ofMinutes(10), "dev");
        assertThat(room.threads.step()).isZero();

        room.clock.move(Duration.ofMinutes(11));
        room.inventories.refreshIfOlder(Room.DEV, Duration.ofMinutes(10), "dev");
        assertThat(room.threads.step()).isOne();
    }

    @Test
    void a_type_that_the_org_no_longer_knows_is_forgotten() {
        room.org.has("Report:Finance/Open");
        room.refreshed();
        room.org.types.remove("Report");

        InventoryState state = room.refreshed();

        assertThat(room.all()).isEmpty();
        assertThat(state.types()).extracting(TypeState::type).doesNotContain("Report");
    }
}
