package io.sluice.deployment.analyzer;

/** Profiles in a package that holds nothing they could speak of. */
@org.springframework.stereotype.Component
final class ProfileAlone implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "profile-alone",
            "Profile without companions",
            "Profiles in a package that holds nothing they could speak of.",
            "A profile shows only the rights on components that are retrieved with it, so alone it says next "
                    + "to nothing.",
            "Name in the scope what the profile's rights are about.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        boolean alone = subject.brought().stream().allMatch(each -> each.type().equals("Profile"));
        if (alone) {
            subject.brought("Profile")
                    .forEach(each ->
                            report.add(each, "The package has the profile only, without what its rights are about."));
        }
    }
}
