package io.sluice.deployment.analyzer;

/** Permission sets that the target has already. */
@org.springframework.stereotype.Component
final class PermissionSetReplaced implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "permission-set-replaced",
            "Permission set is replaced",
            "Permission sets that the target has already.",
            "A deployed permission set replaces the target's as a whole, so that rights which only the "
                    + "target's gives are taken away.",
            "Read in the comparison which rights are lost, and bring them to the source where they are to " + "stay.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        subject.brought("PermissionSet")
                .filter(subject.target()::has)
                .forEach(each -> report.add(each, "It replaces the permission set of the target with all its rights."));
    }
}
