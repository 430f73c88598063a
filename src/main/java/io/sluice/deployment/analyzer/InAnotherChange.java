package io.sluice.deployment.analyzer;

/** Components that another open change request names too. */
@org.springframework.stereotype.Component
final class InAnotherChange implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "in-another-change",
            "Another change touches the same",
            "Components that another open change request names too.",
            "The later of the two deployments overwrites the earlier one.",
            "Agree with the people of the other change who goes first, and compare again then.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.overlaps().forEach(overlap -> overlap.components().stream()
                .filter(each ->
                        subject.brought().contains(each) || subject.deletions().contains(each))
                .forEach(each -> report.add(
                        each,
                        overlap.number() + " \"" + overlap.name() + "\" of " + overlap.requester()
                                + " names it too.")));
    }
}
