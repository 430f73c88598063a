package io.sluice.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Fetches the zip of a retrieve as it arrives: the answer is one SOAP message whose {@code zipFile} is base64 text of up
 * to 50 MB, of which only a few kilobytes are in memory at a time.
 */
final class ZipDownload {

    private final OrgSession session;
    private final SoapStream soap;

    ZipDownload(OrgSession session, SoapStream soap) {
        this.session = session;
        this.soap = soap;
    }

    <T> T read(String retrieveId, ZipReader<T> reader) {
        String body = "<m:checkRetrieveStatus><m:asyncProcessId>" + SoapStream.escape(retrieveId)
                + "</m:asyncProcessId><m:includeZip>true</m:includeZip></m:checkRetrieveStatus>";
        return soap.ask(
                new SoapStream.Question(
                        operation(retrieveId),
                        body,
                        "; start the retrieve again",
                        false,
                        Set.of(RetrieveStatus.FILE_PROPERTIES)),
                (xml, address) -> answer(retrieveId, address, xml, reader));
    }

    private <T> T answer(String retrieveId, URI address, XMLStreamReader xml, ZipReader<T> reader)
            throws XMLStreamException, IOException {
        String code = "";
        String message = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "errorStatusCode" -> code = xml.getElementText();
                case "errorMessage" -> message = xml.getElementText();
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

    private static String operation(String retrieveId) {
        return "Fetching the zip of retrieve " + retrieveId;
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
