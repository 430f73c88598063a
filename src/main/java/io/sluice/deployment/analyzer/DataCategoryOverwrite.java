package io.sluice.deployment.analyzer;

/** Data category groups in the package. */
@org.springframework.stereotype.Component
final class DataCategoryOverwrite implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "data-category-overwrite",
            "Data categories are overwritten",
            "Data category groups in the package.",
            "A deployed group replaces the whole group of the target; categories that the package lacks are "
                    + "deleted, and articles lose them.",
            "Change data categories by hand in the target and take the group out of the scope.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.brought("DataCategoryGroup")
                .forEach(each -> report.add(each, "The group replaces the one of the target with all its categories."));
    }
}
