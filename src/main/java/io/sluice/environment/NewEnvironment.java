package io.sluice.environment;

import java.net.URI;

/**
 * What a person states to register an environment. The client secret is encrypted at once and never readable again.
 *
 * @param clientId consumer key for a log-in by client credentials; with the secret empty as well, how Sluice logs in is
 *     chosen later, and until then nothing is done there
 */
public record NewEnvironment(
        String id,
        String name,
        EnvironmentKind kind,
        URI address,
        String apiVersion,
        int stage,
        String clientId,
        String clientSecret,
        Users users) {

    /** For everybody. */
    public NewEnvironment(
            String id,
            String name,
            EnvironmentKind kind,
            URI address,
            String apiVersion,
            int stage,
            String clientId,
            String clientSecret) {
        this(id, name, kind, address, apiVersion, stage, clientId, clientSecret, Users.EVERYBODY);
    }

    boolean withoutLogIn() {
        return clientId.isBlank() && clientSecret.isBlank();
    }

    @Override
    public String toString() {
        return "NewEnvironment[id=" + id + ", address=" + address + "]";
    }
}
