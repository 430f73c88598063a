package io.sluice.metadata;

import java.util.List;
import java.util.Optional;

/** What an object names; each field, list view and so on names on its own account. */
final class ObjectReferences {

    private ObjectReferences() {}

    static void read(PackagePath place, XmlNode root, ReferenceSink sink) {
        String object = place.fullName();
        List<MetadataType> children = MetadataTypes.childrenOf("CustomObject");
        for (XmlNode element : root.children()) {
            ReferenceSink own =
                    ChildComponents.of(place, children, element).map(sink::of).orElse(sink);
            switch (element.name()) {
                case "fields" -> field(object, element, own);
                case "validationRules" -> {
                    own.formula(object, element.value("errorConditionFormula"), "errorConditionFormula");
                    own.field(object, element.value("errorDisplayField"), "errorDisplayField");
                }
                case "recordTypes" -> recordType(object, element, own);
                case "listViews" -> listView(object, element, own);
                case "webLinks" -> {
                    own.add("ApexPage", element.value("page"), "page");
                    own.mergeFields(object, element.value("url").orElse(""), "url");
                }
                case "fieldSets" -> {
                    XmlReferences.each(
                            element,
                            "displayedFields",
                            item -> own.field(object, item.value("field"), "displayedFields"));
                    XmlReferences.each(
                            element,
                            "availableFields",
                            item -> own.field(object, item.value("field"), "availableFields"));
                }
                case "compactLayouts" ->
                    XmlReferences.each(
                            element, "fields", leaf -> own.field(object, leaf.text(), "compactLayouts/fields"));
                case "actionOverrides" -> XmlReferences.actionOverride(element, own);
                case "searchLayouts" -> searchLayouts(object, element, own);
                case "compactLayoutAssignment" ->
                    own.add("CompactLayout", object + "." + element.text(), "compactLayoutAssignment");
                case "externalDataSource" -> own.add("ExternalDataSource", element.text(), "externalDataSource");
                default -> {
                    // Labels, switches and the name field name nothing.
                }
            }
        }
    }

    private static void field(String object, XmlNode field, ReferenceSink sink) {
        sink.object(field.value("referenceTo"), "referenceTo");
        sink.add("GlobalValueSet", field.value("valueSet.valueSetName"), "valueSet/valueSetName");
        sink.field(object, field.value("valueSet.controllingField"), "valueSet/controllingField");
        sink.field(object, field.value("controllingField"), "controllingField");
        sink.formula(object, field.value("formula"), "formula");
        sink.formula(object, field.value("defaultValue"), "defaultValue");
        sink.field("", field.value("summaryForeignKey"), "summaryForeignKey");
        sink.field("", field.value("summarizedField"), "summarizedField");
        XmlReferences.each(
                field, "summaryFilterItems", item -> sink.field("", item.value("field"), "summaryFilterItems"));
        for (XmlNode filter : field.children("lookupFilter")) {
            XmlReferences.each(filter, "filterItems", item -> {
                sourceOrField(object, item.value("field"), sink);
                sourceOrField(object, item.value("valueField"), sink);
            });
        }
    }

    /** A lookup filter names fields of the record itself by {@code $Source}, others by their object. */
    private static void sourceOrField(String object, Optional<String> name, ReferenceSink sink) {
        if (name.isEmpty()) {
            return;
        }
        if (name.get().startsWith("$Source.")) {
            sink.field(object, name.get().substring("$Source.".length()), "lookupFilter");
        } else if (!name.get().startsWith("$")) {
            sink.field("", name.get(), "lookupFilter");
        }
    }

    private static void recordType(String object, XmlNode type, ReferenceSink sink) {
        XmlReferences.each(
                type,
                "picklistValues",
                values -> sink.field(object, values.value("picklist"), "picklistValues/picklist"));
        sink.add("BusinessProcess", type.value("businessProcess").map(name -> object + "." + name), "businessProcess");
        sink.add(
                "CompactLayout",
                type.value("compactLayoutAssignment").map(name -> object + "." + name),
                "compactLayoutAssignment");
    }

    private static void listView(String object, XmlNode view, ReferenceSink sink) {
        XmlReferences.each(view, "columns", leaf -> custom(object, leaf.text(), "columns", sink));
        XmlReferences.each(view, "filters", filter -> filter.value("field")
                .ifPresent(name -> custom(object, name, "filters", sink)));
        sink.add("Queue", view.value("queue"), "queue");
        XmlReferences.each(view, "sharedTo", shared -> XmlReferences.sharedTo(shared, sink, "sharedTo"));
    }

    private static void searchLayouts(String object, XmlNode layouts, ReferenceSink sink) {
        for (XmlNode leaf : layouts.children()) {
            boolean button = leaf.name().endsWith("Buttons");
            if (leaf.name().equals("searchResultsCustomButtons") || leaf.name().equals("listViewButtons")) {
                sink.add("WebLink", object + "." + leaf.text(), "searchLayouts/" + leaf.name());
            } else if (!button) {
                custom(object, leaf.text(), "searchLayouts/" + leaf.name(), sink);
            }
        }
    }

    /** Columns have names of their own for standard fields; only custom ones are field names. */
    private static void custom(String object, String name, String where, ReferenceSink sink) {
        if (name.contains("__")) {
            sink.field(object, name, where);
        }
    }
}
