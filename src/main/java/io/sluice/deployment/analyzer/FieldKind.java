package io.sluice.deployment.analyzer;

import io.sluice.salesforce.ObjectDescription;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a field is in the target, by the types of Salesforce's describe calls; which of them a type of metadata becomes stands
 * in the Object Reference, "Field Types". What is not among them is never said to differ.
 */
record FieldKind(String type, boolean masterDetail) {

    private static final Map<String, Set<String>> DESCRIBED = Map.ofEntries(
            Map.entry("AutoNumber", Set.of("string")),
            Map.entry("Text", Set.of("string")),
            Map.entry("TextArea", Set.of("textarea")),
            Map.entry("LongTextArea", Set.of("textarea")),
            Map.entry("Html", Set.of("textarea")),
            Map.entry("Checkbox", Set.of("boolean")),
            Map.entry("Number", Set.of("double", "int")),
            Map.entry("Currency", Set.of("currency")),
            Map.entry("Percent", Set.of("percent")),
            Map.entry("Date", Set.of("date")),
            Map.entry("DateTime", Set.of("datetime")),
            Map.entry("Time", Set.of("time")),
            Map.entry("Email", Set.of("email")),
            Map.entry("Phone", Set.of("phone")),
            Map.entry("Url", Set.of("url")),
            Map.entry("Picklist", Set.of("picklist", "combobox")),
            Map.entry("MultiselectPicklist", Set.of("multipicklist")),
            Map.entry("Lookup", Set.of("reference")),
            Map.entry("Hierarchy", Set.of("reference")),
            Map.entry("MasterDetail", Set.of("reference")));

    /** Empty where the target has no such field or does not tell. */
    static Optional<FieldKind> in(TargetFacts target, Fields.Field field) {
        return target.describe(field.object())
                .flatMap(described -> described.field(field.name()))
                .filter(there -> !there.type().isEmpty())
                .map(FieldKind::of);
    }

    private static FieldKind of(ObjectDescription.Field field) {
        return new FieldKind(field.type(), field.masterDetail());
    }

    boolean differsFrom(Fields.Field field) {
        Set<String> same = DESCRIBED.get(field.type());
        return same != null && !same.contains(type);
    }

    boolean isRelationshipSwitch(Fields.Field field) {
        return type.equals("reference")
                && (masterDetail && field.type().equals("Lookup")
                        || !masterDetail && field.type().equals("MasterDetail"));
    }

    String words() {
        return type.equals("reference") ? masterDetail ? "MasterDetail" : "Lookup" : "of type " + type;
    }
}
