package io.sluice.remotejob;

import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the waiting step how its job ended: in one transaction with writing down that it was told. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final JobTable table;
    private final ObjectProvider<WaitingSteps> steps;
    private final JobEvidence evidence;
    private final RemoteJobsSettings settings;
    private final TransactionTemplate transaction;

    Delivery(
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

    void deliver(Claim claim) {
        transaction.executeWithoutResult(status -> {
            RemoteJob job = table.lock(claim).job();
            String instance = job.processInstance();
            if (instance == null) {
                table.delivered(claim, false);
                return;
            }
            WaitingSteps.State state = job.abandoned()
                    ? WaitingSteps.State.GONE
                    : steps.getObject().state(instance);
            switch (state) {
                case WAITING -> tell(claim, instance, Objects.requireNonNull(job.outcome()));
                case GONE -> endedWithoutProcess(claim, job);
                case STOPPED -> table.postponed(claim, table.now().plus(settings.stoppedPause()));
            }
        });
    }

    private void tell(Claim claim, String instance, Outcome outcome) {
        // Written down first: the step that goes on may request the instance's next job in this same transaction.
        table.delivered(claim, false);
        String errorCode = outcome.errorCode();
        if (errorCode == null) {
            steps.getObject().complete(instance);
        } else {
            steps.getObject().refuse(instance, errorCode, outcome.message());
        }
    }

    private void endedWithoutProcess(Claim claim, RemoteJob job) {
        Outcome outcome = Objects.requireNonNull(job.outcome());
        log.warn(
                "Remote job {} ({} of {} on environment {}) ended without its process instance {}: {}",
                job.id(),
                job.kind(),
                job.owner(),
                job.environment(),
                job.processInstance(),
                outcome.message());
        table.delivered(claim, true);
        evidence.record(
                JobEvidence.SLUICE,
                "remote-job-ended-without-process",
                job,
                Map.of(
                        "processInstance", Objects.requireNonNull(job.processInstance()),
                        "outcome", Objects.requireNonNullElse(outcome.errorCode(), "success"),
                        "message", outcome.message()));
    }
}
