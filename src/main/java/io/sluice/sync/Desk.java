package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Scope;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.SyncRecord.Direction;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Difference;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What every kind of sync works with, and what all of them write down. */
final class Desk {

    final ChangeRequests changes;
    final Environments environments;
    final Connections connections;
    final Evidence evidence;
    final Clock clock;
    final SyncStates states;
    final ItemRows items;
    final Conflicts conflicts;
    final SyncRecords syncs;
    final OrgRecords records = new OrgRecords();
    final RecordWriter writer = new RecordWriter(records);

    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;

    Desk(
            JdbcClient jdbc,
            ChangeRequests changes,
            Environments environments,
            Connections connections,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.changes = changes;
        this.environments = environments;
        this.connections = connections;
        this.evidence = evidence;
        this.clock = clock;
        this.states = new SyncStates(jdbc);
        this.items = new ItemRows(jdbc);
        this.conflicts = new Conflicts(jdbc);
        this.syncs = new SyncRecords(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Optional<Environment> sandbox(ChangeRequest request) {
        return Optional.ofNullable(request.sandbox()).map(environments::require);
    }

    ItemIdentities identities(ChangeRequest request) {
        return items.identities(request.number(), request.globalId());
    }

    /** The copy that a merge takes as last synced, corrected by a push that broke off. */
    Copy base(Optional<SyncState> state, ItemIdentities identities, Copy theirs) {
        if (state.isEmpty()) {
            return Copy.NONE;
        }
        SyncState last = state.get();
        @Nullable Copy base = last.base();
        if (base == null) {
            // An older version kept the scope's lines alone; of the words it was the only writer.
            base = LegacyScope.copy(last.scope(), identities, theirs);
        }
        return last.begun() == null ? base : last.begun().correct(base, theirs);
    }

    void record(
            ChangeRequest request,
            Environment environment,
            Direction direction,
            String result,
            String words,
            List<Difference> differences,
            String actor) {
        syncs.insert(
                request.number(),
                environment.id(),
                direction,
                changes.require(request.number()).revision(),
                result,
                words,
                differences,
                actor,
                clock.instant());
    }

    /** Runs a sync; where the org can't be asked, that is recorded, too, whatever becomes of the caller's transaction. */
    <T> T recordingFaults(
            ChangeRequest request, Environment environment, Direction direction, String actor, Supplier<T> sync) {
        try {
            return sync.get();
        } catch (OrgException fault) {
            apart.executeWithoutResult(status -> record(
                    request, environment, direction, "failed", String.valueOf(fault.getMessage()), List.of(), actor));
            throw fault;
        }
    }

    /** Approval and status of a record are only ours to say: what somebody else typed there is put on evidence, once. */
    void attempts(ChangeRequest request, Environment environment, RecordInOrg record) {
        Optional<SyncState> found = states.find(request.number(), environment.id());
        if (found.isEmpty() || found.get().revision() == 0) {
            return;
        }
        SyncState state = found.get();
        Map<String, Object> facts = new LinkedHashMap<>();
        attempt(
                OrgObjects.STATUS,
                record.status(),
                List.of(state.statusWritten(), OrgRecords.status(request)),
                state.statusIgnored(),
                facts);
        attempt(
                OrgObjects.APPROVAL,
                record.approval(),
                List.of(state.approvalWritten(), OrgRecords.approval(request)),
                state.approvalIgnored(),
                facts);
        if (facts.isEmpty()) {
            return;
        }
        facts.put("environment", environment.id());
        facts.put("by", record.modifiedBy());
        states.ignored(request.number(), environment.id(), record.status(), record.approval());
        evidence.record("sluice", "approval-attempt-ignored", request.number(), facts);
    }

    private static void attempt(
            String field, String there, List<String> written, @Nullable String known, Map<String, Object> facts) {
        if (!written.contains(there) && !there.equals(known)) {
            facts.put(field, Map.of("written", written.get(0), "found", there));
        }
    }

    String gone(ChangeRequest request, Environment environment) {
        return "The record of " + request.number() + " is gone from " + environment.name()
                + ": somebody deleted it, or the environment was refreshed. Push the change request there again.";
    }

    String refreshed(ChangeRequest request, Environment environment) {
        return environment.name() + " is another org than the one that " + request.number()
                + " was pushed to: it was refreshed, and what it says is a copy of old. Push the change request there again.";
    }

    static String place(ChangeRequest request, Environment environment) {
        return request.number() + "'s record in " + environment.name();
    }

    static List<String> words(Scope scope) {
        return scope.items().stream().map(io.sluice.change.ScopeItem::words).toList();
    }

    <T> T inTransaction(Supplier<T> act) {
        @Nullable T result = transaction.execute(status -> act.get());
        if (result == null) {
            throw new IllegalStateException("The act gave no result");
        }
        return result;
    }

    /** Committed by itself and at once, whatever the caller's transaction comes to. */
    void apart(Runnable act) {
        apart.executeWithoutResult(status -> act.run());
    }
}
