package io.sluice.deployment;

import io.sluice.evidence.Evidence;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.OrgException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Validates (check-only) or deploys the package of a deployment record. */
final class PackageKind extends DeployRequestKind {

    static final String VALIDATE = "validate";
    static final String DEPLOY = "deploy";
    static final String DEPLOY_FAILED = "deploy-failed";

    private final boolean checkOnly;
    private final TargetCheck check;
    private final PackageRun run;
    private final AfterCancel afterCancel;
    private final LostRequests lost;
    private final PackageStore packages;
    private final AttemptStore attempts;
    private final DeploymentStore deployments;
    private final Evidence evidence;
    private final PackageProof proof;

    PackageKind(
            boolean checkOnly,
            TargetCheck check,
            PackageRun run,
            AfterCancel afterCancel,
            LostRequests lost,
            PackageStore packages,
            AttemptStore attempts,
            DeploymentStore deployments,
            Evidence evidence,
            PackageProof proof) {
        super(run, lost, checkOnly ? "validation-failed" : DEPLOY_FAILED);
        this.checkOnly = checkOnly;
        this.check = check;
        this.run = run;
        this.afterCancel = afterCancel;
        this.lost = lost;
        this.packages = packages;
        this.attempts = attempts;
        this.deployments = deployments;
        this.evidence = evidence;
        this.proof = proof;
    }

    @Override
    public String name() {
        return checkOnly ? VALIDATE : DEPLOY;
    }

    @Override
    public boolean changesOrg() {
        return !checkOnly;
    }

    @Override
    public Optional<String> startCheck(RemoteJob job) {
        return Optional.of(check.start(job));
    }

    @Override
    public Look lookAtCheck(RemoteJob job, String checkId) {
        return check.look(job, checkId, failure());
    }

    @Override
    public Map<String, Object> mark(RemoteJob job) {
        JobInput input = JobInput.of(job);
        return lost.mark(
                job, input.packageSha256(), packages.members(input.packageSha256()), checkOnly, input.testLevel());
    }

    @Override
    public String send(RemoteJob job) {
        JobInput input = JobInput.of(job);
        check.atSending(job);
        isTheVeryPackage(job, input);
        return run.send(job, input.packageSha256(), input.options(checkOnly));
    }

    /**
     * That neither the job nor the record was pointed at another package since, which would be whole and named by its own SHA-256.
     *
     * @throws OrgException where one was; nothing is sent then
     */
    private void isTheVeryPackage(RemoteJob job, JobInput input) {
        String sha256 = input.packageSha256();
        DeploymentRecord record = deployments.require(job.owner()).record();
        boolean validated = checkOnly
                || attempts.succeeded(record.id(), VALIDATE, sha256, input.fingerprint())
                        .isPresent();
        if (!sha256.equals(record.packageSha256()) || !validated) {
            throw new OrgException(
                    "OTHER_PACKAGE",
                    "Nothing was sent to environment " + job.environment() + ": package " + sha256
                            + (validated ? " is not the one that " : " was not validated for ") + record.id()
                            + (validated ? " has" : "")
                            + ". Somebody changed the database; compare it with a backup, and prepare the deployment"
                            + " anew.");
        }
        proof.refusal(record, sha256).ifPresent(refusal -> {
            throw new OrgException(
                    "OTHER_PACKAGE", "Nothing was sent to environment " + job.environment() + ": " + refusal);
        });
    }

    @Override
    public Look look(RemoteJob job) {
        JobInput input = JobInput.of(job);
        Look look = run.look(job, input.packageSha256(), checkOnly, input.testLevel(), failure());
        return checkOnly ? look : afterCancel.look(job, look);
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        attempts.ended(job.id(), job.remoteId(), outcome.isSuccess(), outcome.message());
        DeploymentRecord record = deployments.lock(job.owner()).record();
        boolean current = JobInput.of(job).fingerprint().equals(record.fingerprint());
        if (checkOnly) {
            if (current && record.status() == DeploymentStatus.APPROVED) {
                deployments.status(
                        record.id(),
                        outcome.isSuccess() ? DeploymentStatus.APPROVED : RetrieveKind.afterRefusal(outcome),
                        outcome.isSuccess() ? null : outcome.message());
            }
        } else if (record.status() == DeploymentStatus.DEPLOYING && !outcome.isSuccess()) {
            deployments.status(
                    record.id(),
                    PackageIntake.FINGERPRINT_CHANGED.equals(outcome.errorCode())
                            ? DeploymentStatus.IN_PROGRESS
                            : DeploymentStatus.FAILED,
                    outcome.message());
        }
        String act = (checkOnly ? "validation" : "deployment") + (outcome.isSuccess() ? "-succeeded" : "-failed");
        evidence.record(
                "sluice",
                act,
                record.change(),
                Map.of(
                        "deployment", record.id(),
                        "attempt", job.attempt(),
                        "package", JobInput.of(job).packageSha256(),
                        "remoteId", Objects.requireNonNullElse(job.remoteId(), ""),
                        "errorCode", Objects.requireNonNullElse(outcome.errorCode(), ""),
                        "message", outcome.message()));
    }
}
