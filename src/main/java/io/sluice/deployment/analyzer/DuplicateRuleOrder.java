package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Duplicate rules with filter conditions that have no order of their own. */
@org.springframework.stereotype.Component
final class DuplicateRuleOrder implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "duplicate-rule-order",
            "Duplicate rule without an order",
            "Duplicate rules with filter conditions that have no order of their own.",
            "Conditions are told apart by their order; without it Salesforce refuses the rule.",
            "Give every condition of the rule in the source its own order, counting from 1.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("DuplicateRule") || file.root().isEmpty()) {
            return;
        }
        Set<String> orders = new HashSet<>();
        file.root().get().all("duplicateRuleFilterItems").forEach(item -> {
            Optional<String> order = item.value("sortOrder");
            if (order.isEmpty()) {
                report.add(file.component(), item, "A condition of the rule has no order.");
            } else if (!orders.add(order.get())) {
                report.add(file.component(), item, "Two conditions of the rule have the order " + order.get() + ".");
            }
        });
    }
}
