package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class OrgMessagesTest {

    private static final Component LOCK = new Component("CustomTab", "Lock__c");
    private static final Component LAYOUT = new Component("Layout", "Lock__c-Anna's Layout");

    @Test
    void message_isFoundByNameAndType() {
        OrgMessages messages = new OrgMessages(
                List.of(
                        absent("CustomTab", "Lock__c"),
                        absent("CustomObject", "Lock__c"),
                        "You can't see 'Lock__c'",
                        absent("Layout", LAYOUT.fullName())),
                List.of(LOCK, LAYOUT));
        assertThat(messages.about(LOCK)).containsExactly(absent("CustomTab", "Lock__c"), "You can't see 'Lock__c'");
        assertThat(messages.leavesUnknown(LOCK)).isTrue();
        assertThat(messages.about(LAYOUT)).containsExactly(absent("Layout", LAYOUT.fullName()));
        assertThat(messages.leavesUnknown(LAYOUT)).isFalse();
    }

    @Test
    void messageThatNamesNothingOfTheScope_belongsToItsType() {
        String whole = "Nobody may read \"CustomTab\" here";
        OrgMessages messages = new OrgMessages(List.of(whole), List.of(LOCK, LAYOUT));
        assertThat(messages.about(LOCK)).containsExactly(whole);
        assertThat(messages.about(LAYOUT)).isEmpty();
    }

    @Test
    void asManyMessagesAsComponents_areFoundInTime() {
        List<Component> scope = IntStream.range(0, 5000)
                .mapToObj(number -> new Component("ApexClass", "Gate" + number))
                .toList();
        List<String> said =
                scope.stream().map(each -> absent(each.type(), each.fullName())).toList();
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            OrgMessages messages = new OrgMessages(said, scope);
            scope.forEach(each -> assertThat(messages.about(each)).hasSize(1));
        });
    }

    private static String absent(String type, String name) {
        return "package.xml: Entity of type '" + type + "' named '" + name + "' cannot be found";
    }
}
