package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Apex classes of the package or of the deletions for which the target has scheduled jobs. */
@org.springframework.stereotype.Component
final class ScheduledApex implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "scheduled-apex",
            "Apex with pending jobs",
            "Apex classes of the package or of the deletions for which the target has scheduled jobs.",
            "Salesforce refuses to change a class while jobs of it are pending, unless its setting for "
                    + "deployments allows that.",
            "Abort the jobs in the target before and schedule them again after, or turn on \"Allow "
                    + "deployments of components when corresponding Apex jobs are pending\" in Setup, Deployment "
                    + "Settings.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        List<Component> classes = Stream.concat(subject.brought("ApexClass"), subject.deleted("ApexClass"))
                .toList();
        if (!classes.isEmpty()) {
            Set<String> scheduled = subject.target().scheduledClasses().orElse(Set.of());
            classes.stream()
                    .filter(each -> scheduled.contains(each.fullName()))
                    .forEach(each -> report.add(each, "The target has scheduled jobs of this class."));
        }
    }
}
