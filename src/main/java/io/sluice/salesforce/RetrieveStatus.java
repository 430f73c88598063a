package io.sluice.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Asks how a retrieve is. Of one that is done the org also tells a dozen facts of each file, thousands of times, which are read
 * past.
 */
final class RetrieveStatus {

    /** What is told of each file. */
    static final String FILE_PROPERTIES = "fileProperties";

    private final SoapStream soap;

    RetrieveStatus(SoapStream soap) {
        this.soap = soap;
    }

    RetrieveProgress read(String id) {
        String body = "<m:checkRetrieveStatus><m:asyncProcessId>" + SoapStream.escape(id)
                + "</m:asyncProcessId><m:includeZip>false</m:includeZip></m:checkRetrieveStatus>";
        return soap.ask(
                new SoapStream.Question(
                        "Asking for retrieve " + id, body, "; ask again", true, Set.of(FILE_PROPERTIES)),
                (xml, address) -> answer(xml));
    }

    private static RetrieveProgress answer(XMLStreamReader xml) throws XMLStreamException {
        boolean done = false;
        boolean success = false;
        String status = "";
        String code = null;
        String text = null;
        List<String> messages = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "done" -> done = isTrue(xml);
                case "success" -> success = isTrue(xml);
                case "status" -> status = xml.getElementText();
                case "errorStatusCode" -> code = filled(xml);
                case "errorMessage" -> text = filled(xml);
                case "messages" -> messages.add(message(xml));
                case FILE_PROPERTIES -> skip(xml);
                default -> {
                    // The element around all, and the id that was asked for.
                }
            }
        }
        return new RetrieveProgress(
                done, success, status.isEmpty() ? done ? "Done" : "InProgress" : status, messages, error(code, text));
    }

    private static String message(XMLStreamReader xml) throws XMLStreamException {
        String file = "";
        String problem = "";
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "fileName" -> file = xml.getElementText();
                    case "problem" -> problem = xml.getElementText();
                    default -> skip(xml);
                }
            }
        }
        return file + ": " + problem;
    }

    /** Reads past the element at whose beginning the reader stands. */
    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    private static boolean isTrue(XMLStreamReader xml) throws XMLStreamException {
        String said = xml.getElementText().strip();
        return said.equals("true") || said.equals("1");
    }

    private static @Nullable String filled(XMLStreamReader xml) throws XMLStreamException {
        String said = xml.getElementText();
        return said.isBlank() ? null : said;
    }

    /** Code and text; an org's text often begins with the code already. */
    private static @Nullable String error(@Nullable String code, @Nullable String text) {
        if (code == null) {
            return text;
        }
        String said = Objects.requireNonNullElse(text, "no reason given");
        return said.startsWith(code + ": ") ? said : code + ": " + said;
    }
}
