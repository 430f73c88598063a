package io.sluice.environment;

import io.sluice.salesforce.OrgException;

/** The environment's credentials or org were changed since the connection was opened. */
final class EnvironmentChangedException extends OrgException {

    private static final long serialVersionUID = 1L;

    EnvironmentChangedException(String environmentId) {
        super(
                "CONNECTION_CHANGED",
                "The credentials or the org of environment " + environmentId
                        + " were changed meanwhile; the next try uses the new ones");
    }
}
