package io.sluice.deployment;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Membership;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Additions to scopes in the database. */
@org.springframework.stereotype.Component
class StoredScopeAdditions implements ScopeAdditions {

    private static final String RELEASE_MANAGER = "release-manager";
    private static final String DEVELOPER = "developer";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeploymentStore deployments;
    private final DependencyCheck checks;
    private final ChangeRequests changes;
    private final Membership membership;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    StoredScopeAdditions(
            JdbcClient jdbc,
            Clock clock,
            DeploymentStore deployments,
            DependencyCheck checks,
            ChangeRequests changes,
            Membership membership,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.deployments = deployments;
        this.checks = checks;
        this.changes = changes;
        this.membership = membership;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Component> possible(String deployment) {
        DeploymentRecord record = deployments.require(deployment).record();
        if (over(record).isPresent()) {
            return List.of();
        }
        Set<Component> deleted = new HashSet<>(record.deletions());
        return checks.latest(deployment).stream()
                .flatMap(result -> result.missingComponents().stream())
                .filter(missing -> !deleted.contains(missing))
                .toList();
    }

    @Override
    public Optional<String> refusal(String deployment, String person) {
        DeploymentRecord record = deployments.require(deployment).record();
        Set<String> groups = membership.groupsOf(person);
        boolean knowsTheChange = groups.contains(DEVELOPER)
                && (changes.require(record.change()).requester().equals(person)
                        || evidence.about(record.change()).stream()
                                .anyMatch(act -> act.actor().equals(person)));
        return groups.contains(RELEASE_MANAGER) || knowsTheChange
                ? over(record)
                : Optional.of("A release manager, or a developer who asked for " + record.change()
                        + " or has worked on it, adds what a deployment misses to the scope.");
    }

    /** Why nothing can be added for the record any more. */
    private static Optional<String> over(DeploymentRecord record) {
        return record.status() == DeploymentStatus.DEPLOYED || record.status() == DeploymentStatus.CANCELLED
                ? Optional.of("Deployment record " + record.id() + " is over ("
                        + record.status().words()
                        + "), so nothing is added for it. Raise a new change request instead.")
                : Optional.empty();
    }

    @Override
    public List<Component> ask(String deployment, String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            DeploymentRecord record = deployments.lock(deployment).record();
            over(record).ifPresent(sentence -> {
                throw new IllegalStateException(sentence);
            });
            SortedSet<Component> waiting = waiting(record.change());
            List<Component> asked = possible(deployment).stream()
                    .filter(each -> !waiting.contains(each))
                    .toList();
            for (Component each : asked) {
                jdbc.sql("""
                                insert into sluice.scope_addition (deployment, component, asked_by, asked_at)
                                values (:deployment, :component, :by, :at)
                                """)
                        .param("deployment", deployment)
                        .param("component", each.toString())
                        .param("by", actor)
                        .param("at", Times.utc(Times.now(clock)))
                        .update();
            }
            if (!asked.isEmpty()) {
                evidence.record(
                        actor,
                        "scope-additions-asked",
                        record.change(),
                        Map.of("deployment", deployment, "components", names(asked)));
            }
            return List.copyOf(waiting(record.change()));
        }));
    }

    @Override
    public SortedSet<Component> waiting(String change) {
        SortedSet<Component> waiting = new TreeSet<>();
        jdbc.sql("""
                        select a.component from sluice.scope_addition a join sluice.deployment d on d.id = a.deployment
                        where d.change_number = :change and a.added_at is null
                        """)
                .param("change", change)
                .query(String.class)
                .list()
                .forEach(name -> waiting.add(Component.parse(name).orElseThrow()));
        return waiting;
    }

    @Override
    public void added(String change, Collection<Component> stated, String actor) {
        transaction.executeWithoutResult(status -> {
            SortedSet<Component> added = waiting(change);
            added.retainAll(stated);
            if (added.isEmpty()) {
                return;
            }
            jdbc.sql("""
                            update sluice.scope_addition a set added_at = :at from sluice.deployment d
                            where d.id = a.deployment and d.change_number = :change and a.added_at is null
                            and a.component in (:components)
                            """)
                    .param("at", Times.utc(Times.now(clock)))
                    .param("change", change)
                    .param("components", names(added))
                    .update();
            evidence.record(actor, "scope-additions-stated", change, Map.of("components", names(added)));
        });
    }

    private static List<String> names(Iterable<Component> components) {
        List<String> names = new ArrayList<>();
        components.forEach(each -> names.add(each.toString()));
        return names;
    }
}
