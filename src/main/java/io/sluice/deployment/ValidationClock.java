package io.sluice.deployment;

import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.DeployRequestRow;
import io.sluice.salesforce.Ids;
import io.sluice.salesforce.OrgConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether the org may make a record's validation real by itself. Its tests must have run, it is at most ten days old, and
 * nothing was deployed to the org since (Metadata API guide, "deployRecentValidation()"; Salesforce's CLI counts the ten days
 * from the start of the validation).
 */
@Component
class ValidationClock {

    private static final Duration AGE = Duration.ofDays(10);
    private static final int ROWS = 200;

    private final AttemptStore attempts;
    private final Clock clock;

    ValidationClock(AttemptStore attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Of the newest good validation of the very package; empty where there is none. Asks no org. */
    Optional<Validity> of(DeploymentRecord record) {
        if (record.packageSha256() == null || record.fingerprint() == null) {
            return Optional.empty();
        }
        return attempts.succeeded(record.id(), PackageKind.VALIDATE, record.packageSha256(), record.fingerprint())
                .filter(validation -> validation.remoteId() != null)
                .map(validation -> {
                    Instant until = began(validation).plus(AGE);
                    return new Validity(validation, until, why(record, validation, until));
                });
    }

    /** Why the org itself would not take it: as {@link #of}, and whatever anybody deployed there as the org lists it. */
    Optional<String> lapsed(DeploymentRecord record, OrgConnection org) {
        Optional<Validity> known = of(record);
        if (known.isEmpty()) {
            return Optional.of("There is no validation of this package any more.");
        }
        Validity validity = known.get();
        return validity.isGood()
                ? byOthers(validity.validation(), org)
                : Optional.of(Objects.requireNonNull(validity.lapsed(), "it is not good"));
    }

    private Optional<String> byOthers(Attempt validation, OrgConnection org) {
        Instant since = created(validation);
        String id = Ids.short15(Objects.requireNonNull(validation.remoteId(), "a validation has the org's id"));
        return org.recentDeployments(ROWS).stream()
                .filter(row -> !row.checkOnly() && !Ids.short15(row.id()).equals(id))
                .filter(row -> !row.createdAt().isBefore(since))
                .filter(row -> !row.status().equals("Failed") && !row.status().equals("Canceled"))
                .findFirst()
                .map(ValidationClock::words);
    }

    private static String words(DeployRequestRow row) {
        return "The validation is no longer valid since somebody deployed " + row.id() + " there on "
                + Moments.words(row.createdAt()) + " (" + row.status() + ").";
    }

    private @Nullable String why(DeploymentRecord record, Attempt validation, Instant until) {
        if (!record.quickDeploy()) {
            return "It was prepared to be deployed as a whole.";
        }
        DeployProgress log = validation.log();
        if (log == null || log.testsCompleted() == 0) {
            return "No test ran in the validation, and an org deploys only what was tested.";
        }
        if (record.deletions().stream().anyMatch(each -> each.type().equals("Flow"))) {
            // sfdx-hardis 8.0.0: a deletion of a flow does not survive a quick deploy.
            return "It deletes a flow, which a quick deployment would leave out.";
        }
        if (clock.instant().isAfter(until)) {
            return "The validation is older than ten days: it was valid until " + Moments.words(until) + ".";
        }
        return attempts.changedSince(record.target(), created(validation))
                .map(other ->
                        "The validation is no longer valid since " + other.deployment() + " was deployed there on "
                                + Moments.words(Objects.requireNonNull(other.endedAt(), "it has ended")) + ".")
                .orElse(null);
    }

    private static Instant began(Attempt validation) {
        DeployProgress log = validation.log();
        Instant started = log == null ? null : log.details().facts().startedAt();
        return started == null ? created(validation) : started;
    }

    private static Instant created(Attempt validation) {
        DeployProgress log = validation.log();
        return log == null || log.createdAt() == null ? validation.startedAt() : log.createdAt();
    }
}
