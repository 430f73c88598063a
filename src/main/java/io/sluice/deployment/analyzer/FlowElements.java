package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import java.util.HashSet;
import java.util.Set;

/** Flows that lead to an element that is not there, or have two elements of one name. */
@org.springframework.stereotype.Component
final class FlowElements implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "flow-elements",
            "Flow element is missing or named twice",
            "Flows that lead to an element that is not there, or have two elements of one name.",
            "Salesforce refuses such a flow; it comes from merging files by hand.",
            "Open the flow in the Flow Builder of the source, mend it there and save it.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("Flow") || file.root().isEmpty()) {
            return;
        }
        XmlNode flow = file.root().get();
        Set<String> names = new HashSet<>();
        for (XmlNode element : flow.children()) {
            element.value("name")
                    .filter(name -> !element.name().equals("processMetadataValues"))
                    .ifPresent(name -> {
                        if (!names.add(name)) {
                            report.add(
                                    file.component(), element, "Two elements of the flow have the name " + name + ".");
                        }
                    });
        }
        flow.all("targetReference").stream()
                .filter(target -> !names.contains(target.text()))
                .forEach(target -> report.add(
                        file.component(),
                        target,
                        "The flow leads to the element " + target.text() + ", which it has not."));
    }
}
