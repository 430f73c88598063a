package io.sluice.deployment;

import io.sluice.compare.Comparison;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the decision tables of approval and tests are told about a deployment. */
@org.springframework.stereotype.Component
class PolicyFacts {

    private final Environments environments;
    private final ItemDifferences differences;
    private final TestPolicy testPolicy;

    PolicyFacts(Environments environments, ItemDifferences differences, TestPolicy testPolicy) {
        this.environments = environments;
        this.differences = differences;
        this.testPolicy = testPolicy;
    }

    /** The weakest tests that the policy takes, if it says anything. */
    Optional<TestPolicy.Minimum> testMinimum(DeploymentRecord record, Comparison compared, List<Component> deletions) {
        return testPolicy.minimum(of(record, compared, deletions));
    }

    /** @param deletions what the deployment deletes */
    Map<String, Object> of(DeploymentRecord record, Comparison compared, List<Component> deletions) {
        RightsFacts rights = differences.rights(compared.id(), deletions);
        // What is not known may be a powerful right: then those are asked who are asked for one.
        boolean known = differences.lookedInside(compared.id())
                && differences.total(compared.id()).notCompared() == 0;
        int least = known ? 0 : 1;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "itemTypes",
                compared.items().stream()
                        .map(item -> item.component().type())
                        .distinct()
                        .sorted()
                        .toList());
        facts.put("targetKind", environments.require(record.target()).kind().word());
        facts.put(
                "apexInPackage",
                compared.items().stream()
                        .anyMatch(item ->
                                PackageRun.APEX.contains(item.component().type())));
        facts.put("differences", PreparedComparison.differing(record, compared).size());
        facts.put("rightsGained", Math.max(least, rights.gained()));
        facts.put("powerfulRightsGained", Math.max(least, rights.powerfulGained()));
        facts.put("rightsLost", rights.lost());
        return facts;
    }
}
