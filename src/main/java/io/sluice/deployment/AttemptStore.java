package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tries at validate, deploy and preparing an environment, with what the org said last. */
@Component
class AttemptStore {

    private static final TypeReference<DeployProgress> LOG = new TypeReference<>() {};
    private static final TypeReference<AttemptOptions> OPTIONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    AttemptStore(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The caller holds what makes the owner's attempts come one after the other. */
    void start(RemoteJob job, String askedBy, AttemptOptions options, String sha256, @Nullable String fingerprint) {
        jdbc.sql("""
                        insert into sluice.attempt (owner, kind, number, nth, remote_job, asked_by, options, package_sha256,
                            fingerprint, started_at)
                        select :owner, :kind, :number, count(*) + 1, :job, :by, :options::jsonb, :sha, :fingerprint, :at
                        from sluice.attempt where owner = :owner
                        on conflict (remote_job) do nothing
                        """)
                .param("owner", job.owner())
                .param("kind", job.kind())
                .param("number", job.attempt())
                .param("job", job.id())
                .param("by", askedBy)
                .param("options", json.write(options))
                .param("sha", sha256)
                .param("fingerprint", fingerprint)
                .param("at", Times.utc(Times.now(clock)))
                .update();
    }

    /** Whether a running org may be asked for every single result again; the first time at once. */
    boolean detailsDue(UUID job) {
        return jdbc.sql(
                        "select details_due_at is null or details_due_at <= :now from sluice.attempt where remote_job = :job")
                .param("now", Times.utc(Times.now(clock)))
                .param("job", job)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void detailsDue(UUID job, Instant at) {
        jdbc.sql("update sluice.attempt set details_due_at = :at where remote_job = :job")
                .param("at", Times.utc(at))
                .param("job", job)
                .update();
    }

    /**
     * Keeps what the org said of an attempt that has not ended. The row stays locked until the caller's transaction ends.
     *
     * @return the key of its log; empty where it has ended, so that nothing late changes a result
     */
    Optional<Long> said(UUID job, String remoteId, DeployProgress said) {
        return jdbc.sql("""
                        update sluice.attempt set remote_id = :id, log = :log::jsonb,
                            tests_began_at = coalesce(tests_began_at,
                                case when :tests then cast(:now as timestamptz) end)
                        where remote_job = :job and ended_at is null
                        returning position
                        """)
                .param("id", remoteId)
                .param("log", json.write(said.brief()))
                .param("tests", said.testsTotal() > 0)
                .param("now", Times.utc(Times.now(clock)))
                .param("job", job)
                .query(Long.class)
                .optional();
    }

    /** Whether the org says that it cancelled it. */
    boolean wasCancelled(UUID job) {
        return jdbc.sql("select log ->> 'status' = 'Canceled' from sluice.attempt where remote_job = :job")
                .param("job", job)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void ended(UUID job, @Nullable String remoteId, boolean succeeded, String message) {
        jdbc.sql("""
                        update sluice.attempt set ended_at = :at, succeeded = :succeeded, message = :message,
                            remote_id = coalesce(:id, remote_id)
                        where remote_job = :job and ended_at is null
                        """)
                .param("at", Times.utc(Times.now(clock)))
                .param("succeeded", succeeded)
                .param("message", message)
                .param("id", remoteId)
                .param("job", job)
                .update();
    }

    /** The package that a job sends. */
    String packageOf(UUID job) {
        return jdbc.sql("select package_sha256 from sluice.attempt where remote_job = :job")
                .param("job", job)
                .query(String.class)
                .single();
    }

    Optional<Attempt> find(String owner, int number) {
        return jdbc.sql("select * from sluice.attempt where owner = :owner and nth = :number")
                .param("owner", owner)
                .param("number", number)
                .query(this::attempt)
                .optional();
    }

    List<Attempt> of(String owner) {
        return jdbc.sql("select * from sluice.attempt where owner = :owner order by position")
                .param("owner", owner)
                .query(this::attempt)
                .list();
    }

    Optional<Attempt> succeeded(String owner, String kind, String sha256, String fingerprint) {
        return succeeded(owner, List.of(kind), sha256, fingerprint);
    }

    /** The newest good try, of any of the kinds, of this very package under this very fingerprint. */
    Optional<Attempt> succeeded(String owner, Collection<String> kinds, String sha256, String fingerprint) {
        return jdbc.sql("""
                        select * from sluice.attempt where owner = :owner and kind in (:kinds)
                            and package_sha256 = :sha and fingerprint = :fingerprint and succeeded
                        order by position desc limit 1
                        """)
                .param("owner", owner)
                .param("kinds", kinds)
                .param("sha", sha256)
                .param("fingerprint", fingerprint)
                .query(this::attempt)
                .optional();
    }

    /** The newest try that changed an environment's org, or may have, and ended after that moment. */
    Optional<Attempt> changedSince(String environment, Instant moment) {
        return jdbc.sql("""
                        select a.* from sluice.attempt a left join sluice.deployment d on d.id = a.owner
                        where (d.target = :environment or a.owner = 'environment:' || :environment)
                            and a.kind <> 'validate' and a.remote_id is not null and a.ended_at > :moment
                            and coalesce(a.log ->> 'status', '') <> 'Failed'
                        order by a.ended_at desc limit 1
                        """)
                .param("environment", environment)
                .param("moment", Times.utc(moment))
                .query(this::attempt)
                .optional();
    }

    /** How many components an org counted in this package before; empty where none was asked yet. */
    Optional<Integer> componentsCounted(String sha256) {
        return jdbc.sql("""
                        select (log ->> 'componentsTotal')::integer from sluice.attempt
                        where package_sha256 = :sha and (log ->> 'componentsTotal')::integer > 0 and ended_at is not null
                        order by position desc limit 1
                        """).param("sha", sha256).query(Integer.class).optional();
    }

    /** Every id of a deployment in an org that belongs to one of our tries. */
    Set<String> remoteIds() {
        return new HashSet<>(jdbc.sql("select remote_id from sluice.attempt where remote_id is not null")
                .query(String.class)
                .list());
    }

    /**
     * Counts a look that found nothing of a request; looks at an earlier sending do not count, nor does one that comes too
     * soon.
     *
     * @param earlier when the last counted look must have been at the latest
     * @return how many looks found nothing
     */
    int countAbsent(UUID job, Instant sentAt, Instant earlier, Instant now) {
        jdbc.sql("""
                        update sluice.attempt set
                            absent_looks = case when absent_of is distinct from :sent then 1
                                when absent_at <= :earlier then absent_looks + 1
                                else absent_looks end,
                            absent_at = case when absent_of is distinct from :sent
                                or absent_at <= :earlier then :now else absent_at end,
                            absent_of = :sent
                        where remote_job = :job
                        """)
                .param("sent", Times.utc(sentAt))
                .param("earlier", Times.utc(earlier))
                .param("now", Times.utc(now))
                .param("job", job)
                .update();
        return jdbc.sql("select absent_looks from sluice.attempt where remote_job = :job")
                .param("job", job)
                .query(Integer.class)
                .single();
    }

    private Attempt attempt(ResultSet row, int number) throws SQLException {
        String log = row.getString("log");
        String options = row.getString("options");
        return new Attempt(
                row.getLong("position"),
                row.getString("owner"),
                row.getString("kind"),
                row.getInt("nth"),
                row.getObject("remote_job", UUID.class),
                row.getString("asked_by"),
                options == null ? null : json.read(options, OPTIONS),
                row.getString("package_sha256"),
                row.getString("fingerprint"),
                row.getString("remote_id"),
                log == null ? null : json.read(log, LOG),
                row.getString("message"),
                Times.requiredInstant(row, "started_at"),
                Times.instant(row, "tests_began_at"),
                Times.instant(row, "ended_at"),
                row.getObject("succeeded", Boolean.class));
    }
}
