package io.sluice.deployment;

import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.RestartableRetrieves;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.salesforce.RetrieveProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Retrieves the approved scope from the source into the package that will be deployed. */
@Component
class RetrieveKind implements RemoteJobKind {

    static final String NAME = "retrieve";

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RestartableRetrieves retrieves;
    private final Comparisons comparisons;
    private final PackageIntake intake;
    private final DeploymentStore deployments;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    RetrieveKind(
            RestartableRetrieves retrieves,
            Comparisons comparisons,
            PackageIntake intake,
            DeploymentStore deployments,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.retrieves = retrieves;
        this.comparisons = comparisons;
        this.intake = intake;
        this.deployments = deployments;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean exclusive() {
        return false;
    }

    @Override
    public String send(RemoteJob job) {
        return retrieves.start(key(job), job.environment(), TargetCheck.manifest(compared(job)));
    }

    @Override
    public Lost lost(RemoteJob job) {
        return new Lost.SendAgain();
    }

    @Override
    public Look look(RemoteJob job) {
        if (retrieves.isSpent(key(job))) {
            send(job);
            return new Look.Running(Progress.of("Started again"), PAUSE);
        }
        RetrieveProgress progress = retrieves.look(key(job), job.environment());
        if (!progress.done()) {
            return new Look.Running(Progress.of(progress.status()), PAUSE);
        }
        if (!progress.success()) {
            return new Look.Ended(Outcome.refused(
                    PackageIntake.RETRIEVE_FAILED,
                    "Environment " + job.environment() + " could not return the scope: " + progress.reason()));
        }
        Comparison compared = compared(job);
        // The retrieve is noted as spent before; the transaction begins only when the zip arrives.
        return new Look.Ended(retrieves.read(key(job), job.environment(), zip -> takeIn(job, compared, progress, zip)));
    }

    private Outcome takeIn(RemoteJob job, Comparison compared, RetrieveProgress progress, InputStream zip)
            throws IOException {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                Outcome outcome = keep(job, compared, progress, zip);
                if (!outcome.isSuccess()) {
                    status.setRollbackOnly();
                }
                return outcome;
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private Outcome keep(RemoteJob job, Comparison compared, RetrieveProgress progress, InputStream zip) {
        PackageIntake.Result result;
        try {
            result = intake.take(
                    zip,
                    PackageIntake.Expected.source(compared),
                    PackageIntake.Deletions.of(JobInput.of(job)),
                    progress.messages());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (result instanceof PackageIntake.Kept kept) {
            if (!deployments.retrieved(job.owner(), JobInput.of(job).fingerprint(), kept.sha256())) {
                return Outcome.refused(
                        PackageIntake.FINGERPRINT_CHANGED,
                        "The deployment was prepared anew while its scope was retrieved. Retrieve it again.");
            }
            evidence.record(
                    "sluice",
                    "package-retrieved",
                    JobInput.of(job).change(),
                    Map.of(
                            "deployment", job.owner(),
                            "package", kept.sha256(),
                            "bytes", kept.bytes(),
                            "components", kept.components(),
                            "deletions", kept.deletions()));
            return Outcome.success(Words.count(kept.components(), "component", "components") + " retrieved as package "
                    + kept.sha256().substring(0, 12) + " of " + kept.bytes() + " bytes"
                    + (kept.deletions() == 0
                            ? "."
                            : ", which also deletes " + Words.count(kept.deletions(), "component", "components")
                                    + "."));
        }
        return ((PackageIntake.NotKept) result).outcome();
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        DeploymentRecord record = deployments.lock(job.owner()).record();
        if (!outcome.isSuccess() && record.status() == DeploymentStatus.APPROVED) {
            deployments.status(job.owner(), afterRefusal(outcome), outcome.message());
        }
    }

    /** What moved needs a new comparison and approval; after anything else the approval stands. */
    static DeploymentStatus afterRefusal(Outcome outcome) {
        return PackageIntake.FINGERPRINT_CHANGED.equals(outcome.errorCode())
                ? DeploymentStatus.IN_PROGRESS
                : DeploymentStatus.APPROVED;
    }

    private Comparison compared(RemoteJob job) {
        return comparisons.find(JobInput.of(job).comparison()).orElseThrow();
    }

    private static String key(RemoteJob job) {
        return job.id() + ":package";
    }
}
