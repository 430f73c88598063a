package io.sluice.rehearsal.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the tests say to an org: the JDK's client for REST, Salesforce's own for SOAP. */
final class OrgClient {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    static final String NS = " xmlns=\"http://soap.sforce.com/2006/04/metadata\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String token;
    private String version = "62.0";

    OrgClient(RehearsalOrg org) throws IOException, InterruptedException {
        address = org.address();
        token = login("rehearsal-client", "rehearsal-secret")
                .get("access_token")
                .asText();
    }

    /** A client of an org that gets an object Invoice__c with the text fields Amount__c and Note__c before. */
    static OrgClient withInvoices(RehearsalOrg org) throws IOException, InterruptedException {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "") + text("Note__c", "")), "Dana Developer");
        return new OrgClient(org);
    }

    /** From now on speaks that API version. */
    OrgClient version(String other) {
        version = other;
        return this;
    }

    record Answer(int status, JsonNode json) {}

    JsonNode login(String id, String secret) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret;
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(address.resolve("/services/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    MetadataConnection soap() throws ConnectionException {
        return soap(token);
    }

    MetadataConnection soap(String session) throws ConnectionException {
        ConnectorConfig config = new ConnectorConfig();
        config.setServiceEndpoint(address + "/services/Soap/m/" + version);
        config.setSessionId(session);
        return new MetadataConnection(config);
    }

    Answer call(String method, String path, Object body) throws IOException, InterruptedException {
        return send(method, path, token, "application/json", body == null ? new byte[0] : JSON.writeValueAsBytes(body));
    }

    Answer callAs(String session, String path) throws IOException, InterruptedException {
        return send("GET", path, session, "application/json", new byte[0]);
    }

    private Answer send(String method, String path, String session, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", "Bearer " + session)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json")
                && !answer.body().isEmpty();
        return new Answer(
                answer.statusCode(),
                json ? JSON.readTree(answer.body()) : JSON.getNodeFactory().textNode(answer.body()));
    }

    Answer query(String soql) throws IOException, InterruptedException {
        return call(
                "GET",
                "/services/data/v" + version + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8),
                null);
    }

    Answer tooling(String soql) throws IOException, InterruptedException {
        return call(
                "GET",
                "/services/data/v" + version + "/tooling/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8),
                null);
    }

    /** Options that both kinds of org accept. */
    static ObjectNode options() {
        return JSON.createObjectNode().put("rollbackOnError", true).put("singlePackage", true);
    }

    Answer deploy(ObjectNode options, Map<String, String> files) throws IOException, InterruptedException {
        return deploy(options, zip(files));
    }

    Answer deploy(ObjectNode options, byte[] zip) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ObjectNode json = JSON.createObjectNode();
        json.set("deployOptions", options);
        body.writeBytes(
                ("--b0undary\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n"
                                + json
                                + "\r\n--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deploy.zip\"\r\nContent-Type: application/zip\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--b0undary--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                "/services/data/v" + version + "/metadata/deployRequest",
                token,
                "multipart/form-data; boundary=b0undary",
                body.toByteArray());
    }

    JsonNode status(String id) throws IOException, InterruptedException {
        return call(
                        "GET",
                        "/services/data/v" + version + "/metadata/deployRequest/" + id + "?includeDetails=true",
                        null)
                .json()
                .get("deployResult");
    }

    /** Asks for the end of a deployment. */
    Answer cancel(String id) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("deployResult").put("status", "Canceling");
        return call("PATCH", "/services/data/v" + version + "/metadata/deployRequest/" + id, body);
    }

    /** Asks for a quick deploy at one of its two addresses. */
    Answer quick(String validation, String below) throws IOException, InterruptedException {
        return call(
                "POST",
                "/services/data/v" + version + "/metadata/deployRequest" + below,
                JSON.createObjectNode().put("validatedDeployRequestId", validation));
    }

    /** Steps the org until the deployment is done. */
    JsonNode done(RehearsalOrg org, String id) throws IOException, InterruptedException {
        for (int i = 0; i < 50 && !status(id).get("done").asBoolean(); i++) {
            org.step();
        }
        return status(id);
    }

    /** Deploys and steps the org until the deployment is done. */
    JsonNode deployed(RehearsalOrg org, ObjectNode options, Map<String, String> files)
            throws IOException, InterruptedException {
        Answer started = deploy(options, files);
        if (started.status() != 201) {
            throw new AssertionError("The deploy request was refused: " + started.json());
        }
        return done(org, started.json().get("id").asText());
    }

    /** What the failed components say, one a line. */
    static String problems(JsonNode result) {
        return String.join("\n", result.at("/details/componentFailures").findValuesAsText("problem"));
    }

    /** The files of one class with its manifest. */
    static Map<String, String> apex(String name, String body) {
        return Map.of(
                "package.xml",
                manifest("ApexClass:" + name),
                "classes/" + name + ".cls",
                body,
                "classes/" + name + ".cls-meta.xml",
                file("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>"));
    }

    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** A manifest from {@code Type:Member} entries. */
    static String manifest(String... members) {
        StringBuilder out = new StringBuilder(HEAD + "<Package" + NS + ">");
        for (String member : members) {
            int colon = member.indexOf(':');
            out.append("<types><members>")
                    .append(member.substring(colon + 1))
                    .append("</members><name>")
                    .append(member, 0, colon)
                    .append("</name></types>");
        }
        return out + "<version>62.0</version></Package>";
    }

    static String object(String inner) {
        return HEAD + "<CustomObject" + NS + "><label>Invoice</label><pluralLabel>Invoices</pluralLabel>"
                + "<nameField><label>Number</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus>"
                + "<sharingModel>ReadWrite</sharingModel>" + inner + "</CustomObject>";
    }

    static String text(String name, String more) {
        return "<fields><fullName>" + name + "</fullName><label>" + name.replace("__c", "")
                + "</label><type>Text</type><length>20</length>" + more + "</fields>";
    }

    static String file(String type, String inner) {
        return HEAD + "<" + type + NS + ">" + inner + "</" + type + ">";
    }
}
