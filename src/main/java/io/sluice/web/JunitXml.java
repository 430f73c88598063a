package io.sluice.web;

import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.TestResult;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A log in the XML that JUnit's runners write and CI servers read: a suite of components, a suite for each class of tests,
 * and one for coverage. An attempt that does not count has a failed case in any case, whatever the org called it.
 */
final class JunitXml {

    /** What XML 1.0 can't hold. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private JunitXml() {}

    /** @param failure null where it passed */
    private record Case(
            String group,
            String name,
            long millis,
            @Nullable String failure,
            String kind,
            String details) {}

    static String of(LogDownloads.WholeLog whole) {
        Map<String, List<Case>> suites = suites(whole);
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            List<Case> all = suites.values().stream().flatMap(List::stream).toList();
            counts(xml, whole.log().deployment() + " attempt " + whole.log().number(), all);
            for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
                suite(xml, suite.getKey(), suite.getValue(), whole.log());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A log can't be written as XML", e);
        }
        return out.toString();
    }

    private static Map<String, List<Case>> suites(LogDownloads.WholeLog whole) {
        Map<String, List<Case>> suites = new LinkedHashMap<>();
        whole.components().forEach(one -> add(suites, "Components", component(one)));
        whole.tests().forEach(one -> add(suites, one.className(), test(one)));
        whole.log().failures().stream()
                .filter(group -> group.about().equals("coverage"))
                .forEach(group -> group.where()
                        .forEach(where -> add(
                                suites,
                                "Code coverage",
                                new Case(
                                        "Coverage",
                                        where.subject().isEmpty() ? "all Apex" : where.subject(),
                                        0,
                                        group.message(),
                                        "coverage",
                                        group.message()))));
        boolean failed = suites.values().stream().flatMap(List::stream).anyMatch(one -> one.failure() != null);
        boolean endedBadly = whole.log().ended() && !whole.log().counts();
        if (suites.isEmpty() || endedBadly && !failed) {
            String message = Objects.requireNonNullElse(
                    whole.log().message(), whole.log().result());
            add(
                    suites,
                    "Result",
                    new Case("Deployment", whole.log().kind(), 0, endedBadly ? message : null, "result", message));
        }
        return suites;
    }

    private static void add(Map<String, List<Case>> suites, String suite, Case one) {
        suites.computeIfAbsent(suite, name -> new ArrayList<>()).add(one);
    }

    private static Case component(ComponentResult one) {
        boolean failed = one.became() == Became.FAILED;
        String place = one.fileName() + (one.line() > 0 ? ":" + one.line() + ":" + one.column() : "");
        String problem = Objects.requireNonNullElse(one.problem(), "");
        return new Case(
                "Components." + (one.type().isEmpty() ? "Package" : one.type()),
                one.fullName(),
                0,
                failed ? problem : null,
                Objects.requireNonNullElse(one.problemType(), "Error"),
                place + "\n" + problem);
    }

    private static Case test(TestResult one) {
        String message = Objects.requireNonNullElse(one.message(), "");
        return new Case(
                one.className(),
                one.methodName(),
                one.millis(),
                one.passed() ? null : message,
                "ApexTestFailure",
                message + "\n" + Objects.requireNonNullElse(one.stackTrace(), ""));
    }

    private static void suite(XMLStreamWriter xml, String name, List<Case> cases, LogView log)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        counts(xml, name, cases);
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("timestamp", log.startedAt().toString().substring(0, 19));
        xml.writeAttribute("hostname", clean(log.target()));
        for (Case one : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(one.group()));
            xml.writeAttribute("name", clean(one.name()));
            xml.writeAttribute("time", seconds(one.millis()));
            if (one.failure() != null) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", clean(one.failure()));
                xml.writeAttribute("type", clean(one.kind()));
                xml.writeCharacters(clean(one.details()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, String name, List<Case> cases) throws XMLStreamException {
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(
                        cases.stream().filter(one -> one.failure() != null).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute(
                "time", seconds(cases.stream().mapToLong(Case::millis).sum()));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private static String clean(String text) {
        return NO_XML.matcher(text).replaceAll("?");
    }
}
