package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.AttemptOptions;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.EnvironmentPreparation;
import io.sluice.deployment.Explanation;
import io.sluice.deployment.Failure;
import io.sluice.deployment.LeftOut;
import io.sluice.deployment.LogDifference;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployProgress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Deployment records and the logs of their attempts, for whoever may see the change request. */
@Component
class LogViews {

    private static final String PREPARATION = "environment:";

    private final ChangeViews changes;
    private final Deployments deployments;
    private final DeploymentLogs logs;
    private final EnvironmentPreparation preparations;
    private final StartViews starts;
    private final Environments environments;
    private final EnvironmentNames names;
    private final RollbackViews rollbacks;

    LogViews(
            ChangeViews changes,
            Deployments deployments,
            DeploymentLogs logs,
            EnvironmentPreparation preparations,
            StartViews starts,
            Environments environments,
            EnvironmentNames names,
            RollbackViews rollbacks) {
        this.changes = changes;
        this.deployments = deployments;
        this.logs = logs;
        this.preparations = preparations;
        this.starts = starts;
        this.environments = environments;
        this.names = names;
        this.rollbacks = rollbacks;
    }

    /** @throws Refusal where there is no such record, or its change request can't be seen */
    RecordView record(String id) {
        DeploymentRecord record = require(id);
        ChangeRequest change = changes.require(record.change());
        List<Attempt> attempts = new ArrayList<>(deployments.attempts(id));
        java.util.Collections.reverse(attempts);
        return new RecordView(
                id,
                change.number(),
                change.name(),
                record.status().words(),
                record.statusReason(),
                names.origin(record),
                names.of(record.target()),
                LeftOut.lines(record.leftOut()),
                DeploymentViews.validity(deployments, record),
                starts.words(record),
                starts.waits(record),
                // Between the start and the first answer there is no attempt yet.
                record.status() == DeploymentStatus.DEPLOYING
                        || attempts.stream().anyMatch(attempt -> !attempt.hasEnded()),
                record.status().isOver(),
                attempts.stream().map(DeploymentViews::attempt).toList(),
                rollbacks.of(id));
    }

