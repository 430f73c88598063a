package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ScopeResult;
import io.sluice.environment.Environment;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.SyncRecord.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Push and pull over an org's records. An org is always asked before our transaction begins; when the transaction fails
 * afterwards, repeating the whole puts both in step again.
 */
final class SyncWithOrgs implements Sync {

    private final Desk desk;
    private final Push push;
    private final Pull pull;
    private final Statements statements;
    private final SandboxChanges sandboxChanges = new SandboxChanges();

    SyncWithOrgs(Desk desk) {
        this.desk = desk;
        this.push = new Push(desk);
        this.pull = new Pull(desk);
        this.statements = new Statements(desk);
    }

    @Override
    public Optional<String> notPrepared(String environment) {
        return Preparedness.of(desk.environments.require(environment), desk.connections.open(environment))
                .refusal();
    }

    @Override
    public PushResult push(String change, String environment, String actor) {
        ChangeRequest request = desk.changes.require(change);
        Environment target = desk.environments.require(environment);
        if (target.kind().isProduction()) {
            return refused(
                    request,
                    target,
                    target.name() + " is production; a change is worked on in another environment. Choose a sandbox.",
                    actor);
        }
        Optional<String> closed = desk.environments.path().useRefusal(environment);
        if (closed.isPresent()) {
            return refused(request, target, closed.get(), actor);
        }
        return push.push(request, target, Push.Role.SANDBOX, actor, "change-request-pushed", Map.of(), Push.NOTHING);
    }

    @Override
    public PushResult pushAlso(String change, String environment, String actor) {
        ChangeRequest request = desk.changes.require(change);
        Environment target = desk.environments.require(environment);
        if (target.kind().isProduction()) {
            return refused(
                    request,
                    target,
                    target.name() + " is production; it gets the change request with its deployment record. Choose"
                            + " another environment.",
                    actor);
        }
        if (request.status().isFinal()) {
            return refused(
                    request,
                    target,
                    change + " is " + request.status().words() + "; it is pushed nowhere any more.",
                    actor);
        }
        if (request.revision() == 0) {
            return refused(request, target, "The scope of " + change + " is not defined yet.", actor);
        }
        Optional<String> closed = desk.environments.path().useRefusal(environment);
        if (closed.isPresent()) {
            return refused(request, target, closed.get(), actor);
        }
        boolean isSandbox = environment.equals(request.sandbox());
        return push.push(
                request,
                target,
                isSandbox ? Push.Role.SANDBOX : Push.Role.MIRROR,
                actor,
                isSandbox ? "change-request-pushed" : "change-request-pushed-also",
                Map.of(),
                Push.NOTHING);
    }

    private PushResult refused(ChangeRequest request, Environment target, String sentence, String actor) {
        return desk.inTransaction(() -> {
            desk.record(request, target, Direction.PUSH, "refused", sentence, List.of(), actor);
            return new PushResult.NotPrepared(sentence);
        });
    }

    @Override
    public List<String> statedScope(String change) {
        return statements.stated(change);
    }

    @Override
    public ScopeResult stateScope(String change, String lines, String actor) {
        return statements.state(change, lines, actor);
    }

    @Override
    public List<SandboxChange> changedSincePush(String change) {
        ChangeRequest request = desk.changes.require(change);
        Optional<Environment> sandbox = desk.sandbox(request);
        Optional<SyncState> state = sandbox.flatMap(environment -> desk.states.find(change, environment.id()));
        if (sandbox.isEmpty() || state.isEmpty()) {
            return List.of();
        }
        OrgConnection org = desk.connections.open(sandbox.get().id());
        // What belongs to the change is what the record states now; what is no item can't match any.
        Set<Component> scope = desk.records
                .read(
                        org,
                        request.globalId(),
                        Preparedness.of(sandbox.get(), org).hasItems())
                .map(record ->
                        TheirCopy.of(record, desk.identities(request), "the record").copy().items().values().stream()
                                .map(OurCopy::component)
                                .collect(Collectors.toSet()))
                .orElseGet(() -> Set.copyOf(desk.changes.scope(change).components()));
        return sandboxChanges.since(state.get(), org, scope);
    }

    @Override
    public PullResult pull(String change, String actor) {
        return pull.pull(change, actor);
    }

    @Override
    public PushResult publish(String change, String deploymentId, String source, String target, String actor) {
        ChangeRequest request = desk.changes.require(change);
        Environment there = desk.environments.require(target);
        Optional<String> closed = desk.environments.path().refusal(source, target);
        if (closed.isPresent()) {
            return refused(request, there, closed.get(), actor);
        }
        return push.push(
                request,
                there,
                Push.Role.MIRROR,
                actor,
                "change-request-published",
                Map.of("deployment", deploymentId, "source", source, "target", target),
                org -> desk.records.writeDeployment(org, request, deploymentId, source, target));
    }

    @Override
    public void syncStatus(String change, List<DeploymentState> deployments, String actor) {
        ChangeRequest request = desk.changes.require(change);
        Map<String, String> leftAlone = new LinkedHashMap<>();
        OrgException fault = null;
        for (String id : desk.states.environments(change)) {
            Environment environment = desk.environments.require(id);
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
        desk.inTransaction(() -> {
            leftAlone.forEach((environment, reason) -> desk.evidence.record(
                    actor, "status-not-synced", change, Map.of("environment", environment, "reason", reason)));
            return leftAlone;
        });
    }

    /** @return why the environment was left alone */
    private Optional<String> writeStatus(
            ChangeRequest request, Environment environment, List<DeploymentState> deployments, String actor) {
        OrgConnection org = desk.connections.open(environment.id());
        Optional<String> unreadable = Preparedness.of(environment, org).unreadable();
        if (unreadable.isPresent()) {
            return unreadable;
        }
        Optional<RecordInOrg> record = desk.records.read(org, request.globalId(), false);
        if (record.isEmpty()) {
            return Optional.of("The record of " + request.number() + " is gone from " + environment.name() + ".");
        }
        String status = OrgRecords.status(request);
        String approval = OrgRecords.approval(request);
        Map<String, Object> facts = new LinkedHashMap<>();
        if (!record.get().status().equals(status) || !record.get().approval().equals(approval)) {
            desk.records.writeStatus(org, request);
            facts.put("status", status);
        }
        for (DeploymentState deployment : deployments) {
            boolean differs = deployment.target().equals(environment.id())
                    && desk.records
                            .deploymentStatus(org, request, deployment.id())
                            .filter(there -> !there.equals(deployment.status()))
                            .isPresent();
            if (differs) {
                desk.records.writeDeploymentStatus(org, request, deployment.id(), deployment.status());
                facts.put(deployment.id(), deployment.status());
            }
        }
        return desk.inTransaction(() -> {
            desk.attempts(request, environment, record.get());
            desk.states.statusWritten(request.number(), environment.id(), status, approval);
            if (!facts.isEmpty()) {
                facts.put("environment", environment.id());
                desk.evidence.record(actor, "status-synced", request.number(), facts);
            }
            return Optional.empty();
        });
    }
}
