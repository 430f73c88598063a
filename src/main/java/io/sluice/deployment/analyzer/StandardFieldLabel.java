package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.util.Optional;

/** Standard fields whose label differs from the one in the target. */
@org.springframework.stereotype.Component
final class StandardFieldLabel implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "standard-field-label",
            "Label of a standard field is changed",
            "Standard fields whose label differs from the one in the target.",
            "Labels of standard fields are changed in Setup under Rename Tabs and Labels; a deployment does not do it.",
            "Rename it by hand in the target, or take the label out of the field.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        Fields.of(file).filter(field -> !field.name().contains("__")).forEach(field -> field.node()
                .value("label")
                .filter(label -> differs(label, Fields.compared(subject.target(), field)))
                .ifPresent(label -> report.add(
                        field.component(),
                        field.node(),
                        "The package calls the standard field \"" + label + "\", the target does not.")));
    }

    /** Nothing is said of a field that was not compared. */
    private static boolean differs(String label, Optional<Fields.Field> there) {
        return there.isPresent() && !there.get().node().value("label").equals(Optional.of(label));
    }
}
