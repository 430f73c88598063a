package io.sluice.remotejob;

import io.sluice.salesforce.OrgBusyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a job that could not be moved: tried again with back-off, then stopped until an operator retries. */
@Component
class Troubles {

    private static final Logger log = LoggerFactory.getLogger(Troubles.class);

    /** Clocks of nodes differ a little. */
    private static final Duration AFTER_A_PAUSE = Duration.ofSeconds(1);

    private final JobTable table;
    private final ObjectProvider<WaitingSteps> steps;
    private final JobEvidence evidence;
    private final RemoteJobsSettings settings;
    private final TransactionTemplate transaction;

    Troubles(
            JobTable table,
            ObjectProvider<WaitingSteps> steps,
            JobEvidence evidence,
            RemoteJobsSettings settings,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.steps = steps;
        this.evidence = evidence;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A technical fault.
     *
     * @param during what was being done, for example {@code looking at the org}
     */
    void fault(Claim claim, String during, RuntimeException cause) {
        fault(claim, during, cause, false);
    }

    /** The org refused a request, or was not reached at all: certainly nothing was taken. */
    void refusedSending(Claim claim, RuntimeException cause) {
        fault(claim, "sending", cause, true);
    }

    private void fault(Claim claim, String during, RuntimeException cause, boolean nothingTaken) {
        if (cause instanceof OrgBusyException busy) {
            later(claim, busy, nothingTaken);
            return;
        }
        String problem = Objects.requireNonNull(transaction.execute(status -> {
            // The row says how far the job got: the claim may be from before it was sent.
            Claim current = table.lock(claim);
            boolean unsent = nothingTaken || current.unsent();
            String text = message(current.job(), during, words(cause), unsent);
            List<Duration> backOff = settings.backOff();
            int failures = current.job().failures();
            if (failures < backOff.size()) {
                table.fault(current, text, unsent, false, table.now().plus(backOff.get(failures)));
            } else if (current.job().abandoned() && current.job().state() == RemoteJobState.RUNNING) {
                // Nobody is left who would retry it, and it has to be watched to its end.
                Duration last = backOff.isEmpty() ? settings.stoppedPause() : backOff.get(backOff.size() - 1);
                table.fault(current, text, unsent, false, table.now().plus(last));
            } else {
                stop(current, text, chain(cause), unsent);
            }
            return text;
        }));
        if (!problem.equals(claim.job().problem())) {
            log.warn("{}", problem, cause);
        }
    }

    /** The org takes no calls for a while: no fault of the job, so it just goes on later. */
    private void later(Claim claim, OrgBusyException busy, boolean nothingTaken) {
        String problem = Objects.requireNonNull(transaction.execute(status -> {
            Claim current = table.lock(claim);
            String text = what(current.job()) + " goes on later by itself: " + words(busy);
            Instant due = busy.until().isAfter(table.now()) ? busy.until() : table.now();
            table.waits(current, text, nothingTaken || current.unsent(), due.plus(AFTER_A_PAUSE));
            return text;
        }));
        if (!problem.equals(claim.job().problem())) {
            log.info("{}", problem);
        }
    }

    /** Only an operator can decide. */
    void undecided(Claim claim, String choices) {
        String problem = "The answer to " + what(claim.job()) + " was lost, and which request is ours cannot be told."
                + " A retry looks again and sends nothing that may already be there. " + choices;
        log.warn("{}", problem);
        transaction.executeWithoutResult(status -> stop(table.lock(claim), problem, choices, false));
    }

    private void stop(Claim claim, String message, String details, boolean unsent) {
        RemoteJob job = claim.job();
        Instant due = table.now().plus(settings.stoppedPause());
        table.fault(claim, message, unsent, true, due);
        evidence.record(JobEvidence.SLUICE, "remote-job-stopped", job, Map.of("problem", message));
        String instance = job.processInstance();
        if (instance != null && !job.abandoned() && steps.getObject().state(instance) == WaitingSteps.State.WAITING) {
            steps.getObject().stop(instance, message, details);
        }
    }

    private static String message(RemoteJob job, String during, String words, boolean unsent) {
        String retry;
        if (unsent) {
            retry = "Nothing was sent, so a retry is safe.";
        } else if (job.remoteId() == null) {
            retry =
                    "Whether the org took it is not known; a retry is safe: it asks the org first and never sends twice.";
        } else {
            retry = "A retry is safe: it goes on with the same job and sends nothing again.";
        }
        return what(job) + " failed while " + during + ": " + words + " " + retry;
    }

    private static String what(RemoteJob job) {
        return "Job " + job.kind() + " of " + job.owner() + " (attempt " + job.attempt() + ") on environment "
                + job.environment() + (job.remoteId() == null ? "" : " (" + job.remoteId() + ")");
    }

    private static String words(Throwable cause) {
        String words =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return words.endsWith(".") ? words : words + ".";
    }

    private static String chain(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            text.append(each.getClass().getName())
                    .append(": ")
                    .append(each.getMessage())
                    .append('\n');
        }
        return text.toString();
    }
}
