package io.sluice.remotejob;

import io.sluice.salesforce.OrgException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Repairs on {@code sluice.remote_job}. An org is asked first, outside of a transaction; then the row is locked, and what was decided on
 * is refused when the job has gone on meanwhile. A raised fence refuses whatever a dispatcher found out before.
 */
@Component
class StoredJobRepairs implements JobRepairs {

    private static final Pattern REMOTE_ID = Pattern.compile("0Af[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");
    private static final int LONGEST_REASON = 2_000;
    private static final String AGAIN =
            ", failures = 0, problem = null, due_at = ?, fence = fence + 1, lease_owner = null,"
                    + " lease_until = null where id = ?";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JobRows rows;
    private final Kinds kinds;
    private final JobEvidence evidence;
    private final Bell bell;
    private final Clock clock;

    StoredJobRepairs(
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
    public Map<JobRepair, Optional<String>> fitting(JobDetails job) {
        Map<JobRepair, Optional<String>> fitting = new EnumMap<>(JobRepair.class);
        for (JobRepair repair : JobRepair.values()) {
            fitting.put(repair, refusal(repair, job));
        }
        return fitting;
    }

    private Optional<String> refusal(JobRepair repair, JobDetails job) {
        return new RepairRules(kinds.require(job.job().kind()), now()).refusal(repair, job);
    }

    @Override
    public Optional<String> pollNow(UUID id, String actor, String reason) {
        return written(JobRepair.POLL_NOW, id, reason, job -> {
            jdbc.sql("update sluice.remote_job set stopped = false, failures = 0, due_at = ? where id = ?")
                    .params(JobTable.utc(now()), id)
                    .update();
            file(actor, "remote-job-polled", job, reason);
            return Optional.empty();
        });
    }

    @Override
    public Optional<String> adopt(UUID id, String remoteId, boolean although, String actor, String reason) {
        if (!REMOTE_ID.matcher(remoteId).matches()) {
            return Optional.of("\"" + remoteId
                    + "\" is no id of a deployment: it has 15 or 18 letters and digits and begins with 0Af.");
        }
        return decided(JobRepair.ADOPT, id, reason, (seen, kind) -> {
            List<Misfit> misfits = kind.misfits(seen.job(), remoteId);
            String sentences = misfits.stream().map(Misfit::sentence).collect(Collectors.joining(" "));
            if (misfits.stream().anyMatch(Misfit::decisive)) {
                return refuse(remoteId + " is not this request: " + sentences);
            }
            if (!misfits.isEmpty() && !although) {
                return refuse(remoteId + " does not look like this request: " + sentences
                        + " Where you are sure, adopt it although that does not fit.");
            }
            return job -> adopted(job, remoteId, sentences, actor, reason);
        });
    }

    private Optional<String> adopted(RemoteJob job, String remoteId, String although, String actor, String reason) {
        boolean anothers = jdbc.sql("""
                        select exists (select from sluice.remote_job where environment = ? and id <> ?
                          and left(remote_id, 15) = left(?, 15))
                        """)
                .params(job.environment(), job.id(), remoteId)
                .query(Boolean.class)
                .single();
        if (anothers) {
            return Optional.of(remoteId + " belongs to another job of environment " + job.environment() + ".");
        }
        jdbc.sql("update sluice.remote_job set state = 'RUNNING', remote_id = ?, stopped = ?" + AGAIN)
                .params(remoteId, staysStopped(job), JobTable.utc(now()), job.id())
                .update();
        evidence.record(
                actor,
                "remote-job-adopted",
                job,
                Map.of("remoteId", remoteId, "reason", reason.strip(), "although", although));
        return Optional.empty();
    }

    @Override
    public Optional<String> markLost(UUID id, String actor, String reason) {
        return decided(
                JobRepair.MARK_LOST,
                id,
                reason,
                (seen, kind) -> seen.job().state() == RemoteJobState.SENDING
                        ? neverArrived(seen.job(), kind, actor, reason)
                        : vanished(seen.job(), kind, actor, reason));
    }

    private Function<RemoteJob, Optional<String>> neverArrived(
            RemoteJob seen, RemoteJobKind kind, String actor, String reason) {
        Lost found = kind.lost(seen);
        if (found instanceof Lost.Adopt adopt) {
            return refuse("The org lists " + adopt.remoteId() + ", which fits: adopt it, or poll now and Sluice does.");
        }
        if (found instanceof Lost.LookLater) {
            return refuse("The org may still take the request in; look again in some minutes.");
        }
        return job -> {
            jdbc.sql("update sluice.remote_job set state = ?, check_id = null, mark = '{}'::jsonb, sent_at = null,"
                            + " stopped = ?" + AGAIN)
                    .params(
                            job.abandoned() ? "WITHDRAWN" : "REQUESTED",
                            staysStopped(job),
                            JobTable.utc(now()),
                            job.id())
                    .update();
            file(actor, "remote-job-declared-absent", job, reason);
            return Optional.empty();
        };
    }

    private Function<RemoteJob, Optional<String>> vanished(
            RemoteJob seen, RemoteJobKind kind, String actor, String reason) {
        Optional<Outcome> end = kind.vanished(seen);
        if (end.isEmpty()) {
            return refuse("The org still knows " + seen.remoteId() + ", so it is not lost. Retry it instead.");
        }
        return job -> {
            Outcome outcome = end.get();
            Instant now = now();
            jdbc.sql(
                            "update sluice.remote_job set state = 'ENDED', outcome_code = ?, outcome_message = ?, ended_at = ?,"
                                    + " stopped = ?" + AGAIN)
                    .params(
                            outcome.errorCode(),
                            outcome.message(),
                            JobTable.utc(now),
                            staysStopped(job),
                            JobTable.utc(now),
                            job.id())
                    .update();
            file(actor, "remote-job-declared-lost", job, reason);
            kind.ended(read(job.id(), "").job(), outcome);
            return Optional.empty();
        };
    }

    @Override
    public Optional<String> cancelInOrg(UUID id, String actor, String reason) {
        return written(JobRepair.CANCEL_IN_ORG, id, reason, job -> {
            // The fence stays: a node that looks at it in this moment writes what it found, and asks at its next look.
            jdbc.sql("""
                            update sluice.remote_job set cancel_requested_at = ?, due_at = least(due_at, ?),
                              stopped = stopped and ?, failures = 0
                            where id = ?
                            """)
                    .params(JobTable.utc(now()), JobTable.utc(now()), staysStopped(job), id)
                    .update();
            file(actor, "remote-job-cancel-requested", job, reason);
            return Optional.empty();
        });
    }

    /** What an org says about a decision, and then how it is written down. */
    private interface Decision {

        Function<RemoteJob, Optional<String>> ask(JobDetails seen, RemoteJobKind kind);
    }

    private Optional<String> decided(JobRepair repair, UUID id, String reason, Decision decision) {
        JobDetails seen = read(id, "");
        Optional<String> refusal = reasonMissing(reason).or(() -> refusal(repair, seen));
        if (refusal.isPresent()) {
            return refusal;
        }
        RemoteJobKind kind = kinds.require(seen.job().kind());
        Function<RemoteJob, Optional<String>> write;
        try {
            write = decision.ask(seen, kind);
        } catch (OrgException e) {
            return Optional.of("Environment " + seen.job().environment() + " has to be asked first, and could not be: "
                    + e.getMessage() + " Try again when it answers.");
        }
        return locked(id, () -> {
            JobDetails now = read(id, " for update");
            return now.job().equals(seen.job())
                    ? refusal(repair, now).or(() -> write.apply(now.job()))
                    : Optional.of("The job has gone on meanwhile; look at it again.");
        });
    }

    private Optional<String> written(
            JobRepair repair, UUID id, String reason, Function<RemoteJob, Optional<String>> write) {
        return locked(id, () -> {
            JobDetails now = read(id, " for update");
            return reasonMissing(reason).or(() -> refusal(repair, now)).or(() -> write.apply(now.job()));
        });
    }

    private Optional<String> locked(UUID id, Supplier<Optional<String>> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<String> refusal = work.get();
            if (refusal.isEmpty()) {
                bell.ringAfterCommit();
            }
            return refusal;
        }));
    }

    private static Function<RemoteJob, Optional<String>> refuse(String sentence) {
        return job -> Optional.of(sentence);
    }

    /** A step that shows an incident is retried in Cockpit; until then the job waits. */
    private static boolean staysStopped(RemoteJob job) {
        return job.stopped() && job.processInstance() != null && !job.abandoned();
    }

    private static Optional<String> reasonMissing(String reason) {
        if (reason.isBlank()) {
            return Optional.of("Say why: the reason is filed as evidence.");
        }
        return reason.length() > LONGEST_REASON
                ? Optional.of("The reason has " + reason.length() + " characters; " + LONGEST_REASON + " are the most.")
                : Optional.empty();
    }

    private void file(String actor, String act, RemoteJob job, String reason) {
        Map<String, String> details = new HashMap<>();
        details.put("reason", reason.strip());
        details.put("state", job.state().name());
        evidence.record(actor, act, job, details);
    }

    private JobDetails read(UUID id, String lock) {
        return jdbc.sql("select * from sluice.remote_job where id = ?" + lock)
                .param(id)
                .query((row, number) -> rows.details(row))
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no remote job " + id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
