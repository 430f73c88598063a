package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;

/** Picklist fields with values of their own in the target that the package gives a global value set. */
@org.springframework.stereotype.Component
final class PicklistPromotion implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "picklist-promotion",
            "Picklist gets a global value set",
            "Picklist fields with values of their own in the target that the package gives a global value set.",
            "Salesforce lets an existing picklist change over to a global value set in Setup only.",
            "Promote the picklist by hand in the target's Setup, then compare again.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        Fields.of(file).forEach(field -> field.node()
                .value("valueSet.valueSetName")
                .filter(set -> Fields.compared(subject.target(), field)
                        .filter(there -> there.has("valueSetDefinition"))
                        .isPresent())
                .ifPresent(set -> report.add(
                        field.component(),
                        field.node(),
                        "The field has values of its own in the target and would get the global value set " + set
                                + ".")));
    }
}
