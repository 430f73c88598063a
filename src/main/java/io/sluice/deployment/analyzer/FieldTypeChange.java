package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;

/** Fields whose type the package changes while their object has records in the target. */
@org.springframework.stereotype.Component
final class FieldTypeChange implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "field-type-change",
            "Type of a field with data is changed",
            "Fields whose type the package changes while their object has records in the target.",
            "Salesforce refuses most changes of type, and the others may lose data.",
            "Make a new field, move the data, and delete the old field with a later change.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        Fields.of(file).forEach(field -> FieldKind.in(subject.target(), field)
                .filter(there -> there.differsFrom(field) && !there.isRelationshipSwitch(field))
                .filter(there -> subject.target().hasRecords(field.object()).orElse(true))
                .ifPresent(there -> report.add(
                        field.component(),
                        field.node(),
                        "The field is " + there.words() + " in the target and becomes " + field.type() + ".")));
    }
}
