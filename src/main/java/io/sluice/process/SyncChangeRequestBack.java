package io.sluice.process;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.environment.Environments;
import io.sluice.sync.PullResult;
import io.sluice.sync.PushResult;
import io.sluice.sync.Sync;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** "Sync change request back": pull from the sandbox, then publish to the first target's org. */
@org.springframework.stereotype.Component
class SyncChangeRequestBack extends ServiceStep {

    private final ChangeRequests changes;
    private final ChangePaths paths;
    private final TargetPaths targetPaths;
    private final Environments environments;
    private final Sync sync;

    SyncChangeRequestBack(
            ChangeRequests changes, ChangePaths paths, TargetPaths targetPaths, Environments environments, Sync sync) {
        this.changes = changes;
        this.environments = environments;
        this.paths = paths;
        this.targetPaths = targetPaths;
        this.sync = sync;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String actor = ChangeRequestProcess.actor(execution);
        PullResult pulled = sync.pull(change, actor);
        if (pulled instanceof PullResult.NotAsStated differs) {
            throw BusinessError.PROPOSED_ITEM_MISSING.with(words(differs));
        } else if (pulled instanceof PullResult.Unreadable unreadable) {
            throw BusinessError.SCOPE_UNREADABLE.with(unreadable.problems());
        } else if (pulled instanceof PullResult.Conflicts conflicts) {
            int open = conflicts.conflicts().size();
            throw BusinessError.SYNC_CONFLICTS.with((open == 1 ? "One thing was" : open + " things were")
                    + " changed both in Sluice and in the sandbox, and differently; decide which side counts.");
        } else if (pulled instanceof PullResult.RecordGone gone) {
            throw BusinessError.RECORD_GONE.with(gone.sentence());
        } else if (pulled instanceof PullResult.ScopeChanged changed) {
            changes.happened(change, ChangeFact.REOPENED, actor, "");
            execution.setVariable(ChangeRequestProcess.SCOPE_CAME_BACK, true);
            throw BusinessError.SCOPE_CHANGED.with(words(changed.difference()));
        }
        publish(execution, change, actor);
    }

    private void publish(DelegateExecution execution, String change, String actor) {
        String source = Objects.requireNonNull(changes.require(change).sandbox(), "the change was never synced");
        List<String> targets = targetPaths.of(execution);
        environments.path().refusalAlong(source, targets).ifPresent(refusal -> {
            throw BusinessError.ENVIRONMENT_NOT_PREPARED.with(refusal);
        });
        DeploymentRecord draft = paths.begin(change, source, actor);
        PushResult published = sync.publish(change, draft.id(), source, draft.target(), actor);
        if (published instanceof PushResult.NotPrepared notPrepared) {
            throw BusinessError.ENVIRONMENT_NOT_PREPARED.with(notPrepared.sentence());
        }
        execution.setVariable(DeploymentProcess.DEPLOYMENT, draft.id());
        execution.setVariable(DeploymentProcess.OUTCOME, null);
    }

    private static List<String> words(PullResult.NotAsStated differs) {
        Stream<String> missing = differs.missing().stream()
                .map(component -> component
                        + " is in the scope, but not in the sandbox. Make it there, or take it out of" + " the scope.");
        Stream<String> stillThere = differs.stillThere().stream()
                .map(component ->
                        component + " is to be deleted, but still in the sandbox. Delete it there, or take it out"
                                + " of the scope.");
        return Stream.concat(missing, stillThere).toList();
    }

    private static String words(ScopeDifference difference) {
        return "The scope that came back differs from the approved one and needs approval again. Added: "
                + words(difference.added()) + ". Removed: " + words(difference.removed()) + ".";
    }

    private static String words(List<ScopeItem> items) {
        return items.isEmpty()
                ? "nothing"
                : items.stream().map(ScopeItem::words).collect(Collectors.joining(", "));
    }
}
