package io.sluice.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Evidence in {@code sluice.evidence}: sequence numbers without gaps, each row carrying the hash of the one before. */
@Component
final class HashChainedEvidence implements Evidence {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Names the chain's lock among the database's advisory locks: the letters "evidence" as a number. */
    private static final long CHAIN_LOCK = 0x65766964656e6365L;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final Clock clock;

    HashChainedEvidence(DataSource database, Clock clock) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    @Override
    public void record(String actor, String kind, String subject, Map<String, ?> details) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException(
                    "Evidence of " + kind + " has to be recorded in the transaction of the act");
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("Evidence of " + kind + " cannot be recorded in a read-only transaction");
        }
        if (!KEBAB_CASE.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "The kind of an act is written in kebab case, for example change-request-approved: " + kind);
        }
        requireText("actor", actor);
        requireText("subject", subject);
        // The details are spelled now: what the caller does with the map afterwards changes nothing.
        pendingActs()
                .add(new PendingAct(
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        actor,
                        kind,
                        subject,
                        CanonicalJson.write(details)));
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + name + " of an act may not be empty");
        }
    }

    /** Those of the current transaction: Spring gives each transaction, suspended ones included, a list of its own. */
    private PendingActs pendingActs() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(PendingActs.class::isInstance)
                .map(PendingActs.class::cast)
                .filter(acts -> acts.belongsTo(this))
                .findFirst()
                .orElseGet(() -> {
                    PendingActs acts = new PendingActs(this, this::write);
                    TransactionSynchronizationManager.registerSynchronization(acts);
                    return acts;
                });
    }

    private void write(List<PendingAct> acts) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(CHAIN_LOCK).query(row -> {});
        Head last = head().orElse(new Head(0, Link.GENESIS));
        for (PendingAct act : acts) {
            last = insert(act.after(last.sequence(), last.hash()));
        }
    }

    private Head insert(Link link) {
        String hash = link.hash();
        jdbc.sql("""
                        insert into sluice.evidence (seq, at, actor, kind, subject, details, previous_hash, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        link.sequence(),
                        link.at().atOffset(ZoneOffset.UTC),
                        link.actor(),
                        link.kind(),
                        link.subject(),
                        link.details(),
                        link.previousHash(),
                        hash)
                .update();
        return new Head(link.sequence(), hash);
    }

    @Override
    public List<Act> about(String subject) {
        return jdbc.sql("""
                        select seq, at, actor, kind, subject, details, hash
                        from sluice.evidence where subject = ? order by seq
                        """).param(subject).query((row, number) -> act(row)).list();
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                CanonicalJson.read(row.getString("details")),
                row.getString("hash"));
    }

    @Override
    public Verdict check() {
        try {
            return ChainCheck.of(database).verdict();
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator(database).translate("check the evidence", null, e);
        }
    }

    @Override
    public Optional<Head> head() {
        return jdbc.sql("select seq, hash from sluice.evidence order by seq desc limit 1")
                .query((row, number) -> new Head(row.getLong("seq"), row.getString("hash")))
                .optional();
    }
}
