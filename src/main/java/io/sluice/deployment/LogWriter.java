package io.sluice.deployment;

import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.OrgConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at a deployment in its org and keeps what it tells. A look with every single result takes the place of a brief one,
 * so that the org is not asked more often; of a running deployment there are few of them, and fewer where they take long.
 */
@Component
class LogWriter {

    /** One look in five brings every result, at most. */
    private static final int LOOKS = 5;
    /** At most a tenth of the time goes into reading and keeping results of a deployment that still runs. */
    private static final int SHARE = 10;

    private final AttemptStore attempts;
    private final LogRows rows;
    private final Clock clock;
    private final TransactionTemplate transaction;

    LogWriter(AttemptStore attempts, LogRows rows, Clock clock, PlatformTransactionManager transactions) {
        this.attempts = attempts;
        this.rows = rows;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What the org says now; with every single result once it has ended.
     *
     * @param pace between two looks
     */
    DeployProgress look(RemoteJob job, String id, boolean checkOnly, OrgConnection org, Duration pace) {
        boolean due = attempts.detailsDue(job.id());
        Instant began = clock.instant();
        DeployProgress said = org.deployment(id, due);
        refuseForeign(job, id, checkOnly, said);
        boolean detailed = due;
        if (said.done() && !due) {
            said = org.deployment(id, true);
            detailed = true;
        }
        keep(job, id, said, detailed);
        if (detailed && !said.done()) {
            Duration took = Duration.between(began, clock.instant());
            Duration wait = max(pace.multipliedBy(LOOKS), took.multipliedBy(SHARE));
            attempts.detailsDue(job.id(), clock.instant().plus(wait));
        }
        return said;
    }

    private void keep(RemoteJob job, String id, DeployProgress said, boolean detailed) {
        transaction.executeWithoutResult(status -> attempts.said(job.id(), id, said)
                .filter(attempt -> detailed)
                .ifPresent(attempt -> rows.replace(attempt, said.details())));
    }

    private static void refuseForeign(RemoteJob job, String id, boolean checkOnly, DeployProgress said) {
        if (said.checkOnly() != checkOnly) {
            throw new IllegalStateException("Deployment " + id + " in environment " + job.environment()
                    + (said.checkOnly() ? " is only a validation" : " is no validation")
                    + "; it can't be the one that was sent");
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
