package io.sluice.deployment;

import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.CancelAnswer;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.TestLevel;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a package to an org and watches it: what validate, deploy and preparing an environment have in common. */
@org.springframework.stereotype.Component
class PackageRun {

    private static final Logger LOG = LoggerFactory.getLogger(PackageRun.class);
    static final Set<String> APEX = Set.of("ApexClass", "ApexTrigger");
    private static final long MB = 1024 * 1024;

    private final Connections connections;
    private final PackageStore packages;
    private final LogWriter log;

    PackageRun(Connections connections, PackageStore packages, LogWriter log) {
        this.connections = connections;
        this.packages = packages;
        this.log = log;
    }

    String send(RemoteJob job, String sha256, DeployOptions options) {
        var zip = packages.toSend(sha256);
        return connections.open(job.environment()).startDeploy(zip, options);
    }

    /** @param errorCode what an end that is no success is called */
    Look look(RemoteJob job, String sha256, boolean checkOnly, TestLevel level, String errorCode) {
        return look(job, sha256, checkOnly, level, said -> errorCode);
    }

    /**
     * @param level which tests have to have run
     * @param errorCode what an end that is no success is called
     */
    Look look(
            RemoteJob job,
            String sha256,
            boolean checkOnly,
            TestLevel level,
            Function<DeployProgress, String> errorCode) {
        String id = Objects.requireNonNull(job.remoteId(), "a running job has the org's id");
        var org = connections.open(job.environment());
        Duration pace = pace(packages.bytes(sha256));
        DeployProgress said = log.look(job, id, checkOnly, org, pace);
        return said.done()
                ? new Look.Ended(outcome(said, sha256, level, errorCode.apply(said)))
                : new Look.Running(progress(said), pace);
    }

    void cancel(RemoteJob job) {
        if (job.remoteId() != null) {
            CancelAnswer answer = connections.open(job.environment()).cancelDeployment(job.remoteId());
            if (!answer.accepted()) {
                // It is watched to its end all the same, and its end says what became of it.
                LOG.info("Environment {} does not cancel {}: {}", job.environment(), job.remoteId(), answer.message());
            }
        }
    }

    private Outcome outcome(DeployProgress result, String sha256, TestLevel level, String errorCode) {
        if (!result.success() || !result.status().equals("Succeeded")) {
            return Outcome.refused(errorCode, ResultWords.bad(result));
        }
        if (result.testsCompleted() == 0 && testsNeeded(sha256, level)) {
            return Outcome.refused(
                    errorCode,
                    "Test level " + level.apiName() + " was asked for, but no test ran. That is no proof"
                            + (result.checkOnly() ? "" : ", although the org took the package") + ".");
        }
        return Outcome.success(ResultWords.good(result));
    }

    /** Whether it proves nothing when no test ran: tests were named, or all were asked for and Apex is sent or deleted. */
    private boolean testsNeeded(String sha256, TestLevel level) {
        return switch (level) {
            case NO_TEST_RUN -> false;
            case RUN_SPECIFIED_TESTS -> true;
            case RUN_RELEVANT_TESTS, RUN_LOCAL_TESTS, RUN_ALL_TESTS_IN_ORG ->
                packages.members(sha256).stream().map(Component::type).anyMatch(APEX::contains);
        };
    }

    private static Progress progress(DeployProgress said) {
        String status = said.stateDetail() == null || said.stateDetail().isBlank()
                ? said.status()
                : said.status() + ": " + said.stateDetail();
        return new Progress(
                status,
                said.componentsDeployed(),
                said.componentsTotal(),
                said.testsCompleted(),
                said.testsTotal(),
                said.componentErrors() + said.testErrors());
    }

    /** How often an org may be asked, by the size of the zip. */
    static Duration pace(long bytes) {
        if (bytes <= 5 * MB) {
            return Duration.ofSeconds(2);
        }
        return Duration.ofSeconds(bytes <= 15 * MB ? 5 : 10);
    }
}
