package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharingRightsTest {

    private static final Component TEAM = new Component("SharingOwnerRule", "Visit__c.Team");

    @Test
    void rule_that_says_nothing_on_both_sides_is_the_same() {
        ComponentDifferences found = Differences.of(TEAM, empty(), empty(), Set.of());

        assertThat(found.isSame()).isTrue();
    }

    private static ComponentState empty() {
        String file = "<SharingRules xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                + "<sharingOwnerRules><fullName>Team</fullName></sharingOwnerRules></SharingRules>";
        return DifferenceCase.state(
                TEAM, Map.of("sharingRules/Visit__c.sharingRules", file.getBytes(StandardCharsets.UTF_8)));
    }
}
