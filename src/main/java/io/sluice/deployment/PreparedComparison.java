package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The comparison that a deployment record was prepared with; before that, the newest one. */
@Component
class PreparedComparison {

    private final Comparisons comparisons;

    PreparedComparison(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    /** Empty where nothing was compared yet. */
    Optional<Comparison> find(DeploymentRecord record) {
        return record.comparison() == null
                ? comparisons.latest(record.id(), false)
                : comparisons.find(record.comparison());
    }

    /** @throws IllegalStateException where nothing was compared yet */
    Comparison of(DeploymentRecord record) {
        return find(record)
                .orElseThrow(
                        () -> new IllegalStateException("Deployment record " + record.id() + " was not compared yet"));
    }

    /** What is not the same, but for what a rollback leaves as it is. */
    static List<ComparedItem> differing(DeploymentRecord record, Comparison comparison) {
        Rollback rollback = record.rollback();
        return comparison.differing().stream()
                .filter(item -> rollback == null || !rollback.kept().contains(item.component()))
                .toList();
    }
}
