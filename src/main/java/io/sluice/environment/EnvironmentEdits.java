package io.sluice.environment;

import io.sluice.evidence.Evidence;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes to registered environments, each in the caller's transaction and with the row locked. */
@Component
class EnvironmentEdits {

    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;
    private final Membership membership;
    private final Evidence evidence;
    private final Clock clock;

    EnvironmentEdits(DataSource database, Membership membership, Evidence evidence, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.membership = membership;
        this.evidence = evidence;
        this.clock = clock;
    }

    EditResult edit(EnvironmentEdit edit, String actor) {
        Optional<Environment> locked = lock(edit.id());
        Optional<EditResult> stop = stop(locked, edit.id(), edit.version());
        if (stop.isPresent()) {
            return stop.get();
        }
        Environment before = locked.orElseThrow();
        String name = edit.name().strip();
        List<String> problems = new ArrayList<>(
                Registration.settingProblems(edit.name(), edit.address(), edit.apiVersion(), edit.stage()));
        problems.addAll(Registration.userProblems(edit.users(), membership));
        if (nameIsTaken(name, edit.id())) {
            problems.add("The name \"" + name + "\" is taken by another environment.");
        }
        if (!problems.isEmpty()) {
            return new EditResult.Refused(problems);
        }
        Environment after = edited(before, name, edit);
        Map<String, Object> changes = changes(before, after);
        if (changes.isEmpty()) {
            return new EditResult.Saved();
        }
        save(after, !sameLogin(before, after));
        evidence.record(actor, "environment-changed", subject(before), changes);
        return new EditResult.Saved();
    }

    private static Environment edited(Environment before, String name, EnvironmentEdit edit) {
        return new Environment(
                before.id(),
                name,
                edit.kind(),
                Registration.normal(edit.address()),
                edit.apiVersion(),
                edit.stage(),
                before.orgId(),
                before.username(),
                before.testedAt(),
                before.version() + 1,
                edit.users(),
                before.disabled());
    }

    private static boolean sameLogin(Environment before, Environment after) {
        return before.address().equals(after.address())
                && before.kind() == after.kind()
                && before.apiVersion().equals(after.apiVersion());
    }

    private void save(Environment after, boolean loginVoid) {
        jdbc.sql("""
                        update sluice.environment
                        set name = ?, kind = ?, address = ?, api_version = ?, stage = ?, version = ?,
                            for_people = ?, for_groups = ?
                        where id = ?
                        """)
                .params(
                        after.name(),
                        after.kind().word(),
                        after.address().toString(),
                        after.apiVersion(),
                        after.stage(),
                        after.version(),
                        array(after.users().people()),
                        array(after.users().groups()),
                        after.id())
                .update();
        if (loginVoid) {
            // The org id stays: a test that finds another org behind the new address is a stop sign, not a fact.
            jdbc.sql("update sluice.environment set revision = ?, username = null, tested_at = null where id = ?")
                    .params(UUID.randomUUID(), after.id())
                    .update();
        }
    }

    private static String[] array(java.util.Collection<String> names) {
        return names.toArray(String[]::new);
    }

    private static Map<String, Object> changes(Environment before, Environment after) {
        Map<String, Object> changes = new LinkedHashMap<>();
        change("name", before.name(), after.name(), changes);
        change("kind", before.kind().word(), after.kind().word(), changes);
        change("address", before.address(), after.address(), changes);
        change("apiVersion", before.apiVersion(), after.apiVersion(), changes);
        change("stage", before.stage(), after.stage(), changes);
        change("users", before.users().words(), after.users().words(), changes);
        return changes;
    }

    private static void change(String fact, Object before, Object after, Map<String, Object> changes) {
        if (!before.equals(after)) {
            changes.put(fact, Map.of("from", value(before), "to", value(after)));
        }
    }

    private static Object value(Object fact) {
        return fact instanceof URI address ? address.toString() : fact;
    }

    EditResult disable(String id, int version, String reason, String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return turn(id, version, reason, actor, new Disabling(reason.strip(), actor, now));
    }

    EditResult enable(String id, int version, String reason, String actor) {
        return turn(id, version, reason, actor, null);
    }

    private EditResult turn(String id, int version, String reason, String actor, @Nullable Disabling wanted) {
        Optional<Environment> locked = lock(id);
        Optional<EditResult> stop = stop(locked, id, version);
        if (stop.isPresent()) {
            return stop.get();
        }
        Environment before = locked.orElseThrow();
        String act = wanted == null ? "enabled" : "disabled";
        List<String> problems = new ArrayList<>();
        if (before.enabled() == (wanted == null)) {
            problems.add(before.name() + " is " + act + " already.");
        }
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            problems.add("Say in 1 to " + LONGEST_REASON + " characters why " + before.name() + " is " + act
                    + "; people read it where they miss or find the environment.");
        }
        if (!problems.isEmpty()) {
            return new EditResult.Refused(problems);
        }
        jdbc.sql("""
                        update sluice.environment
                        set disabled_at = ?, disabled_by = ?, disabled_reason = ?, version = version + 1 where id = ?
                        """)
                .params(
                        wanted == null ? null : wanted.at().atOffset(ZoneOffset.UTC),
                        wanted == null ? null : wanted.by(),
                        wanted == null ? null : wanted.reason(),
                        id)
                .update();
        evidence.record(actor, "environment-" + act, subject(before), Map.of("reason", reason.strip()));
        return new EditResult.Saved();
    }

    private Optional<EditResult> stop(Optional<Environment> locked, String id, int shown) {
        if (locked.isEmpty()) {
            return Optional.of(new EditResult.Refused(List.of("There is no environment with the id " + id + ".")));
        }
        if (locked.get().version() == shown) {
            return Optional.empty();
        }
        return Optional.of(new EditResult.Stale("Somebody else has changed "
                + locked.get().name()
                + " since this page was opened (it is version " + locked.get().version()
                + " now, you were shown version "
                + shown + "). Nothing was saved. Open the page again, look at what it says now, and change it there."));
    }

    private Optional<Environment> lock(String id) {
        return jdbc.sql("select * from sluice.environment where id = ? for update")
                .param(id)
                .query((row, number) -> RegisteredEnvironments.environment(row))
                .optional();
    }

    private boolean nameIsTaken(String name, String exceptBy) {
        return jdbc.sql("select exists (select from sluice.environment where lower(name) = lower(?) and id <> ?)")
                .params(name, exceptBy)
                .query(Boolean.class)
                .single();
    }

    private static String subject(Environment environment) {
        return "environment:" + environment.id();
    }
}
