package io.sluice.deployment;

import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Installs what sync needs into an environment. Production runs its local tests, other environments none. */
@Component
class PrepareEnvironmentKind extends DeployRequestKind {

    private final Environments environments;
    private final PackageRun run;
    private final LostRequests lost;
    private final PackageStore packages;
    private final AttemptStore attempts;
    private final Evidence evidence;

    PrepareEnvironmentKind(
            Environments environments,
            PackageRun run,
            LostRequests lost,
            PackageStore packages,
            AttemptStore attempts,
            Evidence evidence) {
        super(run, lost, PackageKind.DEPLOY_FAILED);
        this.environments = environments;
        this.run = run;
        this.lost = lost;
        this.packages = packages;
        this.attempts = attempts;
        this.evidence = evidence;
    }

    @Override
    public String name() {
        return EnvironmentPreparation.KIND;
    }

    @Override
    public boolean changesOrg() {
        return true;
    }

    @Override
    public Map<String, Object> mark(RemoteJob job) {
        return lost.mark(job, sha256(job), packages.members(sha256(job)), false, level(job));
    }

    @Override
    public String send(RemoteJob job) {
        return run.send(job, sha256(job), options(environments, job.environment()));
    }

    @Override
    public Look look(RemoteJob job) {
        return run.look(job, sha256(job), false, level(job), failure());
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        attempts.ended(job.id(), job.remoteId(), outcome.isSuccess(), outcome.message());
        evidence.record(
                "sluice",
                outcome.isSuccess() ? "environment-prepared" : "environment-preparation-failed",
                "environment:" + job.environment(),
                Map.of(
                        "attempt", job.attempt(),
                        "package", sha256(job),
                        "remoteId", Objects.requireNonNullElse(job.remoteId(), ""),
                        "message", outcome.message()));
    }

    private TestLevel level(RemoteJob job) {
        return options(environments, job.environment()).testLevel();
    }

    static DeployOptions options(Environments environments, String environment) {
        TestLevel level = environments.require(environment).kind().isProduction()
                ? TestLevel.RUN_LOCAL_TESTS
                : TestLevel.NO_TEST_RUN;
        return new DeployOptions(false, level, List.of());
    }

    private static String sha256(RemoteJob job) {
        return Objects.requireNonNull(job.input().get("package"), "package").toString();
    }
}
