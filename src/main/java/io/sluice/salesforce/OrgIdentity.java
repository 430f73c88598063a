package io.sluice.salesforce;

/**
 * Which org this is and who we are in it.
 *
 * @param orgId 18-character id, {@code 00D...}
 * @param sandbox as {@code Organization.IsSandbox} says
 * @param apiVersion the newest API version of the org, for example {@code 62.0}
 */
public record OrgIdentity(
        String orgId, String organizationName, boolean sandbox, String userId, String username, String apiVersion) {}
