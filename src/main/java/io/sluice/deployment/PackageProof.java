package io.sluice.deployment;

import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Holds a record's package against what the evidence says was retrieved or built for it. Rows of ours can be edited so that
 * they agree with each other; evidence can't be without breaking its chain.
 */
@Component
class PackageProof {

    private static final Set<String> MADE = Set.of("package-retrieved", "rollback-package-built");

    private final Evidence evidence;

    PackageProof(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Why the package is not to be sent, in sentences; empty where it is the very one of the newest such act. */
    Optional<String> refusal(DeploymentRecord record, String sha256) {
        List<String> made = evidence.about(record.change()).stream()
                .filter(act -> MADE.contains(act.kind())
                        && record.id().equals(act.details().get("deployment")))
                .map(PackageProof::sha256)
                .toList();
        String newest = made.isEmpty() ? "" : made.get(made.size() - 1);
        if (newest.equals(sha256)) {
            return Optional.empty();
        }
        return Optional.of("Package " + sha256 + " of deployment record " + record.id()
                + (newest.isEmpty()
                        ? " is in no evidence: nothing says that it was retrieved or built for this record."
                        : " is not the one that the evidence names: that is " + newest + ".")
                + " Somebody changed the database; compare it with a backup, and prepare the deployment anew.");
    }

    private static String sha256(Act act) {
        return String.valueOf(act.details().get("package"));
    }
}
