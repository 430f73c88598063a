package io.sluice.remotejob;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What dispatchers write. Every write carries the fence of its claim and is refused once there is a newer one. */
@Component
class JobTable {

    private static final String BACK_INTO_THE_QUEUE =
            ", state = 'REQUESTED', check_id = null, mark = '{}'::jsonb, sent_at = null";

    private static final String RELEASED = ", lease_owner = null, lease_until = null, due_at = ?";
    private static final String NO_FAULT = ", failures = 0, problem = null";

    private final JdbcClient jdbc;
    private final JobRows rows;
    private final Clock clock;

    JobTable(DataSource database, JobRows rows, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.rows = rows;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Claims the job that is due for the longest time. An exclusive job is due only when it is the first in its
     * environment's queue; a stopped one at the head of the queue lets others pass.
     *
     * @param except jobs that were moved already
     */
    Optional<Claim> claim(String leaseOwner, Duration lease, Collection<UUID> except) {
        Instant now = now();
        return jdbc.sql("""
                        with next as (
                          select j.id from sluice.remote_job j
                          where j.state in ('REQUESTED', 'CHECKING', 'SENDING', 'RUNNING', 'ENDED')
                            and j.due_at <= :now
                            and (j.lease_until is null or j.lease_until <= :now)
                            and not (j.stopped and (j.process_instance is null or j.abandoned))
                            and j.id <> all (string_to_array(:except, ',')::uuid[])
                            and not (j.exclusive and j.state = 'REQUESTED' and exists (
                              select from sluice.remote_job o
                              where o.environment = j.environment and o.exclusive and o.id <> j.id
                                and (o.state in ('CHECKING', 'SENDING', 'RUNNING')
                                  or o.state = 'REQUESTED' and o.position < j.position and not o.stopped)))
                          order by j.due_at, j.position
                          limit 1
                          for update skip locked)
                        update sluice.remote_job r
                        set fence = r.fence + 1, lease_owner = :owner, lease_until = :until
                        from next where r.id = next.id
                        returning r.*
                        """)
                .param("now", utc(now))
                .param("except", except.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .param("owner", leaseOwner)
                .param("until", utc(now.plus(lease)))
                .query((row, number) -> rows.claim(row))
                .optional();
    }

    /** When the next job becomes due that is not due yet; empty where there is none. */
    Optional<Instant> nextDue() {
        return jdbc.sql("""
                        select min(due_at) as due from sluice.remote_job
                        where state not in ('DELIVERED', 'WITHDRAWN') and due_at > ?
                        """)
                .param(utc(now()))
                .query((row, number) -> Optional.ofNullable(row.getObject("due", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    void renewLease(UUID id, long fence, Duration lease) {
        jdbc.sql("update sluice.remote_job set lease_until = ? where id = ? and fence = ? and lease_until is not null")
                .params(utc(now().plus(lease)), id, fence)
                .update();
    }

    /** Locks the row in the current transaction and reads it as it is now. */
    Claim lock(Claim claim) {
        return jdbc.sql("select * from sluice.remote_job where id = ? and fence = ? for update")
                .params(claim.job().id(), claim.fence())
                .query((row, number) -> rows.claim(row))
                .optional()
                .orElseThrow(() -> new StaleClaimException(claim.job().id(), claim.fence()));
    }

    /** @throws org.springframework.dao.DuplicateKeyException where the environment does another exclusive job */
    void checking(Claim claim) {
        write(claim, "state = 'CHECKING', check_id = null", List.of());
    }

    void checkStarted(Claim claim, String checkId, Instant due) {
        write(claim, "check_id = ?" + RELEASED, List.of(checkId, utc(due)));
    }

    void sending(Claim claim, Map<String, Object> mark, Duration lease) {
        write(
                claim,
                "state = 'SENDING', mark = ?::jsonb, sent_at = ?, lease_until = ?",
                List.of(rows.write(mark), utc(now()), utc(now().plus(lease))));
    }

    void running(Claim claim, String remoteId, Instant due) {
        write(
                claim,
                "state = 'RUNNING', remote_id = ?, answered_at = ?" + NO_FAULT + RELEASED,
                List.of(remoteId, utc(now()), utc(due)));
    }

    void cancelAsked(Claim claim) {
        write(claim, "cancel_asked = true", List.of());
    }

    /** A sign of life of the check; faults keep counting, so that one which comes after each check stops the job. */
    void checkProgress(Claim claim, Progress progress, Instant due) {
        progress(claim, progress, due, "");
    }

    void progress(Claim claim, Progress progress, Instant due) {
        progress(claim, progress, due, NO_FAULT);
    }

    private void progress(Claim claim, Progress progress, Instant due, String more) {
        write(
                claim,
                "progress_status = ?, components_done = ?, components_total = ?, tests_done = ?, tests_total = ?,"
                        + " errors = ?, answered_at = ?" + more + RELEASED,
                List.of(
                        progress.status(),
                        progress.componentsDone(),
                        progress.componentsTotal(),
                        progress.testsDone(),
                        progress.testsTotal(),
                        progress.errors(),
                        utc(now()),
                        utc(due)));
    }

    void ended(Claim claim, Outcome outcome) {
        Instant now = now();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(outcome.errorCode());
        values.add(outcome.message());
        values.add(utc(now));
        values.add(utc(now));
        values.add(utc(now));
        write(
                claim,
                "state = 'ENDED', outcome_code = ?, outcome_message = ?, ended_at = ?, answered_at = ?, due_at = ?"
                        + NO_FAULT,
                values);
    }

    void delivered(Claim claim, boolean abandoned) {
        write(
                claim,
                "state = 'DELIVERED', abandoned = ?, stopped = false" + NO_FAULT + RELEASED,
                List.of(abandoned, utc(now())));
    }

    void withdrawn(Claim claim) {
        write(claim, "state = 'WITHDRAWN', stopped = false" + RELEASED, List.of(utc(now())));
    }

    void abandoned(Claim claim) {
        write(claim, "abandoned = true, stopped = false, failures = 0", List.of());
    }

    void resumed(Claim claim) {
        write(claim, "stopped = false" + NO_FAULT, List.of());
    }

    void postponed(Claim claim, Instant due) {
        write(claim, "state = state" + RELEASED, List.of(utc(due)));
    }

    /** @param unsent whether nothing can be in the org, so that the job goes back into the queue */
    void fault(Claim claim, String problem, boolean unsent, boolean stopped, Instant due) {
        write(
                claim,
                "failures = failures + 1, problem = ?, stopped = ?" + (unsent ? BACK_INTO_THE_QUEUE : "") + RELEASED,
                List.of(problem, stopped, utc(due)));
    }

    /** No fault: counts as no failure, and nobody has to look. */
    void waits(Claim claim, String problem, boolean unsent, Instant due) {
        write(claim, "problem = ?" + (unsent ? BACK_INTO_THE_QUEUE : "") + RELEASED, List.of(problem, utc(due)));
    }

    private void write(Claim claim, String what, List<? extends @Nullable Object> values) {
        List<@Nullable Object> parameters = new ArrayList<>(values);
        parameters.add(claim.job().id());
        parameters.add(claim.fence());
        int written = jdbc.sql("update sluice.remote_job set " + what + " where id = ? and fence = ?")
                .params(parameters)
                .update();
        if (written == 0) {
            throw new StaleClaimException(claim.job().id(), claim.fence());
        }
    }

    /** Whether another job has this id of the same environment. */
    boolean isAnothers(Claim claim, String remoteId) {
        return jdbc.sql("""
                        select exists (select from sluice.remote_job
                        where environment = ? and remote_id = ? and id <> ?)
                        """)
                .params(claim.job().environment(), remoteId, claim.job().id())
                .query(Boolean.class)
                .single();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
