package io.sluice.deployment;

import io.sluice.compare.Comparisons;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Promotion paths in the database. */
@org.springframework.stereotype.Component
class StoredChangePaths implements ChangePaths {

    private static final String OFF_THE_PATH = "The promotion path of the change does not lead there any more.";
    private static final String AGAIN =
            "The change was worked on once more, so it is deployed here again when the path gets here.";

    private final ChangePathStore paths;
    private final DeploymentStore records;
    private final Deployments deployments;
    private final HopBefore hopBefore;
    private final Comparisons comparisons;
    private final Environments environments;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    StoredChangePaths(
            ChangePathStore paths,
            DeploymentStore records,
            Deployments deployments,
            HopBefore hopBefore,
            Comparisons comparisons,
            Environments environments,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.paths = paths;
        this.records = records;
        this.deployments = deployments;
        this.hopBefore = hopBefore;
        this.comparisons = comparisons;
        this.environments = environments;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Hop> of(String change) {
        return paths.of(change);
    }

    @Override
    public void choose(String change, List<String> targets, String actor) {
        if (targets.isEmpty() || new HashSet<>(targets).size() < targets.size()) {
            throw new IllegalArgumentException("A promotion path has targets, each once; it was " + targets);
        }
        targets.forEach(environments::require);
        in(() -> {
            List<String> before = targetsOf(paths.lock(change));
            paths.replace(
                    change,
                    targets.stream().map(target -> new Hop(target, null)).toList());
            if (!before.equals(targets)) {
                evidence.record(actor, "promotion-path-chosen", change, Map.of("from", before, "to", targets));
            }
            return targets;
        });
    }

    @Override
    public DeploymentRecord begin(String change, String source, String actor) {
        return in(() -> {
            List<String> targets = targetsOf(paths.lock(change));
            if (targets.isEmpty()) {
                throw new IllegalStateException("Nobody has chosen where " + change + " goes");
            }
            reopen(change, targets, actor);
            leave(change, targets, actor);
            paths.replace(
                    change,
                    targets.stream().map(target -> new Hop(target, null)).toList());
            DeploymentRecord first = draft(change, source, targets.get(0), actor);
            paths.opened(change, first.target(), first.id());
            return first;
        });
    }

    private void reopen(String change, List<String> targets, String actor) {
        records.ofChange(change).stream()
                .filter(record -> record.status() == DeploymentStatus.DEPLOYED && targets.contains(record.target()))
                .forEach(record -> {
                    records.status(record.id(), DeploymentStatus.IN_PROGRESS, AGAIN);
                    evidence.record(actor, "deployment-reopened", change, Map.of("deployment", record.id()));
                });
    }

    /** What was not deployed and is not on the path is over. */
    private void leave(String change, List<String> targets, String actor) {
        records.ofChange(change).stream()
                .filter(record -> record.status() != DeploymentStatus.DEPLOYED && !targets.contains(record.target()))
                .forEach(record -> deployments.cancelled(record.id(), actor, OFF_THE_PATH));
    }

    private DeploymentRecord draft(String change, String source, String target, String actor) {
        DeploymentRecord record = deployments.draft(change, source, target, actor);
        if (!record.source().equals(source)) {
            records.environments(record.id(), source, target);
            evidence.record(
                    actor,
                    "deployment-environments-changed",
                    change,
                    Map.of("deployment", record.id(), "source", source, "target", target));
        }
        return deployments.require(record.id());
    }

    @Override
    public Optional<String> next(String change) {
        return following(paths.of(change));
    }

    @Override
    public Optional<String> reached(String change) {
        return last(paths.of(change)).map(Hop::target);
    }

    private static Optional<String> following(List<Hop> hops) {
        return hops.stream().filter(hop -> !hop.isOpened()).findFirst().map(Hop::target);
    }

    private static Optional<Hop> last(List<Hop> hops) {
        return hops.stream().filter(Hop::isOpened).reduce((before, later) -> later);
    }

    @Override
    public DeploymentRecord draftNext(String change, String actor) {
        return in(() -> {
            List<Hop> hops = paths.lock(change);
            Hop last =
                    last(hops).orElseThrow(() -> new IllegalStateException("The path of " + change + " is not begun"));
            String target = following(hops)
                    .orElseThrow(() -> new IllegalStateException("The path of " + change + " is at its end"));
            DeploymentRecord before = deployments.require(Objects.requireNonNull(last.deployment(), "it is opened"));
            if (before.status() != DeploymentStatus.DEPLOYED) {
                throw new IllegalStateException(change + " can't go on to " + target + ": " + before.id() + " is "
                        + before.status().words());
            }
            return draft(change, last.target(), target, actor);
        });
    }

    @Override
    public void open(DeploymentRecord draft, String actor) {
        in(() -> {
            List<Hop> hops = paths.lock(draft.change());
            if (!following(hops).equals(Optional.of(draft.target()))) {
                throw new IllegalStateException(
                        "The path of " + draft.change() + " does not go on to " + draft.target() + " any more");
            }
            paths.opened(draft.change(), draft.target(), draft.id());
            evidence.record(
                    actor,
                    "promotion-path-went-on",
                    draft.change(),
                    Map.of("deployment", draft.id(), "source", draft.source(), "target", draft.target()));
            return draft;
        });
    }

    @Override
    public List<String> changeRest(String change, List<String> targets, String reason, String actor) {
        if (reason.isBlank()) {
            return List.of("Changing the promotion path needs a reason.");
        }
        return in(() -> {
            List<Hop> hops = paths.lock(change);
            List<Hop> opened = hops.stream().filter(Hop::isOpened).toList();
            List<String> problems = problems(change, opened, targets);
            List<String> before = targetsOf(hops);
            List<String> after =
                    Stream.concat(targetsOf(opened).stream(), targets.stream()).toList();
            if (!problems.isEmpty() || before.equals(after)) {
                return problems;
            }
            List<Hop> next = new ArrayList<>(opened);
            targets.forEach(target -> next.add(new Hop(target, null)));
            paths.replace(change, next);
            leave(change, after, actor);
            Map<String, Object> facts = new HashMap<>(Map.of("from", before, "to", after));
            facts.put("reason", reason.strip());
            evidence.record(actor, "promotion-path-changed", change, facts);
            return List.<String>of();
        });
    }

    private List<String> problems(String change, List<Hop> opened, List<String> targets) {
        if (opened.isEmpty()) {
            return List.of(
                    "The promotion path of " + change + " is not begun; it is chosen in the task \"Choose target\".");
        }
        Set<String> once = new HashSet<>(targetsOf(opened));
        List<String> twice =
                targets.stream().filter(target -> !once.add(target)).toList();
        if (!twice.isEmpty()) {
            return List.of("The change goes to each environment once; named twice: " + String.join(", ", twice) + ".");
        }
        return environments
                .path()
                .refusalAlong(opened.get(opened.size() - 1).target(), targets)
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public List<Component> movedSinceVerified(String deployment) {
        DeploymentRecord record = deployments.require(deployment);
        return comparisons
                .latest(deployment, false)
                .map(compared -> hopBefore.moved(record, compared))
                .orElse(List.of());
    }

    private static List<String> targetsOf(List<Hop> hops) {
        return hops.stream().map(Hop::target).toList();
    }

    private <T> T in(Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(status -> act.get()));
    }
}
