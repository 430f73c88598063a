package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import java.util.stream.Stream;

/** Deletions that leave an object of the target without a page layout. */
@org.springframework.stereotype.Component
final class LastLayoutDeletion implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "last-layout-deletion",
            "Last layout is deleted",
            "Deletions that leave an object of the target without a page layout.",
            "Every object needs a layout; Salesforce refuses to delete the last one.",
            "Keep one layout, or bring another one with the same change.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.deleted("Layout").map(LastLayoutDeletion::object).distinct().forEach(object -> {
            boolean goes = subject.deletions().contains(new Component("CustomObject", object));
            boolean left = Stream.concat(subject.target().all("Layout").stream(), subject.brought("Layout"))
                    .anyMatch(each ->
                            object(each).equals(object) && !subject.deletions().contains(each));
            if (!goes && !left) {
                report.add(new Component("CustomObject", object), "No layout of " + object + " would be left.");
            }
        });
    }

    private static String object(Component layout) {
        return layout.fullName().replaceFirst("-.*", "");
    }
}
