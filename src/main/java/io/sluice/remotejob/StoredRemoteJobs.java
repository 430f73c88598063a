package io.sluice.remotejob;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The remote jobs in {@code sluice.remote_job}. */
@Component
class StoredRemoteJobs implements RemoteJobs {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JobRows rows;
    private final Kinds kinds;
    private final JobEvidence evidence;
    private final Bell bell;
    private final Clock clock;

    StoredRemoteJobs(
            DataSource database,
            PlatformTransactionManager transactions,
            JobRows rows,
            Kinds kinds,
            JobEvidence evidence,
            Bell bell,
            Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.rows = rows;
        this.kinds = kinds;
        this.evidence = evidence;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public RemoteJob request(NewRemoteJob job) {
        requireTransaction("requested");
        RemoteJobKind kind = kinds.require(job.kind());
        if (insert(job, kind)) {
            RemoteJob requested = written(job);
            evidence.record(job.requestedBy(), "remote-job-requested", requested, Map.of());
            bell.ringAfterCommit();
            return requested;
        }
        return written(job);
    }

    private boolean insert(NewRemoteJob job, RemoteJobKind kind) {
        try {
            OffsetDateTime now = now();
            return jdbc.sql("""
                                    insert into sluice.remote_job (id, kind, owner, attempt, change_request, environment,
                                      process_instance, requested_by, requested_at, exclusive, changes_org, state, input,
                                      due_at)
                                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED', ?::jsonb, ?)
                                    on conflict (kind, owner, attempt) do nothing
                                    """)
                            .params(
                                    UUID.randomUUID(),
                                    job.kind(),
                                    job.owner(),
                                    job.attempt(),
                                    job.change(),
                                    job.environment(),
                                    job.processInstance(),
                                    job.requestedBy(),
                                    now,
                                    kind.exclusive(),
                                    kind.changesOrg(),
                                    rows.write(job.input()),
                                    now)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw new IllegalStateException(
                    "Process instance " + job.processInstance() + " waits for another remote job, so " + job.kind()
                            + " of " + job.owner() + " cannot be requested before that one is delivered",
                    e);
        }
    }

    private RemoteJob written(NewRemoteJob job) {
        return jdbc.sql("select * from sluice.remote_job where kind = ? and owner = ? and attempt = ?")
                .params(job.kind(), job.owner(), job.attempt())
                .query((row, number) -> rows.job(row))
                .single();
    }

    @Override
    public Optional<RemoteJob> find(UUID id) {
        return jdbc.sql("select * from sluice.remote_job where id = ?")
                .param(id)
                .query((row, number) -> rows.job(row))
                .optional();
    }

    @Override
    public List<RemoteJob> ofChange(String change) {
        return jdbc.sql("select * from sluice.remote_job where change_request = ? order by position")
                .param(change)
                .query((row, number) -> rows.job(row))
                .list();
    }

    @Override
    public List<RemoteJob> of(String kind, String owner) {
        return jdbc.sql("select * from sluice.remote_job where kind = ? and owner = ? order by attempt")
                .params(kind, owner)
                .query((row, number) -> rows.job(row))
                .list();
    }

    @Override
    public List<RemoteJob> open() {
        return jdbc.sql("""
                        select * from sluice.remote_job where state not in ('DELIVERED', 'WITHDRAWN') order by position
                        """).query((row, number) -> rows.job(row)).list();
    }

    @Override
    public List<RemoteJob> list(JobFilter filter, int most) {
        String where =
                switch (filter.standing()) {
                    case OPEN -> "state not in ('DELIVERED', 'WITHDRAWN')";
                    case STOPPED -> "stopped and state not in ('DELIVERED', 'WITHDRAWN')";
                    case OVER -> "state in ('DELIVERED', 'WITHDRAWN')";
                    case ALL -> "true";
                };
        boolean oldestFirst =
                filter.standing() == JobFilter.Standing.OPEN || filter.standing() == JobFilter.Standing.STOPPED;
        return jdbc.sql("select * from sluice.remote_job where " + where
                        + " and environment = coalesce(cast(:environment as text), environment)"
                        + " and kind = coalesce(cast(:kind as text), kind)"
                        + " and (cast(:change as text) is null or change_request = :change)"
                        + " order by position" + (oldestFirst ? "" : " desc") + " limit :most")
                .param("environment", filter.environment())
                .param("kind", filter.kind())
                .param("change", filter.change())
                .param("most", most)
                .query((row, number) -> rows.job(row))
                .list();
    }

    @Override
    public Optional<JobDetails> details(UUID id) {
        return jdbc.sql("select * from sluice.remote_job where id = ?")
                .param(id)
                .query((row, number) -> rows.details(row))
                .optional();
    }

    @Override
    public Optional<String> withdrawAll(String change, String actor) {
        requireTransaction("withdrawn");
        // The same locks that the step to SENDING takes: whoever comes second sees what the first one did.
        List<Claim> claims = jdbc.sql("""
                        select * from sluice.remote_job
                        where change_request = ? and state in ('REQUESTED', 'CHECKING', 'SENDING', 'RUNNING')
                        order by position for update
                        """)
                .param(change)
                .query((row, number) -> rows.claim(row))
                .list();
        return stop(claims, actor);
    }

    private Optional<String> stop(List<Claim> claims, String actor) {
        Optional<Claim> underWay = claims.stream()
                .filter(claim -> claim.changesOrg() && !claim.unsent())
                .findFirst();
        if (underWay.isPresent()) {
            return Optional.of(refusal(underWay.get().job()));
        }
        for (Claim claim : claims) {
            if (claim.unsent()) {
                withdraw(claim.job(), actor);
            } else {
                requestCancel(claim.job(), actor);
            }
        }
        bell.ringAfterCommit();
        return Optional.empty();
    }

    @Override
    public Optional<String> cancel(UUID id, String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Claim claim = jdbc.sql("select * from sluice.remote_job where id = ? for update")
                    .param(id)
                    .query((row, number) -> rows.claim(row))
                    .optional()
                    .orElseThrow(() -> new IllegalArgumentException("There is no remote job " + id));
            return cancelRefusal(claim.job()).or(() -> stop(List.of(claim), actor));
        }));
    }

    private static Optional<String> cancelRefusal(RemoteJob job) {
        if (job.processInstance() != null) {
            return Optional.of("A step of " + job.change() + " waits for this job; cancel the change request instead.");
        }
        return switch (job.state()) {
            case ENDED, DELIVERED -> Optional.of("It has ended already, so there is nothing to cancel.");
            case WITHDRAWN -> Optional.of("It is cancelled already.");
            default -> Optional.empty();
        };
    }

    private static String refusal(RemoteJob job) {
        Instant since = Objects.requireNonNullElse(job.sentAt(), job.requestedAt());
        return "The job " + job.kind() + " of " + job.owner() + " is changing environment " + job.environment()
                + " since " + TIME.format(since)
                + (job.remoteId() == null ? "" : " (" + job.remoteId() + ")")
                + ", so it cannot be cancelled now; wait for its end.";
    }

    private void withdraw(RemoteJob job, String actor) {
        // The raised fence refuses whatever a dispatcher finds out about the job from now on.
        jdbc.sql("""
                        update sluice.remote_job set state = 'WITHDRAWN', stopped = false, fence = fence + 1,
                          lease_owner = null, lease_until = null
                        where id = ?
                        """).param(job.id()).update();
        evidence.record(actor, "remote-job-withdrawn", job, Map.of());
    }

    private void requestCancel(RemoteJob job, String actor) {
        if (job.cancelRequestedAt() != null && !(job.stopped() && job.processInstance() == null)) {
            return;
        }
        OffsetDateTime now = now();
        // Nobody claims a stopped job that no step waits for, so it has to go on to come to its end.
        jdbc.sql("""
                        update sluice.remote_job set cancel_requested_at = ?, due_at = least(due_at, ?),
                          stopped = stopped and process_instance is not null,
                          failures = case when process_instance is null then 0 else failures end
                        where id = ?
                        """).params(now, now, job.id()).update();
        evidence.record(actor, "remote-job-cancel-requested", job, Map.of());
    }

    @Override
    public void retry(UUID id, String actor) {
        transaction.executeWithoutResult(status -> {
            RemoteJob job = jdbc.sql("select * from sluice.remote_job where id = ? for update")
                    .param(id)
                    .query((row, number) -> rows.job(row))
                    .optional()
                    .orElseThrow(() -> new IllegalArgumentException("There is no remote job " + id));
            if (!job.stopped()) {
                throw new IllegalStateException("Remote job " + id + " is not stopped, so there is nothing to retry");
            }
            if (job.processInstance() != null && !job.abandoned()) {
                throw new IllegalStateException("The step that waits for remote job " + id
                        + " shows an incident: retry it in Cockpit, process instance " + job.processInstance());
            }
            jdbc.sql("""
                            update sluice.remote_job set stopped = false, failures = 0, problem = null, due_at = ?
                            where id = ?
                            """).params(now(), id).update();
            evidence.record(actor, "remote-job-retried", job, Map.of());
            bell.ringAfterCommit();
        });
    }

    private OffsetDateTime now() {
        return JobTable.utc(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static void requireTransaction(String what) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Remote jobs are " + what + " in the transaction of what they are part of; there is none");
        }
    }
}
