package io.sluice.deployment;

import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Additions to scopes in the database. */
@org.springframework.stereotype.Component
class StoredScopeAdditions implements ScopeAdditions {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeploymentStore deployments;
    private final DependencyCheck checks;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    StoredScopeAdditions(
            JdbcClient jdbc,
            Clock clock,
            DeploymentStore deployments,
            DependencyCheck checks,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.deployments = deployments;
        this.checks = checks;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Component> possible(String deployment) {
        Set<Component> deleted =
                new HashSet<>(deployments.require(deployment).record().deletions());
        return checks.latest(deployment).stream()
                .flatMap(result -> result.missingComponents().stream())
                .filter(missing -> !deleted.contains(missing))
                .toList();
    }

    @Override
    public List<Component> ask(String deployment, String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            DeploymentRecord record = deployments.lock(deployment).record();
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
