package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proposals of tests in the database, one for each deployment record. */
@org.springframework.stereotype.Component
class StoredTestProposals implements TestProposals {

    private static final TypeReference<List<Map<String, Object>>> TESTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;
    private final DeploymentStore deployments;
    private final Comparisons comparisons;
    private final Connections connections;

    StoredTestProposals(
            JdbcClient jdbc,
            Json json,
            Clock clock,
            DeploymentStore deployments,
            Comparisons comparisons,
            Connections connections) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.deployments = deployments;
        this.comparisons = comparisons;
        this.connections = connections;
    }

    @Override
    public TestProposal propose(String deployment) {
        DeploymentRecord record = deployments.require(deployment).record();
        Comparison compared = comparisons
                .latest(deployment, false)
                .orElseThrow(
                        () -> new IllegalStateException("Deployment record " + deployment + " was not compared yet"));
        List<Component> changed = compared.differing().stream()
                .filter(item -> item.sourceHash() != null)
                .map(ComparedItem::component)
                .toList();
        TestSearch.Found found = search(record, changed);
        TestProposal proposal =
                new TestProposal(deployment, compared.id(), Times.now(clock), found.tests(), found.notes());
        store(proposal);
        return proposal;
    }

    private TestSearch.Found search(DeploymentRecord record, List<Component> changed) {
        try {
            return TestSearch.in(new OrgLists(connections.open(record.source())), changed);
        } catch (OrgException e) {
            return new TestSearch.Found(
                    List.of(),
                    List.of("No tests could be looked for in " + record.source() + ": " + e.getMessage() + "."));
        }
    }

    private void store(TestProposal proposal) {
        List<Map<String, Object>> rows = proposal.tests().stream()
                .map(test -> Map.<String, Object>of(
                        "name",
                        test.name(),
                        "reaches",
                        test.reaches().stream().map(Component::toString).toList()))
                .toList();
        jdbc.sql("""
                        insert into sluice.test_proposal (deployment, comparison, at, tests, notes)
                        values (:deployment, :comparison, :at, :tests::jsonb, :notes::jsonb)
                        on conflict (deployment) do update set comparison = excluded.comparison, at = excluded.at,
                            tests = excluded.tests, notes = excluded.notes
                        """)
                .param("deployment", proposal.deployment())
                .param("comparison", proposal.comparison())
                .param("at", Times.utc(proposal.at()))
                .param("tests", json.write(rows))
                .param("notes", json.write(proposal.notes()))
                .update();
    }

    @Override
    public Optional<TestProposal> of(String deployment) {
        Optional<UUID> newest = comparisons.latest(deployment, false).map(Comparison::id);
        return jdbc.sql("select * from sluice.test_proposal where deployment = :deployment")
                .param("deployment", deployment)
                .query(this::proposal)
                .optional()
                .filter(proposal -> newest.filter(proposal.comparison()::equals).isPresent());
    }

    private TestProposal proposal(ResultSet row, int number) throws SQLException {
        return new TestProposal(
                row.getString("deployment"),
                row.getObject("comparison", UUID.class),
                Times.requiredInstant(row, "at"),
                json.read(row.getString("tests"), TESTS).stream()
                        .map(StoredTestProposals::test)
                        .toList(),
                json.read(row.getString("notes"), NAMES));
    }

    private static TestProposal.ProposedTest test(Map<String, Object> row) {
        return new TestProposal.ProposedTest(
                String.valueOf(row.get("name")),
                ((List<?>) row.getOrDefault("reaches", List.of()))
                        .stream()
                                .map(name ->
                                        Component.parse(String.valueOf(name)).orElseThrow())
                                .toList());
    }
}
