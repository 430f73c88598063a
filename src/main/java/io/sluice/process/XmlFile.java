package io.sluice.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A model file, read without any of XML's ways to reach other files. */
record XmlFile(Element root) {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

    static XmlFile read(byte[] content) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return new XmlFile(builder.parse(new ByteArrayInputStream(content)).getDocumentElement());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser of this Java can't be made safe", e);
        }
    }

    /** Every element with this local name, in the order of the file. */
    List<Element> all(String localName) {
        NodeList found = root.getElementsByTagNameNS("*", localName);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    static String camunda(Element element, String attribute) {
        return element.getAttributeNS(CAMUNDA, attribute);
    }

    /** What people call the element that this one is or belongs to. */
    static String named(Element element) {
        Optional<Element> outer = Optional.of(element);
        while (outer.isPresent()) {
            Element now = outer.get();
            if (!now.getAttribute("name").isBlank() && (BPMN.equals(now.getNamespaceURI()) || isDecision(now))) {
                return "\"" + now.getAttribute("name").replaceAll("\\s+", " ") + "\"";
            }
            if (BPMN.equals(now.getNamespaceURI()) && !now.getAttribute("id").isBlank() && isFlowNode(now)) {
                return "the " + now.getLocalName() + " without a name (id " + now.getAttribute("id") + ")";
            }
            Node parent = now.getParentNode();
            outer = parent instanceof Element up ? Optional.of(up) : Optional.empty();
        }
        return "the file";
    }

    private static boolean isDecision(Element element) {
        return element.getLocalName().equals("decision");
    }

    private static boolean isFlowNode(Element element) {
        String name = element.getLocalName();
        return name.endsWith("Event") || name.endsWith("Gateway") || name.endsWith("ask") || name.endsWith("Activity");
    }

    /** Without it the parser writes to the standard error stream before it throws. */
    private static final class Throwing implements ErrorHandler {
        @Override
        public void warning(SAXParseException warning) throws SAXException {
            throw warning;
        }

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException fatal) throws SAXException {
            throw fatal;
        }
    }
}
