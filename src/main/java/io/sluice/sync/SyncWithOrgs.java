package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.LiveComponents;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.change.ScopeResult;
import io.sluice.change.StatedScope;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Push and pull over an org's records. An org is always asked before our transaction begins; when the transaction fails
 * afterwards, repeating the whole puts both in step again.
 */
final class SyncWithOrgs implements Sync {

    private final ChangeRequests changes;
    private final Environments environments;
    private final Connections connections;
    private final SyncStates states;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final OrgRecords records = new OrgRecords();
    private final Preparedness preparedness = new Preparedness();
    private final SandboxChanges sandboxChanges = new SandboxChanges();

    SyncWithOrgs(
            ChangeRequests changes,
            Environments environments,
            Connections connections,
            SyncStates states,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.changes = changes;
        this.environments = environments;
        this.connections = connections;
        this.states = states;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<String> notPrepared(String environment) {
        return preparedness.missing(environments.require(environment), connections.open(environment));
    }

    @Override
    public PushResult push(String change, String environment, String actor) {
        ChangeRequest request = changes.require(change);
        Environment target = environments.require(environment);
        if (target.kind().isProduction()) {
            return new PushResult.NotPrepared(
                    target.name() + " is production; a change is worked on in another environment. Choose a sandbox.");
        }
        Optional<String> closed = environments.path().useRefusal(environment);
        if (closed.isPresent()) {
            return new PushResult.NotPrepared(closed.get());
        }
        return write(request, target, actor, "change-request-pushed", Map.of(), org -> {}, true);
    }

    @Override
    public List<String> statedScope(String change) {
        ChangeRequest request = changes.require(change);
        Optional<Environment> sandbox = sandbox(request);
        if (sandbox.isEmpty()) {
            return List.of();
        }
        OrgConnection org = connections.open(sandbox.get().id());
        RecordInOrg record = records.read(org, request.globalId())
                .orElseThrow(() -> new OrgException("RECORD_GONE", gone(request, sandbox.get())));
        return record.scope()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Override
    public ScopeResult stateScope(String change, String lines, String actor) {
        ChangeRequest request = changes.require(change);
        Optional<Environment> chosen = sandbox(request);
        if (chosen.isEmpty()) {
            return refused(change + " is in no sandbox yet; push it to one first.");
        }
        Environment sandbox = chosen.get();
        StatedScope read = StatedScope.read(lines, "the scope");
        if (!read.problems().isEmpty()) {
            return new ScopeResult.Refused(read.problems());
        }
        if (read.items().isEmpty()) {
            return refused("The scope is empty: name at least one customization, one Type:FullName a line, for example"
                    + " ApexClass:InvoiceService.");
        }
        OrgConnection org = connections.open(sandbox.id());
        Optional<String> missing = preparedness.missing(sandbox, org);
        if (missing.isPresent()) {
            return refused(missing.get());
        }
        if (records.read(org, request.globalId()).isEmpty()) {
            return refused(gone(request, sandbox));
        }
        Scope current = changes.scope(change);
        Map<Component, ScopeItem> before =
                current.items().stream().collect(Collectors.toMap(ScopeItem::component, item -> item));
        Scope stated = new Scope(
                current.revision(),
                read.items().stream()
                        .map(item -> Optional.ofNullable(before.get(item.component()))
                                .filter(known -> known.isDeletion() == item.isDeletion())
                                .orElse(item))
                        .toList(),
                current.additionalApprovers());
        String text = StatedScope.write(stated);
        Optional<String> tooLong = preparedness.tooLong(text, sandbox, org);
        if (tooLong.isPresent()) {
            return refused(tooLong.get());
        }
        records.writeScope(org, request.globalId(), text);
        return inTransaction(() -> {
            evidence.record(
                    actor, "scope-stated", change, Map.of("environment", sandbox.id(), "items", words(stated.items())));
            return new ScopeResult.Accepted(stated);
        });
    }

    @Override
    public List<SandboxChange> changedSincePush(String change) {
        ChangeRequest request = changes.require(change);
        Optional<Environment> sandbox = sandbox(request);
        Optional<SyncState> state = sandbox.flatMap(environment -> states.find(change, environment.id()));
        if (sandbox.isEmpty() || state.isEmpty()) {
            return List.of();
        }
        OrgConnection org = connections.open(sandbox.get().id());
        // What belongs to the change is what the record states now; lines that are no components can't match any.
        Set<Component> scope = records.read(org, request.globalId())
                .map(record -> StatedScope.read(record.scope(), "the record").items().stream()
                        .map(ScopeItem::component)
                        .collect(Collectors.toSet()))
                .orElseGet(() -> Set.copyOf(changes.scope(change).components()));
        return sandboxChanges.after(state.get().firstPushedAt(), org, scope);
    }

    @Override
    public PullResult pull(String change, String actor) {
        ChangeRequest request = changes.require(change);
        Environment sandbox = sandbox(request)
                .orElseThrow(() -> new IllegalStateException(change + " can't be pulled: it was never pushed"));
        Integer approved = request.approvedRevision();
        if (approved == null) {
            throw new IllegalStateException(change + " can't be pulled: no revision of its scope was ever approved");
        }
        OrgConnection org = connections.open(sandbox.id());
        Optional<String> missing = preparedness.missing(sandbox, org);
        if (missing.isPresent()) {
            return pulled(request, sandbox, actor, new PullResult.RecordGone(missing.get()));
        }
        Optional<RecordInOrg> record = records.read(org, request.globalId());
        if (record.isEmpty()) {
            return pulled(request, sandbox, actor, new PullResult.RecordGone(gone(request, sandbox)));
        }
        StatedScope read =
                StatedScope.read(record.get().scope(), "the scope in " + change + "'s record in " + sandbox.name());
        List<String> unreadable = new ArrayList<>(read.problems());
        if (unreadable.isEmpty() && read.items().isEmpty()) {
            unreadable.add("The scope in " + change + "'s record in " + sandbox.name()
                    + " is empty; name what belongs to the change, one Type:FullName a line.");
        }
        if (!unreadable.isEmpty()) {
            return inTransaction(() -> {
                attempts(request, sandbox, record.get());
                return pulled(request, sandbox, actor, new PullResult.Unreadable(unreadable));
            });
        }
        LiveComponents live = new LiveComponents(org);
        Set<Component> found = new LinkedHashSet<>();
        List<Component> absent = new ArrayList<>();
        List<ScopeItem> items = new ArrayList<>();
        for (ScopeItem item : read.items()) {
            if (item.isDeletion()) {
                items.add(item);
            } else {
                live.find(item.component()).ifPresentOrElse(found::add, () -> absent.add(item.component()));
            }
        }
        found.forEach(component -> items.add(new ScopeItem(component, ScopeItem.Kind.EXISTING)));
        return inTransaction(() -> {
            attempts(request, sandbox, record.get());
            changes.resolveProposed(change, List.copyOf(found), actor);
            if (!absent.isEmpty()) {
                return pulled(request, sandbox, actor, new PullResult.Missing(absent));
            }
            return compare(request, approved, sandbox, items, actor);
        });
    }

    @Override
    public PushResult publish(String change, String deploymentId, String source, String target, String actor) {
        ChangeRequest request = changes.require(change);
        Optional<String> closed = environments.path().refusal(source, target);
        if (closed.isPresent()) {
            return new PushResult.NotPrepared(closed.get());
        }
        return write(
                request,
                environments.require(target),
                actor,
                "change-request-published",
                Map.of("deployment", deploymentId, "source", source, "target", target),
                org -> records.writeDeployment(org, request, deploymentId, source, target),
                false);
    }

    @Override
    public void syncStatus(String change, List<DeploymentState> deployments, String actor) {
        ChangeRequest request = changes.require(change);
        Map<String, String> leftAlone = new LinkedHashMap<>();
        OrgException fault = null;
        for (String id : states.environments(change)) {
            Environment environment = environments.require(id);
            try {
                writeStatus(request, environment, deployments, actor)
                        .ifPresent(reason -> leftAlone.put(environment.id(), reason));
            } catch (OrgException unanswered) {
                fault = unanswered;
            }
        }
        if (fault != null) {
            // Of several orgs some may have been written, so the outcome as a whole is not known.
            throw new OrgException(fault.code(), String.valueOf(fault.getMessage()), true, fault);
        }
        inTransaction(() -> {
            leftAlone.forEach((environment, reason) -> evidence.record(
                    actor, "status-not-synced", change, Map.of("environment", environment, "reason", reason)));
            return leftAlone;
        });
    }

    /** @return why the environment was left alone */
    private Optional<String> writeStatus(
            ChangeRequest request, Environment environment, List<DeploymentState> deployments, String actor) {
        OrgConnection org = connections.open(environment.id());
        Optional<String> missing = preparedness.missing(environment, org);
        if (missing.isPresent()) {
            return missing;
        }
        Optional<RecordInOrg> record = records.read(org, request.globalId());
        if (record.isEmpty()) {
            return Optional.of("The record of " + request.number() + " is gone from " + environment.name() + ".");
        }
        String status = OrgRecords.status(request);
        String approval = OrgRecords.approval(request);
        Map<String, Object> facts = new LinkedHashMap<>();
        if (!record.get().status().equals(status) || !record.get().approval().equals(approval)) {
            records.writeStatus(org, request);
            facts.put("status", status);
        }
        for (DeploymentState deployment : deployments) {
            boolean differs = deployment.target().equals(environment.id())
                    && records.deploymentStatus(org, request, deployment.id())
                            .filter(there -> !there.equals(deployment.status()))
                            .isPresent();
            if (differs) {
                records.writeDeploymentStatus(org, request, deployment.id(), deployment.status());
                facts.put(deployment.id(), deployment.status());
            }
        }
        return inTransaction(() -> {
            attempts(request, environment, record.get());
            states.statusWritten(request.number(), environment.id(), status, approval);
            if (!facts.isEmpty()) {
                facts.put("environment", environment.id());
                evidence.record(actor, "status-synced", request.number(), facts);
            }
            return Optional.empty();
        });
    }

    private PullResult compare(
            ChangeRequest request, int approved, Environment sandbox, List<ScopeItem> items, String actor) {
        ScopeDifference difference =
                changes.scope(request.number(), approved).differenceTo(new Scope(request.revision(), items, List.of()));
        Scope taken = changes.takeOver(request.number(), items, actor);
        states.pulled(request.number(), sandbox.id(), taken.revision(), StatedScope.write(taken));
        return pulled(
                request,
                sandbox,
                actor,
                difference.isEmpty() ? new PullResult.Unchanged() : new PullResult.ScopeChanged(difference));
    }

    /** The last step of a push or a publish: something more to be written into the org. */
    private interface More {
        void writeTo(OrgConnection org);
    }

    private PushResult write(
            ChangeRequest request,
            Environment target,
            String actor,
            String act,
            Map<String, Object> moreFacts,
            More more,
            boolean asSandbox) {
        OrgConnection org = connections.open(target.id());
        Optional<String> missing = preparedness.missing(target, org);
        if (missing.isPresent()) {
            return new PushResult.NotPrepared(missing.get());
        }
        Scope scope = changes.scope(request.number());
        String text = StatedScope.write(scope);
        Optional<String> tooLong = preparedness.tooLong(text, target, org);
        if (tooLong.isPresent()) {
            return new PushResult.NotPrepared(tooLong.get());
        }
        Optional<RecordInOrg> before = records.read(org, request.globalId());
        Optional<SyncState> last = states.find(request.number(), target.id());
        boolean editedThere = before.isPresent()
                && last.isPresent()
                && !sameLines(before.get().scope(), last.get().scope());
        // A repeated push must not undo what developers stated there since the first one; a new revision wins.
        boolean keepTheirs = asSandbox && editedThere && last.get().revision() == scope.revision();
        records.write(org, request, keepTheirs ? Optional.empty() : Optional.of(text));
        more.writeTo(org);
        Instant at = records.read(org, request.globalId())
                .map(RecordInOrg::modifiedAt)
                .orElseGet(clock::instant);
        return inTransaction(() -> {
            before.ifPresent(record -> attempts(request, target, record));
            if (asSandbox) {
                changes.chooseSandbox(request.number(), target.id(), actor);
            }
            states.pushed(
                    request.number(),
                    target.id(),
                    scope.revision(),
                    text,
                    OrgRecords.status(request),
                    OrgRecords.approval(request),
                    at);
            Map<String, Object> facts = new LinkedHashMap<>(moreFacts);
            facts.put("environment", target.id());
            facts.put("revision", scope.revision());
            facts.put("items", words(scope.items()));
            if (keepTheirs) {
                facts.put("scopeKeptAsStatedThere", true);
            } else if (editedThere) {
                facts.put("scopeReplaced", before.get().scope().lines().toList());
            }
            evidence.record(actor, act, request.number(), facts);
            return new PushResult.Pushed(target.id(), scope.revision());
        });
    }

    /** Approval and status of a record are only ours to say: what somebody else typed there is put on evidence, once. */
    private void attempts(ChangeRequest request, Environment environment, RecordInOrg record) {
        Optional<SyncState> found = states.find(request.number(), environment.id());
        if (found.isEmpty()) {
            return;
        }
        SyncState state = found.get();
        Map<String, Object> facts = new LinkedHashMap<>();
        attempt(OrgObjects.STATUS, record.status(), state.statusWritten(), state.statusIgnored(), facts);
        attempt(OrgObjects.APPROVAL, record.approval(), state.approvalWritten(), state.approvalIgnored(), facts);
        if (facts.isEmpty()) {
            return;
        }
        facts.put("environment", environment.id());
        states.ignored(request.number(), environment.id(), record.status(), record.approval());
        evidence.record("sluice", "approval-attempt-ignored", request.number(), facts);
    }

    private static void attempt(
            String field, String there, String written, @Nullable String known, Map<String, Object> facts) {
        if (!there.equals(written) && !there.equals(known)) {
            facts.put(field, Map.of("written", written, "found", there));
        }
    }

    private PullResult pulled(ChangeRequest request, Environment sandbox, String actor, PullResult result) {
        return inTransaction(() -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("environment", sandbox.id());
            if (result instanceof PullResult.Unchanged) {
                facts.put("outcome", "unchanged");
            } else if (result instanceof PullResult.ScopeChanged changed) {
                facts.put("outcome", "scope-changed");
                facts.put("added", words(changed.difference().added()));
                facts.put("removed", words(changed.difference().removed()));
            } else if (result instanceof PullResult.Missing missing) {
                facts.put("outcome", "missing");
                facts.put(
                        "missing",
                        missing.components().stream().map(Component::toString).toList());
            } else if (result instanceof PullResult.Unreadable unreadable) {
                facts.put("outcome", "unreadable");
                facts.put("problems", unreadable.problems());
            } else if (result instanceof PullResult.RecordGone gone) {
                facts.put("outcome", "record-gone");
                facts.put("problems", List.of(gone.sentence()));
            }
            Scope scope = changes.scope(request.number());
            facts.put("revision", scope.revision());
            facts.put("items", words(scope.items()));
            evidence.record(actor, "change-request-pulled", request.number(), facts);
            return result;
        });
    }

    private Optional<Environment> sandbox(ChangeRequest request) {
        return Optional.ofNullable(request.sandbox()).map(environments::require);
    }

    private static boolean sameLines(String one, String other) {
        return lines(one).equals(lines(other));
    }

    /** Salesforce's pages end lines in their own way and drop blank ends; the order says nothing. */
    private static Set<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.toSet());
    }

    private static String gone(ChangeRequest request, Environment environment) {
        return "The record of " + request.number() + " is gone from " + environment.name()
                + ": somebody deleted it, or the environment was refreshed. Push the change request there again.";
    }

    private static ScopeResult refused(String sentence) {
        return new ScopeResult.Refused(List.of(sentence));
    }

    private static List<String> words(List<ScopeItem> items) {
        return items.stream().map(ScopeItem::words).toList();
    }

    private <T> T inTransaction(Supplier<T> act) {
        @Nullable T result = transaction.execute(status -> act.get());
        if (result == null) {
            throw new IllegalStateException("The act gave no result");
        }
        return result;
    }
}
