package io.sluice.deployment.analyzer;

import java.util.Set;
import java.util.stream.Stream;

/** New custom objects and fields in a package without any profile or permission set. */
@org.springframework.stereotype.Component
final class NewWithoutRights implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "new-without-rights",
            "Nobody may see what is new",
            "New custom objects and fields in a package without any profile or permission set.",
            "After the deployment nobody but administrators sees them, and forms and pages show nothing.",
            "Add the permission set or the profiles that give the rights to the scope.");

    private static final Set<String> RIGHTS = Set.of("Profile", "PermissionSet", "MutingPermissionSet");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        if (subject.brought().stream().anyMatch(each -> RIGHTS.contains(each.type()))) {
            return;
        }
        Stream.concat(subject.brought("CustomObject"), subject.brought("CustomField"))
                .filter(each ->
                        each.fullName().endsWith("__c") && !subject.target().has(each))
                .forEach(each ->
                        report.add(each, "It is new in the target, and the package gives nobody a right to it."));
    }
}
