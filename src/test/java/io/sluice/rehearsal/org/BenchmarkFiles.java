package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The 100,000 components of a benchmark as files: 10,000 layouts that are wanted, and others around them. */
final class BenchmarkFiles {
    static final int WANTED = 10_000;
    private static final int RECORDS = 60_000;
    private static final int CLASSES = 20_000;
    private static final int OBJECTS = 10_000;

    private final Path folder;
    private final Map<String, byte[]> wanted = new TreeMap<>();

    /**
     * Writes the files.
     *
     * @param folder does not exist yet
     */
    BenchmarkFiles(Path folder) throws IOException {
        this.folder = folder;
        Random random = new Random(1);
        for (int i = 0; i < WANTED; i++) {
            StringBuilder items = new StringBuilder();
            for (int n = 0; n < 20; n++) {
                items.append("<layoutSections><label>Section ")
                        .append(random.nextInt(1_000_000))
                        .append("</label><style>TwoColumnsTopToBottom</style></layoutSections>\n");
            }
            String path = "layouts/Account-L" + i + ".layout";
            wanted.put(path, file("Layout", items.toString()).getBytes(StandardCharsets.UTF_8));
            write(path, wanted.get(path));
        }
        for (int i = 0; i < RECORDS; i++) {
            write("customMetadata/Rate.R" + i + ".md", file("CustomMetadata", "<label>" + i + "</label>"));
        }
        for (int i = 0; i < CLASSES; i++) {
            write("classes/C" + i + ".cls", "public class C" + i + " { public Integer one() { return 1; } }\n");
            write(
                    "classes/C" + i + ".cls-meta.xml",
                    file("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>"));
        }
        for (int i = 0; i < OBJECTS; i++) {
            StringBuilder fields = new StringBuilder();
            for (int n = 0; n < 3; n++) {
                fields.append("<fields><fullName>F")
                        .append(n)
                        .append("__c</fullName><label>F</label><type>Checkbox</type></fields>\n");
            }
            write("objects/O" + i + "__c.object", file("CustomObject", fields + "<label>O" + i + "</label>"));
        }
    }

    private void write(String path, String content) throws IOException {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] content) throws IOException {
        Path at = folder.resolve(path);
        Files.createDirectories(at.getParent());
        Files.write(at, content);
    }

    /** The wanted ones by address. */
    Map<String, byte[]> wanted() {
        return wanted;
    }

    /** Zips the wanted ones as the JDK does it, and says how large that becomes. */
    int zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream bytes = out;
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : wanted.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.size();
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
