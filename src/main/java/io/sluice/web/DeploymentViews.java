package io.sluice.web;

import io.sluice.deployment.Attempt;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.LeftOut;
import io.sluice.deployment.Validity;
import io.sluice.metadata.Reference;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.TestLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deployment records with their attempts, as pages show them. */
@Component
class DeploymentViews {

    private final Deployments deployments;
    private final StartViews starts;
    private final EnvironmentNames environments;

    DeploymentViews(Deployments deployments, StartViews starts, EnvironmentNames environments) {
        this.starts = starts;
        this.deployments = deployments;
        this.environments = environments;
    }

    List<ChangeView.Deployment> ofChange(String change) {
        return deployments.withRollbacks(change).stream().map(this::view).toList();
    }

    private ChangeView.Deployment view(DeploymentRecord record) {
        TestLevel level = record.testLevel();
        return new ChangeView.Deployment(
                record.id(),
                record.status().words(),
                record.statusReason(),
                environments.origin(record),
                environments.of(record.target()),
                record.apiVersion(),
                level == null ? null : level.apiName(),
                record.tests(),
                LeftOut.lines(record.leftOut()),
                validity(deployments, record),
                starts.words(record),
                record.goNeeded(),
                record.fingerprint(),
                record.packageSha256(),
                deployments
                        .dependencies(record.id())
                        .map(DeploymentViews::dependencies)
                        .orElse(null),
                deployments.attempts(record.id()).stream()
                        .map(DeploymentViews::attempt)
                        .toList());
    }

    /** Told while there is something to deploy. */
    static @Nullable String validity(Deployments deployments, DeploymentRecord record) {
        return record.status() == DeploymentStatus.APPROVED
                ? deployments.validity(record.id()).map(Validity::words).orElse(null)
                : null;
    }

    private static ChangeView.Dependencies dependencies(DependencyResult result) {
        List<ChangeView.Missing> missing = result.missingComponents().stream()
                .map(component -> new ChangeView.Missing(
                        component.toString(),
                        result.missing().stream()
                                .filter(reference -> reference.to().equals(component))
                                .map(DeploymentViews::place)
                                .distinct()
                                .toList()))
                .toList();
        return new ChangeView.Dependencies(result.at(), result.inPackage(), result.inTarget(), missing);
    }

    private static String place(Reference reference) {
        return reference.from() + " (" + reference.where() + ")";
    }

    static ChangeView.Try attempt(Attempt attempt) {
        DeployProgress log = attempt.log();
        boolean ended = attempt.endedAt() != null;
        return new ChangeView.Try(
                kind(attempt),
                attempt.number(),
                result(log, ended),
                Boolean.TRUE.equals(attempt.succeeded()),
                ended,
                attempt.remoteId(),
                attempt.packageSha256(),
                attempt.message(),
                attempt.startedAt(),
                attempt.endedAt(),
                log == null ? 0 : log.componentsDeployed(),
                log == null ? 0 : log.componentsTotal(),
                log == null ? 0 : log.componentErrors(),
                log == null ? 0 : log.testsCompleted(),
                log == null ? 0 : log.testsTotal(),
                log == null ? 0 : log.testErrors(),
                log == null
                        ? List.of()
                        : log.problems().stream().map(DeploymentViews::problem).toList(),
                log == null
                        ? List.of()
                        : log.testFailures().stream()
                                .map(DeploymentViews::failedTest)
                                .toList(),
                log == null ? List.of() : log.coverageWarnings(),
                "/deployments/" + attempt.deployment() + "/attempts/" + attempt.number());
    }

    static String kind(Attempt attempt) {
        if (attempt.isRehearsal()) {
            return "Rehearse the rollback (check-only)";
        }
        return attempt.isValidation() ? "Validate (check-only)" : PageWords.sentence(attempt.kind());
    }

    static String result(@Nullable DeployProgress log, boolean ended) {
        if (log == null) {
            return ended ? "Ended without an answer of the org" : "The org has not answered yet";
        }
        return log.status();
    }

    private static ChangeView.Problem problem(DeployProgress.ComponentProblem problem) {
        String place = problem.fileName();
        if (problem.line() > 0) {
            place += ", line " + problem.line() + (problem.column() > 0 ? ", column " + problem.column() : "");
        }
        return new ChangeView.Problem(problem.type() + ":" + problem.fullName(), place, problem.problem());
    }

    private static ChangeView.FailedTest failedTest(DeployProgress.TestFailure failure) {
        return new ChangeView.FailedTest(
                failure.className() + "." + failure.methodName(), failure.message(), failure.stackTrace());
    }
}
