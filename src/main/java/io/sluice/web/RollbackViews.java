package io.sluice.web;

import io.sluice.deployment.Attempt;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Irreversible;
import io.sluice.deployment.Rehearsals;
import io.sluice.deployment.Rollback;
import io.sluice.deployment.RollbackItem;
import io.sluice.deployment.Rollbacks;
import io.sluice.deployment.Snapshot;
import io.sluice.process.RollbackProcesses;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Rollbacks of a deployment record, as its page shows them, and beginning or rehearsing one. */
@Component
class RollbackViews {

    private final DependencyViews records;
    private final Deployments deployments;
    private final Rollbacks rollbacks;
    private final Rehearsals rehearsals;
    private final Irreversible irreversible;
    private final RollbackProcesses processes;

    RollbackViews(
            DependencyViews records,
            Deployments deployments,
            Rollbacks rollbacks,
            Rehearsals rehearsals,
            Irreversible irreversible,
            RollbackProcesses processes) {
        this.records = records;
        this.deployments = deployments;
        this.rollbacks = rollbacks;
        this.rehearsals = rehearsals;
        this.irreversible = irreversible;
        this.processes = processes;
    }

    /** @throws Refusal where there is no such record */
    RollbackView of(String id) {
        DeploymentRecord record = records.require(id);
        Rollback rollback = record.rollback();
        return new RollbackView(
                rollback == null
                        ? null
                        : new RollbackView.Rolls(
                                rollback.of(),
                                rollback.askedBy(),
                                rollback.reason(),
                                rollbacks.items(id).stream()
                                        .map(RollbackViews::item)
                                        .toList()),
                deployments.snapshot(id).map(RollbackViews::kept).orElse(null),
                rollbacks.of(id).stream().map(RollbackViews::rolled).toList(),
                irreversible.of(id).stream()
                        .map(each -> new RollbackView.Undo(each.component().toString(), each.rule(), each.words()))
                        .toList(),
                rollbacks.refusal(id).orElse(null),
                rehearsals.refusal(id).orElse(null),
                rehearsals.latest(id).map(RollbackViews::rehearsal).orElse(null));
    }

    /** @throws Refusal with the reason where it is not begun */
    DeploymentRecord begin(String id, String reason, Viewer viewer) {
        records.require(id);
        viewer.demand(viewer.hasAny(Role.RELEASE_MANAGER), "Release managers roll deployments back.");
        RollbackProcesses.Started started = processes.start(id, reason, viewer.id());
        if (started instanceof RollbackProcesses.Started.Begun begun) {
            return begun.rollback();
        }
        throw new Refusal(HttpStatus.CONFLICT, ((RollbackProcesses.Started.Refused) started).sentence());
    }

    /** @throws Refusal with the reason where it is not rehearsed */
    void rehearse(String id, Viewer viewer) {
        records.require(id);
        viewer.demand(viewer.hasAny(Role.RELEASE_MANAGER), "Release managers rehearse rollbacks.");
        rehearsals.refusal(id).ifPresent(sentence -> {
            throw new Refusal(HttpStatus.CONFLICT, sentence);
        });
        rehearsals.request(id, viewer.id());
    }

    private static RollbackView.Item item(RollbackItem item) {
        return new RollbackView.Item(
                item.component().toString(),
                item.differs() ? (item.kept() ? "keep" : item.act()) : "nothing to do",
                item.existedBefore() ? "there" : "not there",
                item.deployed() ? (item.existedBefore() ? "overwritten" : "created") : "deleted",
                item.state().words() + (item.existsNow() ? "" : " (not there)"),
                item.state() == RollbackItem.State.CHANGED_SINCE,
                item.lastEditedBy(),
                item.lastEditedAt());
    }

    private static RollbackView.Kept kept(Snapshot snapshot) {
        int present = snapshot.present().size();
        return new RollbackView.Kept(
                snapshot.at(),
                present,
                snapshot.items().size() - present,
                snapshot.digest().value(),
                snapshot.packageSha256());
    }

    private static RollbackView.Rolled rolled(DeploymentRecord record) {
        Rollback rollback = java.util.Objects.requireNonNull(record.rollback());
        return new RollbackView.Rolled(record.id(), record.status().words(), record.statusReason(), rollback.askedBy());
    }

    private static String rehearsal(Attempt attempt) {
        String result = attempt.succeeded() == null
                ? "under way"
                : attempt.succeeded() ? "the target would take it" : "the target would not take it";
        return "Attempt " + attempt.number() + ", asked for by " + attempt.askedBy() + ": " + result
                + (attempt.message() == null ? "." : ". " + attempt.message());
    }
}
