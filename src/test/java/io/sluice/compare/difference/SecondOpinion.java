package io.sluice.compare.difference;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;
import org.xmlunit.diff.Comparison;
import org.xmlunit.diff.ComparisonType;
import org.xmlunit.diff.DefaultNodeMatcher;

/** Compares two files by XMLUnit, and asks whether it and Sluice found the same. */
final class SecondOpinion {

    /** Of its own, and not taken from Sluice's rules. */
    private static final List<String> KEYS = List.of(
            "fullName",
            "name",
            "field",
            "object",
            "apexClass",
            "apexPage",
            "tab",
            "application",
            "layout",
            "recordType",
            "relatedList",
            "column",
            "label",
            "masterLabel",
            "actionName");

    private SecondOpinion() {}

    /** What one of the two found and the other did not; empty where they agree. */
    static List<String> disagreements(byte[] source, byte[] target, ComponentDifferences found) {
        List<Comparison> theirs = byXmlUnit(source, target);
        List<String> disagreements = new ArrayList<>();
        for (Comparison each : theirs) {
            if (found.differences().stream().noneMatch(difference -> tells(difference, each))) {
                disagreements.add("Only XMLUnit: " + each);
            }
        }
        for (Difference each : found.differences()) {
            boolean known = theirs.stream().anyMatch(comparison -> tells(each, comparison) || isAt(each, comparison));
            if (!known && each.kind() != Difference.Kind.MOVED) {
                disagreements.add("Only Sluice: " + each.words());
            }
        }
        return disagreements;
    }

    static List<Comparison> byXmlUnit(byte[] source, byte[] target) {
        List<Comparison> found = new ArrayList<>();
        DiffBuilder.compare(Input.fromStream(new ByteArrayInputStream(target)))
                .withTest(Input.fromStream(new ByteArrayInputStream(source)))
                .ignoreComments()
                .ignoreWhitespace()
                .checkForSimilar()
                .withNodeMatcher(new DefaultNodeMatcher(SecondOpinion::areOne))
                .build()
                .getDifferences()
                .forEach(each -> found.add(each.getComparison()));
        return found.stream()
                .filter(each ->
                        each.getType() == ComparisonType.TEXT_VALUE || each.getType() == ComparisonType.CHILD_LOOKUP)
                .toList();
    }

    private static boolean areOne(Element one, Element other) {
        if (!one.getLocalName().equals(other.getLocalName())) {
            return false;
        }
        if (!(one.getParentNode() instanceof Element) || !(other.getParentNode() instanceof Element)) {
            return true;
        }
        boolean alone = siblings(one) == 1 && siblings(other) == 1;
        if (Documents.isLeaf(one) || Documents.isLeaf(other)) {
            return Documents.isLeaf(one)
                    && Documents.isLeaf(other)
                    && (alone || one.getTextContent().equals(other.getTextContent()));
        }
        return alone || key(one).equals(key(other));
    }

    private static long siblings(Element element) {
        return Documents.children((Element) element.getParentNode()).stream()
                .filter(each -> each.getLocalName().equals(element.getLocalName()))
                .count();
    }

    private static Optional<String> key(Element element) {
        if (element.getLocalName().equals("itemInstances")) {
            return Documents.all(element, each -> each.getLocalName().equals("identifier")).stream()
                    .findFirst()
                    .map(Node::getTextContent);
        }
        return KEYS.stream()
                .flatMap(key -> Documents.children(element).stream()
                        .filter(child -> child.getLocalName().equals(key)))
                .findFirst()
                .map(Node::getTextContent);
    }

    private static boolean tells(Difference difference, Comparison comparison) {
        List<String> values = values(comparison);
        return !values.isEmpty()
                        && values.stream().allMatch(value -> said(difference).anyMatch(said -> said.contains(value)))
                || isAt(difference, comparison);
    }

    /** Texts that differ, or the texts by which people know an element that only one side has. */
    private static List<String> values(Comparison comparison) {
        return Stream.of(comparison.getControlDetails(), comparison.getTestDetails())
                .filter(details -> details.getTarget() != null)
                .map(details -> details.getTarget() instanceof Element element
                        ? (Documents.isLeaf(element)
                                ? element.getTextContent()
                                : key(element).orElse(""))
                        : String.valueOf(details.getValue()))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Whether one of the last two steps of a difference's path is an element on the way to what XMLUnit found. */
    private static boolean isAt(Difference difference, Comparison comparison) {
        String step = difference.path().replaceAll("\\[[^\\]]*\\]", "").replaceAll(" \\(.*\\)$", "");
        List<String> steps = List.of(step.split("\\.", -1));
        List<String> last = steps.subList(Math.max(0, steps.size() - 2), steps.size());
        return Stream.of(comparison.getControlDetails(), comparison.getTestDetails())
                .map(details -> details.getXPath())
                .filter(Objects::nonNull)
                .anyMatch(path -> last.stream().anyMatch(each -> path.contains("/" + each + "[")));
    }

    private static Stream<String> said(Difference difference) {
        return Stream.of(difference.path(), difference.words(), difference.source(), difference.target())
                .filter(Objects::nonNull);
    }
}
