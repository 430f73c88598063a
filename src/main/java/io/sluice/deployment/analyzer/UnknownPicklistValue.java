package io.sluice.deployment.analyzer;

import io.sluice.metadata.EncodedNames;
import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import io.sluice.salesforce.ObjectDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Record types that offer values which neither the package nor the target has. */
@org.springframework.stereotype.Component
final class UnknownPicklistValue implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "unknown-picklist-value",
            "Picklist value is unknown",
            "Record types that offer values which neither the package nor the target has.",
            "Salesforce refuses the record type.",
            "Add the field with its values to the scope, or take the value out of the record type.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("CustomObject") || file.root().isEmpty()) {
            return;
        }
        String object = file.component().fullName();
        Map<String, Set<String>> brought = new HashMap<>();
        Fields.of(file)
                .filter(field -> field.has("valueSetDefinition"))
                .forEach(field -> brought.put(field.name(), field.values()));
        Set<String> unknowable = Fields.of(file)
                .filter(field -> field.has("valueSetName"))
                .map(Fields.Field::name)
                .collect(Collectors.toSet());
        for (XmlNode list : file.root().get().all("picklistValues")) {
            String name = list.value("picklist").orElse("");
            Set<String> known = brought.containsKey(name)
                    ? brought.get(name)
                    : unknowable.contains(name) ? Set.of() : there(subject, object, name);
            if (!known.isEmpty()) {
                list.children("values").stream()
                        .map(value ->
                                EncodedNames.decode(value.value("fullName").orElse("")))
                        .filter(value -> !known.contains(value))
                        .forEach(value -> report.add(
                                file.component(),
                                list,
                                "The value \"" + value + "\" of " + name
                                        + " is neither in the package nor in the target."));
            }
        }
    }

    private static Set<String> there(Subject subject, String object, String field) {
        return subject.target()
                .describe(object)
                .flatMap(described -> described.field(field))
                .map(ObjectDescription.Field::values)
                .orElse(Set.of());
    }
}
