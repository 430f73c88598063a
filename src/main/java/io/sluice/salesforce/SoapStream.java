package io.sluice.salesforce;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose answer may be too large for the memory: it is read while it arrives. A document type ends the reading, so that
 * an answer can neither fetch nor expand anything.
 *
 * <p>Uses the platform's older HTTP connection, because only there the read time-out also ends a stream that stalls.
 */
final class SoapStream {

    private static final XMLInputFactory XML = factory();

    private final OrgSession session;
    private final SalesforceSettings settings;
    private final String version;

    /** Reads one answer. */
    interface Answer<T> {

        /** @param xml stands before the first element of the SOAP body */
        T read(XMLStreamReader xml, URI address) throws XMLStreamException, IOException;
    }

    /**
     * What is asked.
     *
     * @param operation what messages call it
     * @param body content of the SOAP body, whose elements have the prefix {@code m}
     * @param advice what a message of a broken answer ends with
     * @param zipped whether the org may compress the answer
     * @param leftOut names of elements that nobody reads
     */
    record Question(String operation, String body, String advice, boolean zipped, Set<String> leftOut) {

        Question(String operation, String body, String advice, boolean zipped) {
            this(operation, body, advice, zipped, Set.of());
        }
    }

    /** The org no longer takes the token; nothing was handed out. */
    private static final class SessionOver extends Exception {
        private static final long serialVersionUID = 1L;
    }

    SoapStream(OrgSession session, SalesforceSettings settings, String version) {
        this.session = session;
        this.settings = settings;
        this.version = version;
    }

    <T> T ask(Question question, Answer<T> answer) {
        OrgSession.Tokens tokens = session.tokens();
        while (true) {
            try {
                return ask(tokens.now(), question, answer);
            } catch (SessionOver over) {
                if (!tokens.renew()) {
                    throw Refusals.of(
                            question.operation(),
                            tokens.now().instance().getHost(),
                            new Refusals.Said(Refusals.INVALID_SESSION, "also with a new session"));
                }
            }
        }
    }

    private <T> T ask(AccessToken token, Question question, Answer<T> answer) throws SessionOver {
        URI address = SoapApi.endpoint(token, version);
        HttpURLConnection connection = null;
        boolean whole = false;
        try {
            connection = send(address, question, envelope(token, question.body()));
            boolean failed = connection.getResponseCode() >= 400;
            try (InputStream body = failed ? connection.getErrorStream() : connection.getInputStream()) {
                if (body == null) {
                    throw unreadable(
                            question, address, "HTTP " + connection.getResponseCode() + " without content", null);
                }
                boolean zipped = "gzip".equalsIgnoreCase(connection.getContentEncoding());
                InputStream plain = zipped ? new GZIPInputStream(body, 65_536) : body;
                Set<String> leftOut = question.leftOut();
                T read = read(
                        question,
                        address,
                        new Open(leftOut.isEmpty() ? plain : new WithoutElements(plain, leftOut)),
                        answer);
                // Read to its end the connection serves the next call.
                body.transferTo(OutputStream.nullOutputStream());
                whole = true;
                return read;
            }
        } catch (XMLStreamException e) {
            Throwable cause = e.getNestedException() instanceof IOException io ? io : e;
            throw unreadable(
                    question,
                    address,
                    "it broke off or is no XML, " + cause.getClass().getSimpleName(),
                    e);
        } catch (IOException e) {
            throw Refusals.network(question.operation(), address, e);
        } finally {
            if (connection != null && !whole) {
                connection.disconnect();
            }
        }
    }

    private <T> T read(Question question, URI address, InputStream body, Answer<T> answer)
            throws XMLStreamException, IOException, SessionOver {
        XMLStreamReader xml = XML.createXMLStreamReader(body);
        while (xml.hasNext()) {
            int event = xml.next();
            refuseDocumentType(question, address, event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("Fault")) {
                    throw fault(question, address, xml);
                }
                if (!xml.getLocalName().equals("Envelope")
                        && !xml.getLocalName().equals("Body")) {
                    session.answered();
                    return answer.read(xml, address);
                }
            }
        }
        throw unreadable(question, address, "it has no content", null);
    }

    private OrgException fault(Question question, URI address, XMLStreamReader xml)
            throws XMLStreamException, SessionOver {
        String code = "";
        String message = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "faultcode" -> code = Soap.withoutPrefix(xml.getElementText());
                    case "faultstring" -> message = xml.getElementText();
                    default -> {
                        // The detail says both once more.
                    }
                }
            }
        }
        if (Soap.isSessionOver(code, message)) {
            throw new SessionOver();
        }
        return session.refusal(
                question.operation(), address.getHost(), new Refusals.Said(code, Soap.words(message, code)));
    }

    private static void refuseDocumentType(Question question, URI address, int event) {
        if (event == XMLStreamConstants.DTD) {
            throw unreadable(question, address, "it has a document type", null);
        }
    }

    private HttpURLConnection send(URI address, Question question, String envelope) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) settings.connectTimeout().toMillis());
        connection.setReadTimeout((int) settings.readTimeout().toMillis());
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/xml; charset=UTF-8");
        connection.setRequestProperty("SOAPAction", "\"\"");
        if (question.zipped()) {
            connection.setRequestProperty("Accept-Encoding", "gzip");
        }
        byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
        // With a fixed length the platform never sends the call twice by itself.
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return connection;
    }

    private static String envelope(AccessToken token, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://soap.sforce.com/2006/04/metadata\"><soapenv:Header><m:SessionHeader><m:sessionId>"
                + escape(token.value())
                + "</m:sessionId></m:SessionHeader></soapenv:Header><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
    }

    /** Text as the content of an element. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static OrgException unreadable(Question question, URI address, String why, @Nullable Throwable cause) {
        return new OrgException(
                Refusals.NETWORK,
                question.operation() + " at " + address.getHost() + " got no whole answer: " + why + question.advice(),
                false,
                cause == null ? new IOException(why) : cause);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // A long text must come in pieces.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Stays open when the XML's reader has come to its end, so that what follows can be read too. */
    private static final class Open extends FilterInputStream {

        Open(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Whoever opened the stream closes it.
        }
    }
}
