package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.http.HttpMethod;

/** SOAP {@code login()} at the partner door. */
final class SoapLogin {

    private static final XMLInputFactory XML = factory();

    private SoapLogin() {}

    /** The fields of the answer that matter here, by their name; those of a fault among them. */
    static Map<String, String> ask(Http http, SoapPassword credentials, String apiVersion) {
        URI address = credentials.myDomain().resolve("/services/Soap/u/" + version(http, credentials, apiVersion));
        Http.Answer answer = http.soap(
                "The log-in",
                address,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                        + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:p=\"urn:partner.soap.sforce.com\"><soapenv:Body><p:login><p:username>"
                        + escape(credentials.username()) + "</p:username><p:password>" + escape(credentials.password())
                        + "</p:password></p:login></soapenv:Body></soapenv:Envelope>");
        Map<String, String> fields = read(answer);
        if (!fields.containsKey("faultcode") && !fields.containsKey("sessionId")) {
            throw Refusals.noOrg(answer);
        }
        return fields;
    }

    /** The lower of the wanted version and the org's newest, which it tells without a session. */
    private static String version(Http http, SoapPassword credentials, String wanted) {
        Http.Answer answer = http.open(
                "Asking for the API versions",
                HttpMethod.GET,
                credentials.myDomain().resolve("/services/data/"));
        JsonNode offered = Json.read(answer.body()).orElseThrow(() -> Refusals.noOrg(answer));
        if (!answer.ok()) {
            throw Refusals.of(answer);
        }
        String newest = RealSalesforce.newest(offered);
        return new BigDecimal(wanted).compareTo(new BigDecimal(newest)) <= 0 ? wanted : newest;
    }

    private static Map<String, String> read(Http.Answer answer) {
        Map<String, String> fields = new HashMap<>();
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(answer.body()));
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw Refusals.noOrg(answer);
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    switch (name) {
                        case "sessionId", "serverUrl", "passwordExpired", "faultcode", "faultstring" ->
                            fields.putIfAbsent(name, xml.getElementText());
                        default -> {
                            // The rest is about how the user likes dates and money.
                        }
                    }
                }
            }
        } catch (XMLStreamException notXml) {
            throw Refusals.noOrg(answer);
        }
        return fields;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
