package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RightsFactsTest {

    @Test
    void rights_are_counted_by_what_happens_to_them_and_what_they_are_on() {
        RightsFacts facts = RightsFacts.of(List.of(compared("Profile: Rights of a profile"), compared("Apex")));

        assertThat(facts.gained()).isEqualTo(6);
        assertThat(facts.lost()).isEqualTo(2);
        assertThat(facts.changed()).isEqualTo(4);
        assertThat(facts.powerfulGained()).isEqualTo(2);
        assertThat(facts.powerfulLost()).isZero();
        assertThat(facts.gainedByKind())
                .isEqualTo(Map.of(
                        RightKind.OBJECT, 1,
                        RightKind.FIELD, 1,
                        RightKind.SYSTEM, 1,
                        RightKind.APEX_CLASS, 1,
                        RightKind.TAB, 1,
                        RightKind.RECORD_TYPE, 1));
        assertThat(facts.lostByKind()).isEqualTo(Map.of(RightKind.OBJECT, 1, RightKind.SYSTEM, 1));
        assertThat(facts.powerful())
                .containsExactly(
                        "Profile Sales gains Modify All on Invoice__c",
                        "Profile Sales gains system permission Modify All Data");
    }

    @Test
    void what_a_muting_permission_set_names_is_lost() {
        RightsFacts facts = RightsFacts.of(List.of(compared("What is muted is lost")));

        assertThat(facts.gained()).isEqualTo(1);
        assertThat(facts.lost()).isEqualTo(1);
    }

    @Test
    void what_a_permission_set_holds_that_is_put_into_a_group_is_not_known_and_so_it_is_powerful() {
        RightsFacts facts = RightsFacts.of(List.of(compared("Members of a group")));

        assertThat(facts.powerful()).containsExactly("Permission set group Office gains permission set Planner");
        assertThat(RightsFacts.of(List.of(compared("A muting set that leaves a group")))
                        .powerful())
                .containsExactly("Permission set group Office gains what muting permission set Quiet took from it");
    }

    private static ComponentDifferences compared(String title) {
        return DifferenceCase.all().stream()
                .filter(each -> each.title().endsWith(title))
                .findFirst()
                .orElseThrow()
                .compare();
    }
}