    /** @throws Refusal where there is no such attempt, or its change request can't be seen */
    Attempt attempt(String record, int number) {
        of(record);
        return logs.attempt(record, number)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND,
                        "Deployment record " + record + " has no attempt " + number
                                + ". Its page lists the attempts that there are."));
    }

    /**
     * The log of an attempt.
     *
     * @param against number of the attempt to compare with; null for the one before
     * @throws Refusal where there is no such attempt, or its change request can't be seen
     */
    LogView log(String record, int number, @Nullable Integer against) {
        Attempt attempt = attempt(record, number);
        Owner of = of(record);
        ChangeRequest change = of.change();
        DeployProgress log = attempt.log();
        DeployDetails told = log == null ? DeployDetails.NONE : log.details();
        return new LogView(
                record,
                change == null ? null : change.number(),
                change == null ? null : change.name(),
                number,
                DeploymentViews.kind(attempt),
                of.source(),
                names.of(of.target()),
                DeploymentViews.result(log, attempt.hasEnded()),
                attempt.hasEnded(),
                Boolean.TRUE.equals(attempt.succeeded()),
                attempt.message(),
                log == null || attempt.hasEnded() ? null : log.stateDetail(),
                attempt.remoteId(),
                orgPage(of.target(), attempt.remoteId()),
                attempt.askedBy().equals("sluice") ? "Sluice" : attempt.askedBy(),
                org(log, told),
                options(attempt.options()),
                attempt.packageSha256(),
                attempt.fingerprint(),
                attempt.startedAt(),
                attempt.endedAt(),
                log == null
                        ? new LogView.Progress(0, 0, 0)
                        : new LogView.Progress(log.componentsDeployed(), log.componentErrors(), log.componentsTotal()),
                log == null
                        ? new LogView.Progress(0, 0, 0)
                        : new LogView.Progress(log.testsCompleted(), log.testErrors(), log.testsTotal()),
                LogWords.forecast(logs.forecast(attempt)),
                groups(logs.failures(attempt)),
                logs.coverage(attempt),
                difference(attempt, against),
                of.attempts().stream()
                        .map(Attempt::number)
                        .filter(other -> other != number)
                        .toList());
    }

    /**
     * What an attempt belongs to.
     *
     * @param change null where an environment is prepared
     * @param source in words
     */
    private record Owner(@Nullable ChangeRequest change, String source, String target, List<Attempt> attempts) {}

    private Owner of(String record) {
        if (record.startsWith(PREPARATION)) {
            String id = record.substring(PREPARATION.length());
            Environment environment = environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
            return new Owner(null, "What Sluice needs in an org", environment.id(), preparations.attempts(id));
        }
        DeploymentRecord of = require(record);
        return new Owner(changes.require(of.change()), names.origin(of), of.target(), deployments.attempts(record));
    }

    private static LogView.Org org(@Nullable DeployProgress log, DeployDetails told) {
        DeployDetails.Facts facts = told.facts();
        return new LogView.Org(
                facts.createdBy(),
                facts.canceledBy(),
                log == null ? null : log.createdAt(),
                facts.startedAt(),
                log == null ? null : log.completedAt(),
                facts.rollbackOnError(),
                facts.ignoreWarnings(),
                facts.testsEnabled(),
                facts.errorCode(),
                told.testMillis());
    }

    private static LogView.@Nullable Options options(@Nullable AttemptOptions options) {
        return options == null
                ? null
                : new LogView.Options(
                        options.checkOnly(),
                        options.testLevel().apiName(),
                        options.tests(),
                        options.rollbackOnError(),
                        options.validation(),
                        options.apiVersion());
    }

    /** The page of Setup, Deployment Status, that shows this very deployment. */
    private @Nullable String orgPage(String environment, @Nullable String remoteId) {
        if (remoteId == null) {
            return null;
        }
        String page = URLEncoder.encode(
                "/changemgmt/monitorDeploymentsDetails.apexp?asyncId=" + remoteId, StandardCharsets.UTF_8);
        return environments
                .find(environment)
                .map(Environment::address)
                .map(address -> address.resolve("/lightning/setup/DeployStatus/page?address=" + page)
                        .toString())
                .orElse(null);
    }

    private LogView.@Nullable Difference difference(Attempt attempt, @Nullable Integer against) {
        if (!attempt.hasEnded() || against == null && attempt.number() == 1) {
            return null;
        }
        int other = against == null ? attempt.number() - 1 : against;
        if (other == attempt.number()) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "An attempt is compared with another one, not with itself.");
        }
        LogDifference found = logs.difference(attempt, attempt(attempt.deployment(), other));
        return new LogView.Difference(
                other,
                sent(found),
                groups(found.fresh()),
                groups(found.gone()),
                groups(found.same()),
                found.failsNow(),
                found.passesNow(),
                found.ranOnlyNow(),
                found.ranOnlyBefore());
    }

    private static List<String> sent(LogDifference found) {
        List<String> sentences = new ArrayList<>();
        sentences.add(found.otherPackage() ? "Another package was sent." : "The very same package was sent.");
        if (found.otherFingerprint()) {
            sentences.add("What is approved changed in between: another fingerprint binds it.");
        }
        if (found.otherOptions()) {
            sentences.add("It was sent with other options; both pages name them.");
        }
        return sentences;
    }

    private static List<LogView.Group> groups(List<Failure> failures) {
        Map<List<String>, List<Failure>> groups = new LinkedHashMap<>();
        failures.forEach(failure -> groups.computeIfAbsent(
                        List.of(failure.about().word(), failure.message()), key -> new ArrayList<>())
                .add(failure));
        return groups.values().stream().map(LogViews::group).toList();
    }

    private static LogView.Group group(List<Failure> same) {
        Failure first = same.get(0);
        return new LogView.Group(
                first.about().word(),
                first.message(),
                first.explanation().map(Explanation::meaning).orElse(null),
                first.explanation().map(Explanation::remedy).orElse(null),
                same.stream()
                        .map(failure -> new LogView.Where(failure.subject(), failure.place()))
                        .toList());
    }

    private DeploymentRecord require(String id) {
        return deployments
                .find(id)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND,
                        "There is no deployment record " + id
                                + ". Its number is written DEP- and six digits; the page of its change request"
                                + " names it."));
    }
}
