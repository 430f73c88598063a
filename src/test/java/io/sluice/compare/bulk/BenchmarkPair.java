package io.sluice.compare.bulk;

import io.sluice.metadata.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Two orgs' metadata of about so many components, mixed as in a big company's org: half of it fields, rules, record types and
 * list views inside of objects, the rest code, layouts, records of custom metadata, flows, bundles, reports. One file in a
 * hundred is another in the target.
 */
final class BenchmarkPair {

    private static final int INSIDE = 24;

    /** Of 1,000 components, as many are of this kind. */
    private static final int OBJECTS = 20;

    private static final int CLASSES = 150;
    private static final int LAYOUTS = 90;
    private static final int RECORDS = 120;
    private static final int FLOWS = 30;
    private static final int BUNDLES = 30;
    private static final int PAGES = 20;
    private static final int REPORTS = 60;

    private final int thousands;
    private final SortedSet<Component> units = new TreeSet<>();
    private int files;

    BenchmarkPair(int components) {
        this.thousands = components / 1000;
    }

    /** The components with files of their own, as a manifest would name them. */
    SortedSet<Component> units() {
        return units;
    }

    void write(Path source, Path target) {
        each((path, text) -> {
            put(source, path, text);
            put(target, path, tellsSomething(path) && ++files % 100 == 0 ? changed(text, "target") : text);
        });
    }

    /** Edits one file in a hundred of the source, as a developer; others than those that differed already. */
    void edit(URI org) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        int[] count = {0};
        java.util.List<HttpRequest> requests = new java.util.ArrayList<>();
        each((path, text) -> {
            if (tellsSomething(path) && ++count[0] % 100 == 50) {
                requests.add(HttpRequest.newBuilder(
                                org.resolve("/rehearsal/files/" + path.replace(" ", "%20") + "?user=Dana"))
                        .PUT(HttpRequest.BodyPublishers.ofString(changed(text, "later")))
                        .build());
            }
        });
        for (HttpRequest request : requests) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.uri() + " was answered " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** One file of each unit. */
    private static boolean tellsSomething(String path) {
        return !path.endsWith("-meta.xml") && !path.endsWith(".html");
    }

    private static String changed(String text, String word) {
        for (String before :
                java.util.List.of("<label>", "<name>", "<h1>", "<customLabel>true</customLabel><label>", "// ")) {
            if (text.contains(before)) {
                return text.replaceFirst(before, before + word + " ");
            }
        }
        throw new IllegalStateException("Nothing to change in " + text);
    }

    private void each(BiConsumer<String, String> file) {
        for (int n = 0; n < thousands * OBJECTS; n++) {
            unit("CustomObject", "Thing" + n + "__c");
            file.accept("objects/Thing" + n + "__c.object", object(n));
        }
        for (int n = 0; n < thousands * CLASSES; n++) {
            unit("ApexClass", "Service" + n);
            file.accept("classes/Service" + n + ".cls", apex(n));
            file.accept(
                    "classes/Service" + n + ".cls-meta.xml",
                    xml("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>"));
        }
        for (int n = 0; n < thousands * LAYOUTS; n++) {
            unit("Layout", "Account-Sheet " + n);
            file.accept("layouts/Account-Sheet " + n + ".layout", layout(n));
        }
        for (int n = 0; n < thousands * RECORDS; n++) {
            unit("CustomMetadata", "Setting.Row" + n);
            file.accept(
                    "customMetadata/Setting.Row" + n + ".md",
                    xml("CustomMetadata", "<label>Row " + n + "</label><protected>false</protected>"));
        }
        for (int n = 0; n < thousands * FLOWS; n++) {
            unit("Flow", "Process_" + n);
            file.accept("flows/Process_" + n + ".flow", flow(n));
        }
        for (int n = 0; n < thousands * BUNDLES; n++) {
            unit("LightningComponentBundle", "tile" + n);
            file.accept("lwc/tile" + n + "/tile" + n + ".js", script(n));
            file.accept(
                    "lwc/tile" + n + "/tile" + n + ".html", "<template><!-- " + n + " --><p>{name}</p></template>\n");
            file.accept(
                    "lwc/tile" + n + "/tile" + n + ".js-meta.xml",
                    xml("LightningComponentBundle", "<apiVersion>62.0</apiVersion><isExposed>false</isExposed>"));
        }
        for (int n = 0; n < thousands * PAGES; n++) {
            unit("ApexPage", "Sheet" + n);
            file.accept("pages/Sheet" + n + ".page", "<apex:page><!-- " + n + " --><h1>Sheet</h1></apex:page>\n");
            file.accept(
                    "pages/Sheet" + n + ".page-meta.xml",
                    xml("ApexPage", "<apiVersion>62.0</apiVersion><label>Sheet" + n + "</label>"));
        }
        file.accept("reports/Sales-meta.xml", xml("ReportFolder", "<name>Sales</name>"));
        for (int n = 0; n < thousands * REPORTS; n++) {
            unit("Report", "Sales/Turnover_" + n);
            file.accept("reports/Sales/Turnover_" + n + ".report", report(n));
        }
    }

