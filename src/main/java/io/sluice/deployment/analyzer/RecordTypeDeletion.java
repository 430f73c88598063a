package io.sluice.deployment.analyzer;

/** Record types that the deployment deletes. */
@org.springframework.stereotype.Component
final class RecordTypeDeletion implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "record-type-deletion",
            "Record type is deleted",
            "Record types that the deployment deletes.",
            "Salesforce deletes no record type through its interface.",
            "Deactivate the record type with the change instead, and delete it in Setup of the target when "
                    + "no record uses it.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.deleted("RecordType")
                .forEach(each -> report.add(each, "The deployment deletes the record type " + each.fullName() + "."));
    }
}
