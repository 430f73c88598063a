package io.sluice.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** 100,000 components as files, named as people name them, and edits to some of them by the rehearsal org's own door. */
final class BenchmarkOrg {

    static final int COMPONENTS = 100_000;

    private static final int OBJECTS = 4_000;
    private static final int FIELDS = 15;
    private static final int CLASSES = 10_000;
    private static final int LAYOUTS = 10_000;
    private static final int RECORDS = COMPONENTS - OBJECTS * (1 + FIELDS) - CLASSES - LAYOUTS;

    private static final List<String> WORDS = List.of(
            "Invoice",
            "Visit",
            "Order",
            "Case",
            "Account",
            "Price",
            "Tax",
            "Route",
            "Asset",
            "Quote",
            "Region",
            "Planner",
            "Finding",
            "Contract",
            "Payment",
            "Customer",
            "Service",
            "Stock",
            "Partner",
            "Rating");

    private final Path folder;
    private final Random random = new Random(1);

    private BenchmarkOrg(Path folder) {
        this.folder = folder;
    }

    static void write(Path folder) throws IOException {
        BenchmarkOrg org = new BenchmarkOrg(folder);
        for (int i = 0; i < OBJECTS; i++) {
            StringBuilder fields = new StringBuilder();
            for (int n = 0; n < FIELDS; n++) {
                fields.append("<fields><fullName>")
                        .append(org.word())
                        .append("_")
                        .append(n)
                        .append("__c</fullName><label>F</label><type>Checkbox</type></fields>\n");
            }
            String name = org.word() + org.word() + i;
            org.write("objects/" + name + "__c.object", file("CustomObject", fields + "<label>" + name + "</label>"));
        }
        for (int i = 0; i < CLASSES; i++) {
            org.write("classes/" + className(i) + ".cls", source(i, 1));
            org.write("classes/" + className(i) + ".cls-meta.xml", meta());
        }
        for (int i = 0; i < LAYOUTS; i++) {
            org.write("layouts/Account-" + org.word() + " Layout " + i + ".layout", file("Layout", ""));
        }
        for (int i = 0; i < RECORDS; i++) {
            org.write(
                    "customMetadata/Setting." + org.word() + i + ".md",
                    file("CustomMetadata", "<label>" + i + "</label>"));
        }
    }

    /** Edits one component in a hundred as a developer, and deletes every tenth of those. */
    static void change(URI org) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (int n = 0; n < COMPONENTS / 100; n++) {
            String path = "/rehearsal/files/classes/" + className(n) + ".cls?user="
                    + URLEncoder.encode("Dana Developer", StandardCharsets.UTF_8);
            HttpRequest.Builder request = HttpRequest.newBuilder(org.resolve(path));
            HttpResponse<String> answer = http.send(
                    n % 10 == 0
                            ? request.DELETE().build()
                            : request.PUT(HttpRequest.BodyPublishers.ofString(source(n, 2)))
                                    .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    static List<String> typed() {
        List<String> prefixes = new ArrayList<>();
        for (String name : List.of("InvoiceService", "customer", "Layout 77", "zzz", "r")) {
            for (int length = 1; length <= name.length(); length++) {
                prefixes.add(name.substring(0, length));
            }
        }
        return prefixes;
    }

    private static String className(int number) {
        return WORDS.get(number % WORDS.size()) + "Service" + number;
    }

    private static String source(int number, int version) {
        return "public class " + className(number) + " { public Integer one() { return " + version + "; } }\n";
    }

    private static String meta() {
        return file("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>");
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String file(String type, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + type
                + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + content + "</" + type + ">\n";
    }

    private void write(String path, String content) {
        try {
            Path at = folder.resolve(path);
            Files.createDirectories(at.getParent());
            Files.writeString(at, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
