package io.sluice.deployment;

import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What has to hold before something of a record is asked of an org; each refusal is an IllegalStateException. */
@Component
class DeploymentGate {

    static final List<String> DEPLOYING_KINDS = List.of(PackageKind.DEPLOY, QuickDeployKind.NAME);

    private final DeploymentStore store;
    private final AttemptStore attempts;
    private final SnapshotStore snapshots;
    private final Approvals approvals;
    private final PackageProof proof;

    DeploymentGate(
            DeploymentStore store,
            AttemptStore attempts,
            SnapshotStore snapshots,
            Approvals approvals,
            PackageProof proof) {
        this.store = store;
        this.attempts = attempts;
        this.snapshots = snapshots;
        this.approvals = approvals;
        this.proof = proof;
    }

    /** Locks the record; refused when the act is impossible now or no approval binds its fingerprint. */
    DeploymentRecord approved(String id, Acts act) {
        DeploymentRecord record = store.lock(id).record();
        act.check(record);
        notBeingRolledBack(record);
        if (!approvals.isApproved(subject(record), fingerprint(record))) {
            throw new IllegalStateException("No approval binds what deployment record " + id + " would change now");
        }
        return record;
    }

    void notBeingRolledBack(DeploymentRecord record) {
        store.openRollbackOf(record.id()).ifPresent(rollback -> {
            throw new IllegalStateException("Deployment record " + record.id() + " is being rolled back by " + rollback
                    + "; end that first, or give it up");
        });
    }

    /** @return the package, when the evidence says that it was made for this record */
    String proven(DeploymentRecord record) {
        String sha256 = packageOf(record);
        proof.refusal(record, sha256).ifPresent(refusal -> {
            throw new IllegalStateException(refusal);
        });
        return sha256;
    }

    /** @return the package, when this very one was validated under this very fingerprint */
    String validated(DeploymentRecord record) {
        String sha256 = packageOf(record);
        if (attempts.succeeded(record.id(), PackageKind.VALIDATE, sha256, fingerprint(record))
                .isEmpty()) {
            throw new IllegalStateException("The package of deployment record " + record.id() + " was not validated");
        }
        return proven(record);
    }

    /** What the target has is kept before every deployment: without it there is nothing to roll back to. */
    void targetStateKept(DeploymentRecord record) {
        // The fingerprint holds the target's org, its content and the scope: a snapshot of another one restores
        // something else.
        if (snapshots
                .latest(record.id())
                .filter(kept -> kept.fingerprint().equals(fingerprint(record)))
                .isEmpty()) {
            throw new IllegalStateException("What " + record.target() + " has of the scope was not kept for deployment"
                    + " record " + record.id() + " as it is now, so that nothing could be rolled back to; keep the"
                    + " target's state first");
        }
    }

    Optional<Instant> lastDeployed(DeploymentRecord record) {
        return attempts.succeeded(record.id(), DEPLOYING_KINDS, packageOf(record), fingerprint(record))
                .map(attempt -> Objects.requireNonNull(attempt.endedAt(), "a good try has ended"));
    }

    static String packageOf(DeploymentRecord record) {
        if (record.packageSha256() == null) {
            throw new IllegalStateException("Deployment record " + record.id() + " has no package; retrieve it first");
        }
        return record.packageSha256();
    }

    static String fingerprint(DeploymentRecord record) {
        if (record.fingerprint() == null) {
            throw new IllegalStateException("Deployment record " + record.id() + " is not prepared");
        }
        return record.fingerprint();
    }

    static ApprovalSubject subject(DeploymentRecord record) {
        return new ApprovalSubject(ApprovalSubject.Kind.DEPLOYMENT, record.id(), record.change());
    }
}
