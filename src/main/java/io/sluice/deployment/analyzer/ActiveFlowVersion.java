package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;

/** Flows that are active in the package and that the target has already. */
@org.springframework.stereotype.Component
final class ActiveFlowVersion implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "active-flow-version",
            "Flow gets a new version",
            "Flows that are active in the package and that the target has already.",
            "Salesforce makes a new version and runs it from then on; deploying the old file later makes one "
                    + "more, it does not go back.",
            "Know it. To go back, activate the former version in Setup of the target.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (file.component().type().equals("Flow")
                && file.root()
                        .flatMap(root -> root.value("status"))
                        .filter("Active"::equals)
                        .isPresent()
                && subject.target().has(file.component())) {
            report.add(file.component(), "The target gets a new active version of this flow.");
        }
    }
}
