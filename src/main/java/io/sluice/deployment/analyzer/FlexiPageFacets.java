package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lightning pages with facets that nothing shows, or that are shown and not there. */
@org.springframework.stereotype.Component
final class FlexiPageFacets implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "flexipage-facets",
            "Facet of a Lightning page is missing or unused",
            "Lightning pages with facets that nothing shows, or that are shown and not there.",
            "A facet is a part of a page that a component shows; Salesforce refuses a page where the two do "
                    + "not fit.",
            "Open the page in the Lightning App Builder of the source, save it, and push it again.");

    /** As the Lightning App Builder names them. */
    private static final Pattern FACET = Pattern.compile("Facet-[0-9a-fA-F-]{36}");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        if (!file.component().type().equals("FlexiPage") || file.root().isEmpty()) {
            return;
        }
        XmlNode page = file.root().get();
        Set<String> there = new TreeSet<>();
        page.children("flexiPageRegions").stream()
                .filter(region -> region.value("type").filter("Facet"::equals).isPresent())
                .forEach(region -> region.value("name").ifPresent(there::add));
        Set<String> shown = new TreeSet<>();
        page.all("value").stream()
                .map(XmlNode::text)
                .filter(FACET.asMatchPredicate())
                .forEach(shown::add);
        shown.stream()
                .filter(each -> !there.contains(each))
                .forEach(each ->
                        report.add(file.component(), "The page shows the facet " + each + ", which it has not."));
        Set<String> texts = page.all("value").stream().map(XmlNode::text).collect(Collectors.toSet());
        there.stream()
                .filter(each -> !texts.contains(each))
                .forEach(each -> report.add(file.component(), "Nothing on the page shows its facet " + each + "."));
    }
}
