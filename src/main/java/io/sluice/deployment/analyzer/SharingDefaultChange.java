package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;

/** Objects whose organization-wide default the package changes. */
@org.springframework.stereotype.Component
final class SharingDefaultChange implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "sharing-default-change",
            "Organization-wide default is changed",
            "Objects whose organization-wide default the package changes.",
            "Who sees which record changes at once, and Salesforce computes all sharing anew: with many records that takes hours, "
                    + "in which it refuses other changes of sharing.",
            "Agree on it with those who own the records, and deploy at a quiet hour.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("CustomObject") || file.root().isEmpty()) {
            return;
        }
        file.root().get().value("sharingModel").ifPresent(model -> subject.target()
                .compared(file.component())
                .flatMap(there -> there.value("sharingModel"))
                .filter(there -> !there.equals(model))
                .ifPresent(there -> report.add(
                        file.component(),
                        "sharingModel",
                        "The default of " + file.component().fullName() + " is " + there + " in the target and becomes "
                                + model + ".")));
    }
}
