package io.sluice.environment;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Salesforce org registered in Sluice.
 *
 * @param id short name for addresses and variables, lower-case letters, digits and hyphens, for example {@code
 *     production}
 * @param name what people read, for example {@code Production}
 * @param address the org's My Domain address
 * @param apiVersion the newest version to speak, for example {@code 62.0}
 * @param stage position on the promotion path; production has the highest
 * @param orgId as the last successful connection test found it; null before the first
 * @param username who we are there, likewise
 */
public record Environment(
        String id,
        String name,
        EnvironmentKind kind,
        URI address,
        String apiVersion,
        int stage,
        @Nullable String orgId,
        @Nullable String username,
        @Nullable Instant testedAt) {}
