package io.sluice.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user may do in an org, and how many calls are left there.
 *
 * @param held the permissions that the user has
 * @param missing those that a deployment needs besides
 * @param permissionsUnknown why both lists are empty, in the org's words; null where they were told
 * @param callsRemaining API calls left of 24 hours; null where the org did not tell, likewise the maximum
 */
public record OrgReadiness(
        List<DeployPermission> held,
        List<DeployPermission> missing,
        @Nullable String permissionsUnknown,
        @Nullable Integer callsRemaining,
        @Nullable Integer callsMax) {

    public OrgReadiness {
        held = List.copyOf(held);
        missing = List.copyOf(missing);
    }

    /** Nothing was told. */
    public static OrgReadiness unknown() {
        return new OrgReadiness(List.of(), List.of(), "not asked", null, null);
    }

    /** Either of the two permissions for metadata is enough. */
    static List<DeployPermission> missing(Set<DeployPermission> held) {
        List<DeployPermission> missing = new ArrayList<>();
        for (DeployPermission each : DeployPermission.values()) {
            boolean needed = each != DeployPermission.MODIFY_ALL_DATA
                    && !(each == DeployPermission.MODIFY_METADATA && held.contains(DeployPermission.MODIFY_ALL_DATA));
            if (needed && !held.contains(each)) {
                missing.add(each);
            }
        }
        return missing;
    }

    /** Without one of these nothing at all can be deployed; empty where that is not so, or not known. */
    public List<DeployPermission> essentialMissing() {
        return missing.stream()
                .filter(each -> each == DeployPermission.API_ENABLED || each == DeployPermission.MODIFY_METADATA)
                .toList();
    }
}
