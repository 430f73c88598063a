package io.sluice.rehearsal.org;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipInputStream;

/** A client of the metadata API that takes answers as bytes and reads no more of them than it must. */
final class RawClient {
    /** An org that ran out of memory no longer answers. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String OPEN = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\"><soapenv:Header><SessionHeader><sessionId>";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI door;
    private final String session;

    RawClient(RehearsalOrg org) throws IOException, InterruptedException {
        door = org.address().resolve("/services/Soap/m/62.0");
        session = new OrgClient(org)
                .login("rehearsal-client", "rehearsal-secret")
                .get("access_token")
                .asText();
    }

    /** The answer to {@code listMetadata}. */
    byte[] list(String type) throws IOException, InterruptedException {
        return say("<listMetadata><queries><type>" + type + "</type></queries>"
                + "<asOfVersion>62.0</asOfVersion></listMetadata>");
    }

    /** The last answer to {@code checkRetrieveStatus}, zip included; the org is stepped by hand. */
    byte[] retrieve(RehearsalOrg org, String type) throws IOException, InterruptedException {
        byte[] asked = say("<retrieve><retrieveRequest><apiVersion>62.0</apiVersion>"
                + "<singlePackage>true</singlePackage><unpackaged><types><members>*</members><name>" + type
                + "</name></types><version>62.0</version></unpackaged></retrieveRequest></retrieve>");
        String id = between(asked, "<id>", "</id>");
        org.step();
        org.step();
        return say("<checkRetrieveStatus><asyncProcessId>" + id + "</asyncProcessId>"
                + "<includeZip>true</includeZip></checkRetrieveStatus>");
    }

    private byte[] say(String operation) throws IOException, InterruptedException {
        String envelope = OPEN + session + "</sessionId></SessionHeader></soapenv:Header><soapenv:Body>" + operation
                + "</soapenv:Body></soapenv:Envelope>";
        var answer = http.send(
                HttpRequest.newBuilder(door)
                        .header("Content-Type", "text/xml;charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofString(envelope))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "Status %d: %s".formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body();
    }

    /** How often an element begins in an answer. */
    static int count(byte[] answer, String element) {
        String text = new String(answer, StandardCharsets.UTF_8);
        int found = 0;
        for (int at = text.indexOf("<" + element + ">"); at >= 0; at = text.indexOf("<" + element + ">", at + 1)) {
            found++;
        }
        return found;
    }

    /** The names in the zip of a retrieve's answer. */
    static List<String> zipped(byte[] answer) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(between(answer, "<zipFile>", "</zipFile>"));
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static String between(byte[] answer, String from, String to) throws IOException {
        String text = new String(answer, StandardCharsets.UTF_8);
        int start = text.indexOf(from);
        int end = text.indexOf(to, start + 1);
        if (start < 0 || end < 0) {
            throw new IOException("No " + from + " in " + text.substring(0, Math.min(500, text.length())));
        }
        return text.substring(start + from.length(), end);
    }
}
