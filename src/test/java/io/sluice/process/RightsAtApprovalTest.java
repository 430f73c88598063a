package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A deployment that gives a powerful right, from the sandbox to its approval, with the real rooms and orgs. */
@SluiceTest
class RightsAtApprovalTest {

    private static final String SCOPE = "PermissionSet:Visit_Planner";

    @Autowired
    private ApplicationContext context;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    @Test
    void powerful_right_is_said_first_and_three_groups_are_asked() {
        change.toChooseEnvironment(SCOPE, "");
        change.complete("Approve change request", "ben", Journey.approve());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        orgs.develop(
                "permissionsets/Visit_Planner.permissionset",
                "    <label>",
                "    <userPermissions><enabled>true</enabled><name>ModifyAllData</name></userPermissions>\n    <label>");
        change.toPrepareDeployment(SCOPE);
        assertThat(change.shown("Prepare deployment", "mara", "powerfulRights")).contains("Modify All Data");
        assertThat(change.shown("Prepare deployment", "mara", "rights"))
                .startsWith("1 gained (1 of them powerful), 0 lost, 0 changed.");
        change.prepare(true);

        assertThat(change.openTasks()).containsOnly("Approve deployment").hasSize(3);
        assertThat(change.shown("Approve deployment", "sven", "powerfulRights")).contains("Modify All Data");
        change.complete("Approve deployment", "ben", Journey.approve());
        change.complete("Approve deployment", "sven", Journey.approve());
        assertThat(change.openTasks())
                .as("the release manager has not said yes")
                .containsExactly("Approve deployment");
    }
}
