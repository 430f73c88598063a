package io.sluice.environment;

import java.net.URI;

/**
 * An environment as a person wants it to be; its id is fixed.
 *
 * @param version of the environment that the person was shown
 */
public record EnvironmentEdit(
        String id,
        int version,
        String name,
        EnvironmentKind kind,
        URI address,
        String apiVersion,
        int stage,
        Users users) {}
