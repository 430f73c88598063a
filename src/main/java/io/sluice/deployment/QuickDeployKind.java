package io.sluice.deployment;

import io.sluice.environment.Connections;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.TestLevel;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Lets the org make a validation real. Everything that holds for a deployment holds here too: the same check before sending,
 * the same queue, and a request whose answer was lost is looked for in the org's list, under its own new id. Where the org does
 * not take the validation any more, or fails with it, nothing was changed, and the whole deployment may follow.
 */
@Component
class QuickDeployKind extends DeployRequestKind {

    static final String NAME = "quick-deploy";
    static final String REFUSED = "quick-deploy-refused";

    private final RemoteJobKind deploy;
    private final PackageRun run;
    private final TargetCheck check;
    private final ValidationClock validations;
    private final AfterCancel afterCancel;
    private final LostRequests lost;
    private final PackageStore packages;
    private final AttemptStore attempts;
    private final DeploymentStore deployments;
    private final Connections connections;
    private final Evidence evidence;

    QuickDeployKind(
            @Qualifier("deployKind") RemoteJobKind deploy,
            PackageRun run,
            TargetCheck check,
            ValidationClock validations,
            AfterCancel afterCancel,
            LostRequests lost,
            PackageStore packages,
            AttemptStore attempts,
            DeploymentStore deployments,
            Connections connections,
            Evidence evidence) {
        super(run, lost, PackageKind.DEPLOY_FAILED);
        this.deploy = deploy;
        this.run = run;
        this.check = check;
        this.validations = validations;
        this.afterCancel = afterCancel;
        this.lost = lost;
        this.packages = packages;
        this.attempts = attempts;
        this.deployments = deployments;
        this.connections = connections;
        this.evidence = evidence;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean changesOrg() {
        return true;
    }

    @Override
    public Optional<String> startCheck(RemoteJob job) {
        return deploy.startCheck(job);
    }

    @Override
    public Look lookAtCheck(RemoteJob job, String checkId) {
        Look look = deploy.lookAtCheck(job, checkId);
        if (look instanceof Look.Ended ended && ended.outcome().isSuccess()) {
            DeploymentRecord record = deployments.require(job.owner()).record();
            return validations
                    .lapsed(record, connections.open(job.environment()))
                    .map(why -> (Look) new Look.Ended(refused("Nothing was sent. " + why)))
                    .orElse(look);
        }
        return look;
    }

    @Override
    public Map<String, Object> mark(RemoteJob job) {
        // No page of Salesforce says which test level the org lists a quick deployment with.
        JobInput input = JobInput.of(job);
        return lost.mark(job, input.packageSha256(), packages.members(input.packageSha256()), false, null);
    }

    @Override
    public String send(RemoteJob job) {
        JobInput input = JobInput.of(job);
        check.atSending(job);
        DeploymentRecord record = deployments.require(job.owner()).record();
        boolean validated = attempts.succeeded(
                        record.id(), PackageKind.VALIDATE, input.packageSha256(), input.fingerprint())
                .filter(validation -> input.validation().equals(validation.remoteId()))
                .isPresent();
        if (!validated || !input.packageSha256().equals(record.packageSha256())) {
            throw new OrgException(
                    "OTHER_PACKAGE",
                    "Nothing was sent to environment " + job.environment() + ": " + input.validation()
                            + " is not the validation of the package that " + record.id()
                            + " has. Somebody changed the database; compare it with a backup, and prepare the"
                            + " deployment anew.");
        }
        return connections.open(job.environment()).deployValidated(input.validation());
    }

    @Override
    public Optional<Outcome> refused(RemoteJob job, OrgException refusal) {
        return refusal.code().equals(OrgConnection.VALIDATION_REFUSED)
                ? Optional.of(refused(refusal.getMessage() + "."))
                : Optional.empty();
    }

    @Override
    public Look look(RemoteJob job) {
        // Its tests ran in the validation.
        Look look = run.look(
                job, JobInput.of(job).packageSha256(), false, TestLevel.NO_TEST_RUN, QuickDeployKind::errorCode);
        return afterCancel.look(job, look);
    }

    /** What failed as a whole was rolled back; anything else may have left something in the org. */
    private static String errorCode(DeployProgress said) {
        return said.status().equals("Failed") ? REFUSED : PackageKind.DEPLOY_FAILED;
    }

    private static Outcome refused(String why) {
        return Outcome.refused(REFUSED, why + " The whole deployment follows instead of the quick one.");
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        if (!REFUSED.equals(outcome.errorCode())) {
            deploy.ended(job, outcome);
            return;
        }
        attempts.ended(job.id(), job.remoteId(), false, outcome.message());
        DeploymentRecord record = deployments.lock(job.owner()).record();
        if (record.status() == DeploymentStatus.DEPLOYING) {
            deployments.status(record.id(), DeploymentStatus.APPROVED, null);
        }
        evidence.record(
                "sluice",
                "quick-deployment-refused",
                record.change(),
                Map.of(
                        "deployment", record.id(),
                        "attempt", job.attempt(),
                        "validation", JobInput.of(job).validation(),
                        "remoteId", Objects.requireNonNullElse(job.remoteId(), ""),
                        "message", outcome.message()));
    }
}
