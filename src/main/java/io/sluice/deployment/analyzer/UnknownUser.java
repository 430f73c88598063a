package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Users that the package names and that are no active users of the target. */
@org.springframework.stereotype.Component
final class UnknownUser implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "unknown-user",
            "User is unknown in the target",
            "Users that the package names and that are no active users of the target.",
            "User names are unique across all of Salesforce, so a sandbox has others than production; "
                    + "Salesforce refuses the name or silently drops it.",
            "Name a role, a queue or a group instead of a person, or create and activate the user in the "
                    + "target first.");

    /** Elements that hold a user name in the types that Salesforce documents. */
    private static final List<String> TAGS = List.of(
            "runningUser",
            "assignedTo",
            "recipient",
            "user",
            "caseOwner",
            "defaultCaseOwner",
            "defaultCaseUser",
            "defaultLeadOwner",
            "siteAdmin",
            "siteGuestRecordDefaultOwner",
            "integrationUser",
            "lookupValue");

    private static final Pattern USER_NAME = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        file.root().ifPresent(root -> {
            Map<String, XmlNode> named = new TreeMap<>();
            TAGS.forEach(tag -> root.all(tag).stream()
                    .filter(node -> USER_NAME.matcher(node.text()).matches())
                    .forEach(node -> named.putIfAbsent(node.text(), node)));
            if (!named.isEmpty()) {
                subject.target()
                        .activeUsers(named.keySet())
                        .ifPresent(active -> named.forEach((name, node) -> {
                            if (!active.contains(name)) {
                                report.add(file.component(), node, name + " is no active user of the target.");
                            }
                        }));
            }
        });
    }
}