    private void unit(String type, String name) {
        units.add(new Component(type, name));
    }

    private static String object(int n) {
        StringBuilder text = new StringBuilder("<deploymentStatus>Deployed</deploymentStatus>");
        for (int f = 0; f < INSIDE - 4; f++) {
            text.append("<fields><fullName>Part")
                    .append(f)
                    .append("__c</fullName><description>What ")
                    .append(f)
                    .append(" means to thing ")
                    .append(n)
                    .append(", as people said</description>")
                    .append("<externalId>false</externalId><label>Part ")
                    .append(f)
                    .append("</label>")
                    .append("<length>255</length><required>false</required><trackHistory>false</trackHistory>")
                    .append("<type>Text</type><unique>false</unique></fields>\n");
        }
        text.append("<label>Thing ").append(n).append("</label>");
        for (int v = 0; v < 2; v++) {
            text.append("<listViews><fullName>All")
                    .append(v)
                    .append("</fullName><filterScope>Everything</filterScope>")
                    .append("<label>All ")
                    .append(v)
                    .append("</label></listViews>\n");
        }
        text.append("<nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Things</pluralLabel>")
                .append("<sharingModel>ReadWrite</sharingModel>");
        for (int v = 0; v < 2; v++) {
            text.append("<validationRules><fullName>Rule")
                    .append(v)
                    .append("</fullName><active>true</active>")
                    .append("<errorConditionFormula>ISBLANK(Part0__c)</errorConditionFormula>")
                    .append("<errorMessage>Say ")
                    .append(n)
                    .append("</errorMessage></validationRules>\n");
        }
        return xml("CustomObject", text.toString());
    }

    private static String apex(int n) {
        StringBuilder text = new StringBuilder("// Service " + n + "\npublic with sharing class Service" + n + " {\n");
        for (int m = 0; m < 30; m++) {
            text.append("    public Integer step")
                    .append(m)
                    .append("(Integer from, Integer to) {\n        return from * ")
                    .append(n * 31 + m)
                    .append(" + to;\n    }\n");
        }
        return text.append("}\n").toString();
    }

    private static String layout(int n) {
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < 4; s++) {
            text.append("<layoutSections><customLabel>true</customLabel><label>Section ")
                    .append(s)
                    .append("</label>");
            for (int c = 0; c < 2; c++) {
                text.append("<layoutColumns>");
                for (int i = 0; i < 5; i++) {
                    text.append("<layoutItems><behavior>Edit</behavior><field>Part")
                            .append((n + i) % 20)
                            .append("__c</field></layoutItems>\n");
                }
                text.append("</layoutColumns>");
            }
            text.append("<style>TwoColumnsTopToBottom</style></layoutSections>\n");
        }
        return xml("Layout", text.toString());
    }

    private static String flow(int n) {
        StringBuilder text = new StringBuilder("<apiVersion>62.0</apiVersion>");
        for (int a = 0; a < 15; a++) {
            text.append("<assignments><name>Set_")
                    .append(a)
                    .append("</name><label>Set ")
                    .append(a)
                    .append("</label>")
                    .append("<locationX>")
                    .append(a * 50)
                    .append("</locationX><locationY>")
                    .append(n)
                    .append("</locationY>")
                    .append("<assignmentItems><assignToReference>Total</assignToReference><operator>Add</operator>")
                    .append("<value><numberValue>")
                    .append(n % 97)
                    .append("</numberValue></value></assignmentItems></assignments>\n");
        }
        text.append("<label>Process ")
                .append(n)
                .append("</label><processType>AutoLaunchedFlow</processType>")
                .append("<status>Draft</status><variables><name>Total</name><dataType>Number</dataType></variables>");
        return xml("Flow", text.toString());
    }

    private static String script(int n) {
        StringBuilder text = new StringBuilder("// Tile " + n + "\nexport default class Tile {\n");
        for (int m = 0; m < 20; m++) {
            text.append("  part")
                    .append(m)
                    .append("(from) { return from + ")
                    .append(n + m)
                    .append("; }\n");
        }
        return text.append("}\n").toString();
    }

    private static String report(int n) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < 12; c++) {
            text.append("<columns><field>Thing0__c.Part").append((c + n) % 20).append("__c</field></columns>\n");
        }
        return xml(
                "Report",
                text + "<format>Tabular</format><name>Turnover " + n + "</name><reportType>Things</reportType>");
    }

    private static String xml(String type, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + type
                + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" + content + "</" + type + ">\n";
    }

    private static void put(Path folder, String path, String text) {
        try {
            Path at = folder.resolve(path);
            Files.createDirectories(at.getParent());
            Files.writeString(at, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
