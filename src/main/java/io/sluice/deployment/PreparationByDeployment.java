package io.sluice.deployment;

import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.PackageZip;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests preparations of environments: the package is stored as any other and sent through the same queue. */
@Component
class PreparationByDeployment implements EnvironmentPreparation {

    private final Environments environments;
    private final RemoteJobs jobs;
    private final OwnMetadata metadata;
    private final PackageStore packages;
    private final AttemptStore attempts;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    PreparationByDeployment(
            Environments environments,
            RemoteJobs jobs,
            OwnMetadata metadata,
            PackageStore packages,
            AttemptStore attempts,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.environments = environments;
        this.jobs = jobs;
        this.metadata = metadata;
        this.packages = packages;
        this.attempts = attempts;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public RemoteJob prepare(String environmentId, String actor) {
        if (!environments.require(environmentId).enabled()) {
            throw new IllegalStateException(
                    environments.path().useRefusal(environmentId).orElseThrow());
        }
        return Objects.requireNonNull(transaction.execute(status -> request(environmentId, actor)));
    }

    private RemoteJob request(String environmentId, String actor) {
        String owner = owner(environmentId);
        for (RemoteJob open : jobs.open()) {
            if (open.kind().equals(KIND) && open.owner().equals(owner)) {
                return open;
            }
        }
        String sha256 = store();
        int number = jobs.of(KIND, owner).size() + 1;
        RemoteJob job = jobs.request(
                new NewRemoteJob(KIND, owner, number, null, environmentId, null, actor, Map.of("package", sha256)));
        attempts.start(
                job,
                actor,
                AttemptOptions.of(PrepareEnvironmentKind.options(environments, environmentId), null),
                sha256,
                null);
        evidence.record(
                actor, "environment-preparation-requested", owner, Map.of("attempt", number, "package", sha256));
        return job;
    }

    private String store() {
        try {
            byte[] zip = metadata.zip();
            PackageZip inspected = PackageZip.inspect(new ByteArrayInputStream(zip));
            inspected.problem().ifPresent(problem -> {
                throw new IllegalStateException("The folder salesforce/ is no package: " + problem);
            });
            PackageStore.Arrived arrived = packages.take(new ByteArrayInputStream(zip), PackageZip.MOST_ZIPPED_BYTES);
            packages.keep(arrived, Objects.requireNonNull(inspected.manifest()).members());
            return arrived.sha256();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder salesforce/ can't be read as a package", e);
        }
    }

    @Override
    public List<Attempt> attempts(String environmentId) {
        return attempts.of(owner(environmentId));
    }

    private static String owner(String environmentId) {
        return "environment:" + environmentId;
    }
}
