package io.sluice.web;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.salesforce.OrgException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Connection tests that a person asks for, the same for the page and its JSON twin. */
@Component
class ConnectionTests {

    /** What a connection test brought. */
    sealed interface Tested {}

    record Answered(ConnectionResult result) implements Tested {}

    record Unreachable(String sentence) implements Tested {}

    private final Environments environments;
    private final Connections connections;

    ConnectionTests(Environments environments, Connections connections) {
        this.environments = environments;
        this.connections = connections;
    }

    /**
     * States that the environment is now this org.
     *
     * @param orgId the one that the person was shown; refused where a test has found another since
     * @param understood whether the person said to know what that voids
     * @return what is wrong, then nothing was saved
     * @throws Refusal where the person may not, or there is no such environment
     */
    List<String> confirmOrg(String id, String orgId, boolean understood, Viewer viewer) {
        viewer.demand(viewer.mayConfirmOrgs(), "Only administrators confirm that an environment is another org now.");
        Environment environment = environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
        if (!understood) {
            return List.of("Tick that the environment is another org from now on, and that you know what that voids.");
        }
        return connections.confirmOrg(environment.id(), orgId.strip(), viewer.id());
    }

    /** The org that waits to be confirmed. */
    Optional<String> otherOrg(String id) {
        return connections.otherOrg(id);
    }

    /** @throws Refusal where the person may not, or there is no such environment */
    Tested test(String id, Viewer viewer) {
        viewer.demand(
                viewer.mayTestConnections(),
                "Only administrators, release managers, developers and operators test connections.");
        Environment environment = environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
        try {
            return new Answered(connections.test(id, viewer.id()));
        } catch (OrgException e) {
            return new Unreachable(environment.name() + " could not be reached: " + e.getMessage());
        }
    }
}
