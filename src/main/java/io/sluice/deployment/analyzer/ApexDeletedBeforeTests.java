package io.sluice.deployment.analyzer;

import java.util.stream.Stream;

/** Deleted Apex where not all local tests run. */
@org.springframework.stereotype.Component
final class ApexDeletedBeforeTests implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "apex-deleted-before-tests",
            "Apex is deleted before the tests run",
            "Deleted Apex where not all local tests run.",
            "Deletions happen before the tests, and code that is not tested may still need what is gone; "
                    + "Salesforce advises to run all local tests then.",
            "Prepare the deployment with the test level RunLocalTests.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        boolean all = "RunLocalTests".equals(subject.testLevel()) || "RunAllTestsInOrg".equals(subject.testLevel());
        if (!all) {
            Stream.concat(subject.deleted("ApexClass"), subject.deleted("ApexTrigger"))
                    .forEach(each ->
                            report.add(each, "It is deleted, and the test level is " + subject.testLevel() + "."));
        }
    }
}
