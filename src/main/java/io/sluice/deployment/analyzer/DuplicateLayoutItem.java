package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.util.HashSet;
import java.util.Set;

/** Page layouts that hold the same field more than once. */
@org.springframework.stereotype.Component
final class DuplicateLayoutItem implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "duplicate-layout-item",
            "Field stands twice on a layout",
            "Page layouts that hold the same field more than once.",
            "Salesforce refuses such a layout; merged files often have it.",
            "Take the field off one of the two places in the source.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("Layout") || file.root().isEmpty()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        file.root().get().all("layoutItems").forEach(item -> item.value("field").ifPresent(field -> {
            if (!seen.add(field)) {
                report.add(file.component(), item, "The field " + field + " stands on the layout twice.");
            }
        }));
    }
}
