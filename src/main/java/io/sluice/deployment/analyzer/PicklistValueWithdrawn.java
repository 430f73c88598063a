package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Picklist values that people can choose in the target and that the package makes inactive or does not name, while records have them. */
@org.springframework.stereotype.Component
final class PicklistValueWithdrawn implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "picklist-value-withdrawn",
            "Picklist value in use is withdrawn",
            "Picklist values that people can choose in the target and that the package makes inactive or does not name, "
                    + "while records have them.",
            "Salesforce makes a value inactive that the deployed field does not name; records keep it, and nobody can choose "
                    + "it any more.",
            "Add the value to the field in the source, or give the records another value after the deployment.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        Fields.of(file).filter(field -> field.has("valueSetDefinition")).forEach(field -> subject.target()
                .describe(field.object())
                .flatMap(described -> described.field(field.name()))
                .ifPresent(there -> withdrawn(field, there.values()).stream()
                        .filter(value -> isUsed(subject.target(), field, value))
                        .forEach(value -> report.add(
                                field.component(),
                                field.node(),
                                "The value \"" + value
                                        + "\" can be chosen in the target, records have it, and the package "
                                        + (field.values().contains(value)
                                                ? "makes it inactive."
                                                : "does not name it.")))));
    }

    private static SortedSet<String> withdrawn(Fields.Field field, Set<String> active) {
        SortedSet<String> withdrawn = new TreeSet<>(active);
        withdrawn.removeAll(field.activeValues());
        return withdrawn;
    }

    private static boolean isUsed(TargetFacts target, Fields.Field field, String value) {
        return target.usesValue(field.object(), field.name(), value).orElse(true);
    }
}
