package io.sluice.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the zip of a retrieve as it arrives: the answer is one SOAP message whose {@code zipFile} is base64 text of up
 * to 50 MB, of which only a few kilobytes are in memory at a time.
 *
 * <p>Uses the platform's older HTTP connection, because only there the read time-out also ends a stream that stalls.
 */
final class ZipDownload {

    private static final XMLInputFactory XML = factory();

    private final OrgSession session;
    private final SalesforceSettings settings;
    private final String version;

    /** The org no longer takes the token; nothing was handed out. */
    private static final class SessionOver extends Exception {
        private static final long serialVersionUID = 1L;
    }

    ZipDownload(OrgSession session, SalesforceSettings settings, String version) {
        this.session = session;
        this.settings = settings;
        this.version = version;
    }

    <T> T read(String retrieveId, ZipReader<T> reader) {
        AccessToken token = session.token();
        try {
            return read(token, retrieveId, reader);
        } catch (SessionOver over) {
            AccessToken renewed = session.renew(token);
            try {
                return read(renewed, retrieveId, reader);
            } catch (SessionOver again) {
                throw Refusals.of(
                        operation(retrieveId),
                        renewed.instance().getHost(),
                        new Refusals.Said(Refusals.INVALID_SESSION, "also with a new session"));
            }
        }
    }

    private <T> T read(AccessToken token, String retrieveId, ZipReader<T> reader) throws SessionOver {
        URI address = SoapApi.endpoint(token, version);
        HttpURLConnection connection = null;
        try {
            connection = send(address, envelope(token, retrieveId));
            boolean failed = connection.getResponseCode() >= 400;
            try (InputStream body = failed ? connection.getErrorStream() : connection.getInputStream()) {
                if (body == null) {
                    throw unreadable(retrieveId, address, "HTTP " + connection.getResponseCode() + " without content");
                }
                return answer(retrieveId, address, body, reader);
            }
        } catch (XMLStreamException e) {
            Throwable cause = e.getNestedException() instanceof IOException io ? io : e;
            throw unreadable(
                    retrieveId,
                    address,
                    "it broke off or is no XML, " + cause.getClass().getSimpleName(),
                    e);
        } catch (IOException e) {
            throw Refusals.network(operation(retrieveId), address, e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private <T> T answer(String retrieveId, URI address, InputStream body, ZipReader<T> reader)
            throws XMLStreamException, SessionOver, IOException {
        XMLStreamReader xml = XML.createXMLStreamReader(body);
        String code = "";
        String message = "";
        boolean fault = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw unreadable(retrieveId, address, "it has a document type");
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "Fault" -> fault = true;
                case "faultcode", "errorStatusCode" -> code = Soap.withoutPrefix(xml.getElementText());
                case "faultstring", "errorMessage" -> message = xml.getElementText();
                case "zipFile" -> {
                    if (!"true".equals(xml.getAttributeValue("http://www.w3.org/2001/XMLSchema-instance", "nil"))) {
                        return zip(retrieveId, address, xml, reader);
                    }
                }
                default -> {
                    // File properties and messages were read with the status.
                }
            }
        }
        if (fault && Soap.isSessionOver(code, message)) {
            throw new SessionOver();
        }
        if (!code.isEmpty()) {
            throw session.refusal(
                    operation(retrieveId), address.getHost(), new Refusals.Said(code, Soap.words(message, code)));
        }
        throw new OrgException(
                "NO_ZIP",
                operation(retrieveId) + " at " + address.getHost()
                        + " brought no zip: the org hands it out once, and only when the retrieve succeeded; start the retrieve again");
    }

    private <T> T zip(String retrieveId, URI address, XMLStreamReader xml, ZipReader<T> reader) throws IOException {
        ElementText text = new ElementText(xml);
        try (InputStream zip = Base64.getMimeDecoder().wrap(text)) {
            T result = reader.read(zip);
            // What the reader left is read too: only the closing element proves that all has come.
            zip.transferTo(OutputStream.nullOutputStream());
            text.failIfBroken();
            return result;
        } catch (IOException e) {
            text.failIfBroken();
            throw new OrgException(
                    "BROKEN_ZIP",
                    "The zip of retrieve " + retrieveId + " from " + address.getHost() + " could not be read: "
                            + e.getMessage(),
                    false,
                    e);
        }
    }

    private HttpURLConnection send(URI address, String envelope) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) settings.connectTimeout().toMillis());
        connection.setReadTimeout((int) settings.readTimeout().toMillis());
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/xml; charset=UTF-8");
        connection.setRequestProperty("SOAPAction", "\"\"");
        byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
        // With a fixed length the platform never sends the call twice by itself.
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return connection;
    }

    private static String envelope(AccessToken token, String retrieveId) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://soap.sforce.com/2006/04/metadata\"><soapenv:Header><m:SessionHeader><m:sessionId>"
                + escape(token.value())
                + "</m:sessionId></m:SessionHeader></soapenv:Header><soapenv:Body><m:checkRetrieveStatus><m:asyncProcessId>"
                + escape(retrieveId)
                + "</m:asyncProcessId><m:includeZip>true</m:includeZip></m:checkRetrieveStatus></soapenv:Body></soapenv:Envelope>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String operation(String retrieveId) {
        return "Fetching the zip of retrieve " + retrieveId;
    }

    private static OrgException unreadable(String retrieveId, URI address, String why) {
        return unreadable(retrieveId, address, why, null);
    }

    private static OrgException unreadable(String retrieveId, URI address, String why, @Nullable Throwable cause) {
        return new OrgException(
                Refusals.NETWORK,
                operation(retrieveId) + " at " + address.getHost() + " got no whole answer: " + why
                        + "; start the retrieve again",
                false,
                cause == null ? new IOException(why) : cause);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // The zip's text must come in pieces.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** The text of the element at which the reader stands, as it arrives. */
    private static final class ElementText extends InputStream {

        private final XMLStreamReader xml;
        private byte[] piece = new byte[0];
        private int at;
        private boolean ended;
        private Optional<IOException> broken = Optional.empty();

        ElementText(XMLStreamReader xml) {
            this.xml = xml;
        }

        void failIfBroken() throws IOException {
            if (broken.isPresent()) {
                throw broken.get();
            }
        }

        @Override
        public int read() throws IOException {
            return fill() ? piece[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, buffer, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            while (at == piece.length && !ended) {
                try {
                    int event = xml.next();
                    if (event == XMLStreamConstants.END_ELEMENT) {
                        ended = true;
                    } else if (event == XMLStreamConstants.CHARACTERS) {
                        piece = xml.getText().getBytes(StandardCharsets.ISO_8859_1);
                        at = 0;
                    } else {
                        throw new IOException("the zip's text has XML inside");
                    }
                } catch (XMLStreamException e) {
                    ended = true;
                    IOException cut = new IOException("the answer broke off inside the zip", e);
                    broken = Optional.of(cut);
                    throw cut;
                }
            }
            return at < piece.length;
        }
    }
}
