package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import java.util.List;

/** Value lists in which more than one value is the default. */
@org.springframework.stereotype.Component
final class SeveralDefaults implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "several-defaults",
            "More than one default value",
            "Value lists in which more than one value is the default.",
            "A list has one default at most; Salesforce refuses the second or quietly keeps one of them.",
            "Leave one default in the source.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        file.root().ifPresent(root -> {
            for (String list : List.of("valueSetDefinition", "picklistValues")) {
                root.all(list).forEach(each -> check(file, each, report));
            }
            if (file.component().type().endsWith("ValueSet")) {
                check(file, root, report);
            }
        });
    }

    private static void check(MetadataFile file, XmlNode list, Report report) {
        List<String> defaults = list.children().stream()
                .filter(value -> value.value("default").filter("true"::equals).isPresent())
                .map(value -> value.value("fullName").orElse("?"))
                .toList();
        if (defaults.size() > 1) {
            report.add(
                    file.component(),
                    list,
                    "These are all the default of one list: " + String.join(", ", defaults) + ".");
        }
    }
}
