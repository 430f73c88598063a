package io.sluice.salesforce;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the Tooling API's {@code DeployRequest}.
 *
 * @param componentsTotal may be 0 while the request is Pending
 */
public record DeployRequestRow(
        String id,
        Instant createdAt,
        String createdById,
        boolean checkOnly,
        String status,
        int componentsTotal,
        @Nullable String testLevel) {}
