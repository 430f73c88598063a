package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;

/** Standard objects and fields that the deployment deletes, or brings although the target lacks them. */
@org.springframework.stereotype.Component
final class StandardDeletion implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "standard-deletion",
            "Standard object or field is deleted or made",
            "Standard objects and fields that the deployment deletes, or brings although the target lacks " + "them.",
            "They belong to Salesforce: a deployment neither makes nor deletes them, and a missing one needs "
                    + "a feature or licence of the target.",
            "Take it out of the scope, or have the feature that brings it turned on in the target first.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.deletions().stream()
                .filter(StandardDeletion::isStandard)
                .forEach(each -> report.add(each, each + " belongs to Salesforce and can't be deleted."));
        subject.brought("CustomObject")
                .filter(each -> isStandard(each)
                        && !subject.target().all("CustomObject").isEmpty()
                        && !subject.target().has(each))
                .forEach(each -> report.add(each, "The target has no standard object " + each.fullName() + "."));
    }

    private static boolean isStandard(Component component) {
        String name = component.fullName();
        return component.type().equals("CustomObject") && !name.contains("__")
                || component.type().equals("CustomField")
                        && !name.substring(name.indexOf('.') + 1).contains("__");
    }
}
