package io.sluice.inventory;

import io.sluice.inventory.InventoryState.Activity;
import io.sluice.inventory.InventoryState.Means;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of inventories: who refreshes each, how far it is, and how fresh its types are. */
final class InventoryRows {

    private final JdbcClient jdbc;

    InventoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What stands about an inventory, without its types. */
    record Row(
            @Nullable String orgId,
            Activity activity,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            int typesTotal,
            int typesDone,
            @Nullable Means means,
            @Nullable String problem,
            Marks marks) {}

    Optional<Row> find(String environment, Instant now) {
        return jdbc.sql("select * from sluice.inventory where environment = ?")
                .param(environment)
                .query((row, number) -> row(row, now))
                .optional();
    }

    List<TypeState> types(String environment) {
        return jdbc.sql("select * from sluice.inventory_type where environment = ? order by type")
                .param(environment)
                .query((row, number) -> new TypeState(
                        row.getString("type"),
                        instant(row, "listed_at"),
                        instant(row, "checked_at"),
                        row.getString("problem")))
                .list();
    }

    void ask(String environment, boolean complete, String actor, Instant now) {
        jdbc.sql("""
                        insert into sluice.inventory (environment, asked_at, asked_by, complete) values (?, ?, ?, ?)
                        on conflict (environment) do update set asked_at = excluded.asked_at,
                            asked_by = excluded.asked_by, complete = inventory.complete or excluded.complete
                        """).params(environment, utc(now), actor, complete).update();
    }

    /** Inventories whose refresh was asked for and that nobody works on, the longest waiting first. */
    List<String> waiting(Instant now) {
        return jdbc.sql("""
                        select environment from sluice.inventory
                        where asked_at is not null and (claim is null or lease_until < ?) order by asked_at
                        """).param(utc(now)).query(String.class).list();
    }

    /** Empty where another node was faster. */
    Optional<Claim> claim(String environment, Instant now, Duration lease) {
        UUID token = UUID.randomUUID();
        // The row's state before, since the flag is taken with the claim.
        return jdbc.sql("""
                        with before as (
                            select environment, complete from sluice.inventory where environment = :environment
                                and asked_at is not null and (claim is null or lease_until < :now) for update)
                        update sluice.inventory i set claim = :token, lease_until = :until, began_at = :now,
                            types_total = 0, types_done = 0, complete = false
                        from before b where i.environment = b.environment returning b.complete
                        """)
                .param("environment", environment)
                .param("token", token)
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .query(Boolean.class)
                .optional()
                .map(complete -> new Claim(environment, token, complete, now));
    }

    /**
     * Holds the claim until the transaction ends, and renews its lease.
     *
     * @throws ClaimLost where another node has taken over
     */
    void hold(Claim claim, Instant until) {
        int held = jdbc.sql("update sluice.inventory set lease_until = ? where environment = ? and claim = ?")
                .params(utc(until), claim.environment(), claim.token())
                .update();
        if (held == 0) {
            throw new ClaimLost(claim.environment());
        }
    }

    void planned(Claim claim, int types) {
        jdbc.sql("update sluice.inventory set types_total = ?, types_done = 0 where environment = ?")
                .params(types, claim.environment())
                .update();
    }

    void oneMoreDone(Claim claim) {
        jdbc.sql("update sluice.inventory set types_done = types_done + 1 where environment = ?")
                .param(claim.environment())
                .update();
    }

    /** Forgets everything that was read from another org. */
    void begin(Claim claim, String orgId) {
        jdbc.sql("delete from sluice.inventory_component where environment = ?")
                .param(claim.environment())
                .update();
        jdbc.sql("delete from sluice.inventory_type where environment = ?")
                .param(claim.environment())
                .update();
        jdbc.sql("""
                        update sluice.inventory set org_id = ?, means = null, problem = null, counter = null,
                            audit_at = null, audit_ids = '{}' where environment = ?
                        """).params(orgId, claim.environment()).update();
    }

    void marked(Claim claim, Means means, Marks marks) {
        jdbc.sql("""
                        update sluice.inventory set means = :means, counter = :counter, audit_at = :at,
                            audit_ids = :ids::text[] where environment = :environment
                        """)
                .param("means", means.name())
                .param("counter", marks.counter())
                .param("at", marks.auditAt() == null ? null : utc(marks.auditAt()))
                .param("ids", marks.auditIds().toArray(String[]::new))
                .param("environment", claim.environment())
                .update();
    }

    /** What was asked for meanwhile stays asked for. */
    void end(Claim claim, @Nullable String problem, Instant now) {
        jdbc.sql("""
                        update sluice.inventory set claim = null, lease_until = null, ended_at = :now,
                            problem = :problem, asked_at = case when asked_at > began_at then asked_at end
                        where environment = :environment and claim = :token
                        """)
                .param("now", utc(now))
                .param("problem", problem)
                .param("environment", claim.environment())
                .param("token", claim.token())
                .update();
    }

    void listed(Claim claim, String type, Instant at) {
        jdbc.sql("""
                        insert into sluice.inventory_type (environment, type, listed_at, checked_at)
                        values (:environment, :type, :at, :at)
                        on conflict (environment, type) do update set listed_at = :at, checked_at = :at, problem = null
                        """)
                .param("environment", claim.environment())
                .param("type", type)
                .param("at", utc(at))
                .update();
    }

    void notListed(Claim claim, String type, String problem) {
        jdbc.sql("""
                        insert into sluice.inventory_type (environment, type, problem) values (?, ?, ?)
                        on conflict (environment, type) do update set problem = excluded.problem
                        """).params(claim.environment(), type, problem).update();
    }

    /** The org's own record of its changes was read up to this moment, and it has nothing more of these types. */
    void checked(Claim claim, Instant at) {
        jdbc.sql("""
                        update sluice.inventory_type set checked_at = ?
                        where environment = ? and listed_at is not null and problem is null and checked_at < ?
                        """).params(utc(at), claim.environment(), utc(at)).update();
    }

    void forget(Claim claim, String type) {
        jdbc.sql("delete from sluice.inventory_component where environment = ? and type = ?")
                .params(claim.environment(), type)
                .update();
        jdbc.sql("delete from sluice.inventory_type where environment = ? and type = ?")
                .params(claim.environment(), type)
                .update();
    }

    private static Row row(ResultSet row, Instant now) throws SQLException {
        Instant lease = instant(row, "lease_until");
        boolean running = row.getObject("claim") != null && lease != null && !lease.isBefore(now);
        boolean asked = row.getObject("asked_at") != null;
        String means = row.getString("means");
        Array ids = row.getArray("audit_ids");
        return new Row(
                row.getString("org_id"),
                running ? Activity.RUNNING : asked ? Activity.ASKED : Activity.RESTING,
                instant(row, "began_at"),
                instant(row, "ended_at"),
                row.getInt("types_total"),
                row.getInt("types_done"),
                means == null ? null : Means.valueOf(means),
                row.getString("problem"),
                new Marks(row.getObject("counter", Long.class), instant(row, "audit_at"), List.of((String[])
                        ids.getArray())));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
