package io.sluice.environment;

import io.sluice.salesforce.OrgBusyException;
import io.sluice.salesforce.SalesforceSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Orgs that are not asked for a while, because their limit of calls is reached; known to all nodes. */
@Component
class OrgPauses {

    static final Duration SHORTEST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int DOUBLINGS = 6;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final Duration daily;

    OrgPauses(DataSource database, PlatformTransactionManager transactions, Clock clock, SalesforceSettings settings) {
        this.jdbc = JdbcClient.create(database);
        this.ownTransaction = new TransactionTemplate(transactions);
        // The transaction around an org's call ends with its exception; the pause must not.
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.daily = settings.dailyLimitPause();
    }

    /** The pause of an org; one that is over is none. */
    Optional<OrgPause> now(String org) {
        return noted(org).filter(pause -> clock.instant().isBefore(pause.until()));
    }

    /**
     * @return whether there was a pause, which the next answer ends for good
     * @throws OrgBusyException while the org is not to be asked
     */
    boolean check(String org) {
        Optional<OrgPause> noted = noted(org);
        if (noted.isPresent() && clock.instant().isBefore(noted.get().until())) {
            throw new OrgBusyException(noted.get().sentence(), noted.get().until());
        }
        return noted.isPresent();
    }

    private Optional<OrgPause> noted(String org) {
        return jdbc.sql("select until_at, sentence from sluice.org_pause where org = ?")
                .param(org)
                .query((row, number) -> new OrgPause(
                        row.getObject("until_at", OffsetDateTime.class).toInstant(), row.getString("sentence")))
                .optional();
    }

    /** Notes that the org refused a call; several that were refused together count once. */
    Instant begin(String org, boolean usedUp) {
        return Objects.requireNonNull(ownTransaction.execute(status -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            jdbc.sql("insert into sluice.org_pause values (?, ?, '', 0) on conflict do nothing")
                    .params(org, now.atOffset(ZoneOffset.UTC))
                    .update();
            Row row = jdbc.sql("select until_at, times from sluice.org_pause where org = ? for update")
                    .param(org)
                    .query((found, number) -> new Row(
                            found.getObject("until_at", OffsetDateTime.class).toInstant(), found.getInt("times")))
                    .single();
            Duration pause = usedUp ? daily : SHORTEST.multipliedBy(1L << Math.min(row.times(), DOUBLINGS));
            Instant until = now.plus(usedUp || pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
            if (now.isBefore(row.until()) && (!usedUp || !until.isAfter(row.until()))) {
                return row.until();
            }
            jdbc.sql("update sluice.org_pause set until_at = ?, sentence = ?, times = times + 1 where org = ?")
                    .params(until.atOffset(ZoneOffset.UTC), sentence(usedUp, until), org)
                    .update();
            return until;
        }));
    }

    private static String sentence(boolean usedUp, Instant until) {
        Instant second = until.truncatedTo(ChronoUnit.SECONDS);
        return usedUp
                ? "The org's API calls of 24 hours are used up (REQUEST_LIMIT_EXCEEDED), so it is not asked before "
                        + second + ". Setup, Company Information shows the use; find out what else calls the API, or"
                        + " have the limit raised."
                : "Too many API calls ran in the org at once (REQUEST_LIMIT_EXCEEDED), so it is not asked before "
                        + second + ". Nothing has to be done.";
    }

    /** The org answers again. */
    void end(String org) {
        ownTransaction.executeWithoutResult(
                status -> jdbc.sql("delete from sluice.org_pause where org = ? and until_at <= ?")
                        .params(org, clock.instant().atOffset(ZoneOffset.UTC))
                        .update());
    }

    private record Row(Instant until, int times) {}
}
