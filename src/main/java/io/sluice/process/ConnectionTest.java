package io.sluice.process;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import org.springframework.stereotype.Component;

/** Tests connections for steps. */
@Component
class ConnectionTest {

    private final Connections connections;
    private final Environments environments;

    ConnectionTest(Connections connections, Environments environments) {
        this.connections = connections;
        this.environments = environments;
    }

    /**
     * Really connects, to an environment that is not disabled.
     *
     * @return the result in words; a refusal is the business error {@code connection-refused}
     */
    String of(String environment, String actor) {
        environments.path().useRefusal(environment).ifPresent(refusal -> {
            throw BusinessError.CONNECTION_REFUSED.with(refusal);
        });
        ConnectionResult result = connections.test(environment, actor);
        if (result instanceof ConnectionResult.Refused refused) {
            throw BusinessError.CONNECTION_REFUSED.with(refused.sentence());
        }
        ConnectionResult.Connected connected = (ConnectionResult.Connected) result;
        return "Connected to " + connected.environment().name() + ": org "
                + connected.identity().orgId() + " as " + connected.identity().username() + ", API version "
                + connected.apiVersion();
    }
}
