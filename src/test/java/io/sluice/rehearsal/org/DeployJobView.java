package io.sluice.rehearsal.org;

import java.time.Instant;
import java.util.Optional;

/** A deployment as a test looks at it. */
public record DeployJobView(
        String id,
        boolean checkOnly,
        String status,
        String testLevel,
        int componentsTotal,
        int componentsDeployed,
        int componentErrors,
        String zipSha256,
        String user,
        Instant created,
        Optional<Instant> completed) {}
