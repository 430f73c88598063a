package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;

/** Relationship fields that the package turns from lookup to master-detail or back. */
@org.springframework.stereotype.Component
final class MasterDetailSwitch implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "master-detail-switch",
            "Lookup becomes master-detail or the other way round",
            "Relationship fields that the package turns from lookup to master-detail or back.",
            "A validation refuses it always, so that nobody can know before whether the deployment works.",
            "Change the field by hand in the target, then compare again.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        Fields.of(file).forEach(field -> FieldKind.in(subject.target(), field)
                .filter(there -> there.isRelationshipSwitch(field))
                .ifPresent(there -> report.add(
                        field.component(),
                        field.node(),
                        "The field is " + there.words() + " in the target and becomes " + field.type() + ".")));
    }
}
