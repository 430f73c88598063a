package io.sluice.deployment.analyzer;

/** Flows that the deployment deletes. */
@org.springframework.stereotype.Component
final class FlowDeletion implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "flow-deletion",
            "Flow is deleted",
            "Flows that the deployment deletes.",
            "An active flow can't be deleted, a validation can't check it, and a quick deployment forgets " + "it.",
            "Deactivate the flow in the target and delete its versions there by hand, and take the deletion "
                    + "out of the scope.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.deleted("Flow")
                .forEach(flow -> report.add(flow, "The deployment deletes the flow " + flow.fullName() + "."));
    }
}
