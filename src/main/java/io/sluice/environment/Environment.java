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
 * @param username who we are there, likewise; null again when address, kind or API version were changed since
 * @param version counts the changes that people made
 * @param disabled null while it is enabled
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
        @Nullable Instant testedAt,
        int version,
        Users users,
        @Nullable Disabling disabled) {

    /** As it is right after its registration: enabled, for everybody. */
    public Environment(
            String id,
            String name,
            EnvironmentKind kind,
            URI address,
            String apiVersion,
            int stage,
            @Nullable String orgId,
            @Nullable String username,
            @Nullable Instant testedAt) {
        this(id, name, kind, address, apiVersion, stage, orgId, username, testedAt, 1, Users.EVERYBODY, null);
    }

    public boolean enabled() {
        return disabled == null;
    }
}
