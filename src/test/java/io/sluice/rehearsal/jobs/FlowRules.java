package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Active flows in production. The preference is {@code enableFlowDeployAsActiveEnabled} in {@code settings/Flow.settings}:
 * true demands tests that launch three of four active flows, false makes flows arrive inactive. An org without that
 * settings file does neither.
 */
final class FlowRules {
    private static final Set<String> PARTS_THAT_ARE_NO_ELEMENTS =
            Set.of("start", "variables", "formulas", "constants", "textTemplates", "choices", "processMetadataValues");

    private final OrgMetadata org;
    private final boolean demandTests;

    FlowRules(OrgMetadata org, boolean sandbox, Set<String> touched) {
        this.org = org;
        this.demandTests = !sandbox
                && preference(org).equals("true")
                && touched.stream()
                        .filter(k -> k.startsWith("Flow:"))
                        .map(k -> org.find("Flow", k.substring("Flow:".length())))
                        .anyMatch(f -> f.isPresent() && launchable(f.get()));
    }

    private static String preference(OrgMetadata org) {
        return org.find("Settings", "Flow")
                .map(s -> s.root().childText("enableFlowDeployAsActiveEnabled"))
                .orElse("");
    }

    static boolean arriveInactive(OrgMetadata org, boolean sandbox) {
        return !sandbox && preference(org).equals("false");
    }

    /** The flow as it is kept when active ones may not be deployed. */
    static XmlNode inactive(XmlNode flow) {
        return flow.withChildren(flow.children().stream()
                .map(n -> n.name().equals("status") && n.text().equals("Active") ? XmlNode.text("status", "Draft") : n)
                .toList());
    }

    /** True when an active flow came to production and tests must launch enough of all active ones. */
    boolean demandTests() {
        return demandTests;
    }

    /** Active, and no screen flow. */
    private static boolean launchable(Component flow) {
        return flow.root().childText("status").equals("Active")
                && flow.root().all("screens").isEmpty();
    }

    /** Active flows with what the tests reached: a flow is launched when a test names it or its object. */
    List<TestRun.FlowCoverage> coverage(Set<String> words) {
        List<TestRun.FlowCoverage> out = new ArrayList<>();
        for (Component flow : org.of("Flow").values()) {
            if (!launchable(flow)) {
                continue;
            }
            List<String> elements = flow.root().children().stream()
                    .filter(n -> !n.childText("name").isEmpty())
                    .filter(n -> !PARTS_THAT_ARE_NO_ELEMENTS.contains(n.name()))
                    .map(n -> n.childText("name"))
                    .toList();
            String object =
                    flow.root().child("start").map(s -> s.childText("object")).orElse("");
            boolean launched = words.contains(flow.fullName().toLowerCase(java.util.Locale.ROOT))
                    || !object.isEmpty() && words.contains(object.toLowerCase(java.util.Locale.ROOT));
            out.add(new TestRun.FlowCoverage(
                    flow.audit().id(),
                    flow.fullName(),
                    flow.root().childText("processType"),
                    elements.size(),
                    launched ? List.of() : elements,
                    launched));
        }
        return out;
    }

    /** The org's refusal when too few are launched, or null. */
    String warning(List<TestRun.FlowCoverage> coverage) {
        if (!demandTests || coverage.isEmpty()) {
            return null;
        }
        long launched = coverage.stream().filter(TestRun.FlowCoverage::launched).count();
        long percent = launched * 100 / coverage.size();
        return percent >= 75
                ? null
                : "Test coverage of active processes and autolaunched flows is %d%%, but at least 75%% is required."
                        .formatted(percent);
    }
}
