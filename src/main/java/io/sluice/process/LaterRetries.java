package io.sluice.process;

import io.sluice.salesforce.OrgBusyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Lets a step that met an org's limit of calls wait until the org is asked again. Each try counts as any other, so the
 * configured retries remain the bound: without this all of them would be used up within one pause of the org.
 */
final class LaterRetries implements FailedJobCommandFactory {

    /** Clocks of nodes differ a little. */
    private static final Duration AFTER_A_PAUSE = Duration.ofSeconds(1);

    @Override
    public Command<Object> getCommand(String jobId, Throwable exception) {
        return pause(exception)
                .<Command<Object>>map(until -> new Later(jobId, exception, until.plus(AFTER_A_PAUSE)))
                .orElseGet(() -> new DefaultJobRetryCmd(jobId, exception));
    }

    private static Optional<Instant> pause(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof OrgBusyException busy) {
                return Optional.of(busy.until());
            }
        }
        return Optional.empty();
    }

    private static final class Later extends DefaultJobRetryCmd {

        private static final long serialVersionUID = 1L;

        private final Date earliest;

        Later(String jobId, Throwable exception, Instant earliest) {
            super(jobId, exception);
            this.earliest = Date.from(earliest);
        }

        @Override
        public Object execute(CommandContext context) {
            Object result = super.execute(context);
            JobEntity job = getJob();
            if (job != null
                    && job.getRetries() > 0
                    && (job.getDuedate() == null || job.getDuedate().before(earliest))) {
                job.setDuedate(earliest);
            }
            return result;
        }
    }
}
