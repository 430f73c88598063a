package io.sluice.environment;

import java.net.URI;
import java.time.Instant;

/**
 * A web-server flow that a person began and that has not come back from the org. Belongs into the person's session and
 * nowhere else; it shows no secret.
 *
 * @param startedBy who began it; nobody else may end it
 */
public record PendingAuthorization(
        String environmentId,
        String state,
        String verifier,
        String consumerKey,
        String consumerSecret,
        URI callback,
        String startedBy,
        Instant startedAt) {

    @Override
    public String toString() {
        return "PendingAuthorization[environment=" + environmentId + ", startedBy=" + startedBy + "]";
    }
}
