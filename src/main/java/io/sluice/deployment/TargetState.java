package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.RestartableRetrieves;
import io.sluice.compare.RetrievedZip;
import io.sluice.compare.ZipFolder;
import io.sluice.environment.Connections;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Retrieves what a target has of a record's scope and keeps it as a snapshot. Kept is only what agrees with the target's
 * side of the comparison that the record was prepared on: anything else was changed behind the approval.
 */
@org.springframework.stereotype.Component
class TargetState {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RestartableRetrieves retrieves;
    private final Connections connections;
    private final Comparisons comparisons;
    private final PackageStore packages;
    private final ZipFolder zips;
    private final SnapshotStore snapshots;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TargetState(
            RestartableRetrieves retrieves,
            Connections connections,
            Comparisons comparisons,
            PackageStore packages,
            ZipFolder zips,
            SnapshotStore snapshots,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.retrieves = retrieves;
        this.connections = connections;
        this.comparisons = comparisons;
        this.packages = packages;
        this.zips = zips;
        this.snapshots = snapshots;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @return the org's id of the retrieve */
    String ask(RemoteJob job) {
        return retrieves.start(key(job), job.environment(), manifest(job));
    }

    /**
     * Ends well once the snapshot is kept; a job that has one already has ended.
     *
     * @param rehearsal whether it is only for a rehearsal, and no deployment follows
     */
    Look look(RemoteJob job, boolean rehearsal) {
        Optional<Snapshot> kept = snapshots.ofJob(job.id());
        if (kept.isPresent()) {
            return new Look.Ended(kept(kept.get()));
        }
        if (retrieves.isSpent(key(job))) {
            ask(job);
            return new Look.Running(Progress.of("Started again"), PAUSE);
        }
        RetrieveProgress progress = retrieves.look(key(job), job.environment());
        if (!progress.done()) {
            return new Look.Running(Progress.of(progress.status()), PAUSE);
        }
        if (!progress.success()) {
            retrieves.spend(key(job));
            throw new OrgException(
                    "RETRIEVE_FAILED",
                    "Environment " + job.environment() + " could not return the scope: " + progress.reason()
                            + ". Nothing was sent; a retry is safe.");
        }
        String orgId = connections.open(job.environment()).identity().orgId();
        return new Look.Ended(
                retrieves.readPackage(key(job), job.environment(), zip -> takeIn(job, orgId, rehearsal, zip)));
    }

    private Outcome takeIn(RemoteJob job, String orgId, boolean rehearsal, InputStream zip) throws IOException {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                Outcome outcome = keep(job, orgId, rehearsal, zip);
                if (!outcome.isSuccess()) {
                    status.setRollbackOnly();
                }
                return outcome;
            }));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private Outcome keep(RemoteJob job, String orgId, boolean rehearsal, InputStream zip) {
        Comparison compared = compared(job);
        if (!orgId.equals(compared.targetOrgId())) {
            return changed("Environment " + job.environment() + " is org " + orgId + " now; compared was org "
                    + compared.targetOrgId() + ".");
        }
        PackageStore.Arrived arrived;
        SortedMap<Component, String> found;
        try {
            arrived = packages.take(zip, Long.MAX_VALUE);
            try (InputStream again = packages.open(arrived.key());
                    RetrievedZip kept = RetrievedZip.take(
                            again, zips.create(), manifest(job).members())) {
                found = kept.hashes(manifest(job).members());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Moved.digest(compared.items(), found).equals(compared.targetDigest())) {
            return changed("Environment " + job.environment() + " is not as it was when the deployment was approved: "
                    + Words.named(Moved.items(compared.items(), ComparedItem::targetHash, found)) + ".");
        }
        packages.keep(arrived, found.keySet());
        SortedMap<Component, Optional<String>> items = new TreeMap<>();
        compared.items().forEach(item -> items.put(item.component(), Optional.ofNullable(item.targetHash())));
        Snapshot snapshot = new Snapshot(
                UUID.randomUUID(),
                job.owner(),
                job.environment(),
                orgId,
                compared.apiVersion(),
                compared.id(),
                JobInput.of(job).fingerprint(),
                compared.targetDigest(),
                arrived.sha256(),
                Times.now(clock),
                items);
        snapshots.add(job.id(), snapshot, rehearsal);
        evidence.record(
                "sluice",
                rehearsal ? "target-state-kept-for-rehearsal" : "target-state-kept",
                JobInput.of(job).change(),
                Map.of(
                        "deployment", job.owner(),
                        "snapshot", snapshot.id().toString(),
                        "environment", job.environment(),
                        "orgId", orgId,
                        "digest", snapshot.digest().value(),
                        "package", snapshot.packageSha256(),
                        "present", snapshot.present().size(),
                        "absent", items.size() - snapshot.present().size()));
        return kept(snapshot);
    }

    private static Outcome kept(Snapshot snapshot) {
        int present = snapshot.present().size();
        return Outcome.success("Kept what environment " + snapshot.environment() + " had: "
                + Words.count(present, "component", "components") + " as package "
                + snapshot.packageSha256().substring(0, 12) + ", and that "
                + Words.count(snapshot.items().size() - present, "other was", "others were") + " not there.");
    }

    private static Outcome changed(String message) {
        return Outcome.refused(
                PackageIntake.FINGERPRINT_CHANGED, message + " Nothing was sent. Compare and approve again.");
    }

    private Manifest manifest(RemoteJob job) {
        return TargetCheck.manifest(compared(job));
    }

    private Comparison compared(RemoteJob job) {
        return comparisons.find(JobInput.of(job).comparison()).orElseThrow();
    }

    private static String key(RemoteJob job) {
        return job.id() + ":state";
    }
}
