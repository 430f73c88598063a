package io.sluice.environment;

/**
 * An administrator confirmed that an environment is another org now. Published in the transaction of that act: whatever
 * a room keeps about the old org counts no longer.
 */
public record OrgReplaced(String environmentId, String oldOrgId, String newOrgId) {}
