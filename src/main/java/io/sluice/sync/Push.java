package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.Scope;
import io.sluice.environment.Environment;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.SourceMembers;
import io.sluice.sync.SyncRecord.Direction;
import io.sluice.sync.merge.Begun;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Difference;
import io.sluice.sync.merge.Merge;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes a change request into an org. What a push is about to write is committed before the first call that writes: a
 * push that breaks off anywhere is understood by the next one, or by a pull.
 */
final class Push {

    /** Who may say something there beside Sluice. */
    enum Role {
        /** Where the change is worked on: edits there stay until they were pulled. */
        SANDBOX,
        /** Any other environment: Sluice alone says what stands there. */
        MIRROR
    }

    /** What is written beside the change request, such as a deployment record. */
    interface More {
        /** @return whether anything had to be written */
        boolean writeTo(OrgConnection org);
    }

    static final More NOTHING = org -> false;

    private final Desk desk;

    Push(Desk desk) {
        this.desk = desk;
    }

    PushResult push(
            ChangeRequest request,
            Environment target,
            Role role,
            String actor,
            String act,
            Map<String, Object> moreFacts,
            More more) {
        return desk.recordingFaults(
                request,
                target,
                Direction.PUSH,
                actor,
                () -> write(request, target, role, actor, act, moreFacts, more));
    }

    private PushResult write(
            ChangeRequest request,
            Environment target,
            Role role,
            String actor,
            String act,
            Map<String, Object> moreFacts,
            More more) {
        OrgConnection org = desk.connections.open(target.id());
        Optional<String> refusal = Preparedness.of(target, org).refusal();
        if (refusal.isPresent()) {
            return desk.inTransaction(() -> {
                desk.record(request, target, Direction.PUSH, "not-prepared", refusal.get(), List.of(), actor);
                return new PushResult.NotPrepared(refusal.get());
            });
        }
        String orgId = org.identity().orgId();
        Scope scope = desk.changes.scope(request.number());
        ItemIdentities identities = desk.identities(request);
        Copy ours = OurCopy.of(request, scope, identities);
        Optional<RecordInOrg> record = desk.records.read(org, request.globalId(), true);
        TheirCopy theirs = record.map(there -> TheirCopy.of(there, identities, Desk.place(request, target)))
                .orElse(TheirCopy.NONE);
        Optional<SyncState> last = desk.states.find(request.number(), target.id());
        boolean anew = last.isPresent() && (record.isEmpty() || !last.get().isOf(orgId));
        Copy base = role == Role.MIRROR || anew || record.isEmpty()
                // An org that was refreshed, or that only Sluice writes to: nothing there is anybody's edit.
                ? theirs.copy()
                : desk.base(last, identities, theirs.copy());
        Copy written = Merge.outwards(base, ours, theirs.copy());
        if (!written.equals(theirs.copy())) {
            Begun begun = Begun.of(theirs.copy(), written);
            desk.apart(() -> desk.states.begin(request.number(), target.id(), orgId, base, begun));
        }
        boolean wrote = desk.writer.write(org, request, record, theirs, written);
        wrote |= more.writeTo(org);
        boolean first = anew || last.map(SyncState::firstPushedAt).isEmpty();
        // The mark for "what changed since the push" is the org's own: its clock, and its count of source revisions.
        @Nullable
        Instant at = wrote || first
                ? desk.records
                        .read(org, request.globalId(), false)
                        .map(RecordInOrg::modifiedAt)
                        .orElseGet(desk.clock::instant)
                : null;
        OptionalLong mark = first ? new SourceMembers(org).newest() : OptionalLong.empty();
        List<Difference> differences = Difference.between(theirs.copy(), written);
        boolean changed = wrote;
        return desk.inTransaction(() -> {
            record.ifPresent(there -> desk.attempts(request, target, there));
            if (role == Role.SANDBOX) {
                desk.changes.chooseSandbox(request.number(), target.id(), actor);
            }
            if (anew) {
                desk.states.forgetMark(request.number(), target.id());
            }
            Copy agreed = Merge.agreed(base, ours, written);
            if (changed || first || differs(last, agreed, scope.revision(), orgId)) {
                desk.states.pushed(
                        request.number(),
                        target.id(),
                        orgId,
                        scope.revision(),
                        agreed,
                        OrgRecords.status(request),
                        OrgRecords.approval(request),
                        at,
                        mark.isPresent() ? mark.getAsLong() : null);
            }
            desk.items.keep(request.number(), request.globalId(), ours);
            desk.record(request, target, Direction.PUSH, changed ? "pushed" : "in-step", "", differences, actor);
            if (changed || first) {
                Map<String, Object> facts = new LinkedHashMap<>(moreFacts);
                facts.put("environment", target.id());
                facts.put("revision", scope.revision());
                facts.put("items", Desk.words(scope));
                if (!written.items().equals(ours.items())) {
                    facts.put("editsKeptThere", words(Difference.between(ours, written)));
                }
                desk.evidence.record(actor, act, request.number(), facts);
            }
            return new PushResult.Pushed(target.id(), scope.revision());
        });
    }

    private static boolean differs(Optional<SyncState> last, Copy agreed, int revision, String orgId) {
        return last.filter(state -> agreed.equals(state.base())
                        && state.begun() == null
                        && state.revision() == revision
                        && orgId.equals(state.orgId()))
                .isEmpty();
    }

    private static List<String> words(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.what() + ": " + difference.item())
                .toList();
    }
}
