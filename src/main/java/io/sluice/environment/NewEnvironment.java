package io.sluice.environment;

import java.net.URI;

/** What a person states to register an environment. The client secret is encrypted at once and never readable again. */
public record NewEnvironment(
        String id,
        String name,
        EnvironmentKind kind,
        URI address,
        String apiVersion,
        int stage,
        String clientId,
        String clientSecret) {

    @Override
    public String toString() {
        return "NewEnvironment[id=" + id + ", address=" + address + "]";
    }
}
