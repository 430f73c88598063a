package io.sluice.web;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Evidence in words. */
@Component
class HistoryViews {

    private final Evidence evidence;
    private final Deployments deployments;

    HistoryViews(Evidence evidence, Deployments deployments) {
        this.evidence = evidence;
        this.deployments = deployments;
    }

    /** Every act about a change request and its deployment records, oldest first. */
    List<ChangeView.HistoryRow> ofChange(String change) {
        Stream<String> subjects = Stream.concat(
                Stream.of(change), deployments.withRollbacks(change).stream().map(DeploymentRecord::id));
        return subjects.flatMap(subject -> evidence.about(subject).stream())
                .sorted(Comparator.comparingLong(Act::sequence))
                .map(HistoryViews::view)
                .toList();
    }

    /** Every act about an environment, oldest first. */
    List<ChangeView.HistoryRow> ofEnvironment(String id) {
        return evidence.about("environment:" + id).stream()
                .map(HistoryViews::view)
                .toList();
    }

    static ChangeView.HistoryRow view(Act act) {
        Map<String, String> facts = new LinkedHashMap<>();
        act.details().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(fact -> facts.put(PageWords.sentence(fact.getKey()), PageWords.value(fact.getValue())));
        return new ChangeView.HistoryRow(
                act.sequence(),
                act.at(),
                act.actor().equals("sluice") ? "Sluice" : act.actor(),
                PageWords.sentence(act.kind()),
                facts,
                act.hash());
    }
}
