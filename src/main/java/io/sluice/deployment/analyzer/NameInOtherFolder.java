package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports and dashboards whose name the target has in another folder. */
@org.springframework.stereotype.Component
final class NameInOtherFolder implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "name-in-other-folder",
            "Report or dashboard is in another folder",
            "Reports and dashboards whose name the target has in another folder.",
            "Their names are unique in an org, whatever the folder: Salesforce refuses the second one.",
            "Move the one in the target into the same folder first, or give the new one another name.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        for (String type : List.of("Report", "Dashboard")) {
            List<Component> brought = subject.brought(type)
                    .filter(each -> each.fullName().contains("/"))
                    .toList();
            if (brought.isEmpty()) {
                continue;
            }
            Map<String, Component> there = new HashMap<>();
            subject.target().all(type).forEach(each -> there.put(name(each), each));
            for (Component each : brought) {
                Component other = there.get(name(each));
                if (other != null && !other.equals(each) && !subject.deletions().contains(other)) {
                    report.add(each, "The target has it as " + other.fullName() + ".");
                }
            }
        }
    }

    private static String name(Component component) {
        return component.fullName().substring(component.fullName().lastIndexOf('/') + 1);
    }
}
