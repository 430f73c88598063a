package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;

/** List views of "my" records of an object whose records have no owner. */
@org.springframework.stereotype.Component
final class ListViewOfMine implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "list-view-of-mine",
            "List view of my records without owners",
            "List views of \"my\" records of an object whose records have no owner.",
            "Records of the detail side of a master-detail relationship have no owner, so nothing is mine; "
                    + "Salesforce refuses the view.",
            "Let the list view show all records.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("CustomObject") || file.root().isEmpty()) {
            return;
        }
        XmlNode object = file.root().get();
        boolean detail = object.value("sharingModel")
                        .filter("ControlledByParent"::equals)
                        .isPresent()
                || object.children("fields").stream().anyMatch(field -> field.value("type")
                        .filter("MasterDetail"::equals)
                        .isPresent());
        if (detail) {
            object.children("listViews").stream()
                    .filter(view ->
                            view.value("filterScope").filter("Mine"::equals).isPresent())
                    .forEach(view -> report.add(
                            file.component(),
                            view,
                            "The list view " + view.value("fullName").orElse("?")
                                    + " shows my records, but records of this object have no owner."));
        }
    }
}
