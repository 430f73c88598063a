package io.sluice.process;

import java.util.Set;

/** The groups that every Sluice has; a model may name others that an administrator has made. */
final class KnownGroups {

    static final Set<String> IDS = Set.of(
            "requester",
            "developer",
            "change-approver",
            "deployment-approver",
            "security-approver",
            "release-manager",
            "process-owner",
            "operator",
            "auditor",
            "camunda-admin");

    private KnownGroups() {}
}
