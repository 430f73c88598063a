package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.util.Map;

/** Roles that state an access to accounts' cases, contacts or opportunities although the target's default is as wide. */
@org.springframework.stereotype.Component
final class RoleSharing implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "role-sharing",
            "Role gives an access that the default gives already",
            "Roles that state an access to accounts' cases, contacts or opportunities although the target's "
                    + "default is as wide.",
            "Salesforce takes such an access only where the organization-wide default is narrower.",
            "Take the access out of the role, or set the same organization-wide defaults in both orgs first.");

    private static final Map<String, String> ACCESS = Map.of(
            "caseAccessLevel", "Case",
            "contactAccessLevel", "Contact",
            "opportunityAccessLevel", "Opportunity");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("Role") || file.root().isEmpty()) {
            return;
        }
        ACCESS.forEach((tag, object) -> file.root().get().value(tag).ifPresent(access -> subject.target()
                .sharingModel(object)
                .filter(model -> model.startsWith("ReadWrite") || model.equals("ControlledByParent"))
                .ifPresent(model -> report.add(
                        file.component(),
                        tag,
                        "The role states " + access + " for " + object + ", whose default in the target is " + model
                                + "."))));
    }
}
