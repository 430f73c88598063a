package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;

import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.ListMetadataQuery;
import com.sforce.soap.metadata.MetadataConnection;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How long an org of 100,000 components takes to list and hand out 10,000 of them, against zipping the same files with
 * the JDK in the same process. The client is Salesforce's own, and its work counts as the org's.
 */
final class RehearsalOrgBenchmark {
    private static final int WANTED = 10_000;
    private static final int OTHERS = 90_000;
    private static final int ROUNDS = 5;

    private RehearsalOrgBenchmark() {}

    /** Prints the figures; the argument is a folder that does not exist yet. */
    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        Map<String, byte[]> files = fill(work.resolve("metadata"));
        OrgSettings settings = OrgSettings.of("Benchmark").withStateFolder(work.resolve("state"));
        long begun = System.nanoTime();
        try (RehearsalOrg org = RehearsalOrg.start(settings.withFolder(work.resolve("metadata")))) {
            say("loaded from files in %.1f s", seconds(begun));
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                double zip = zip(files);
                double org1 = listAndRetrieve(org);
                best = Math.min(best, org1 / zip);
                say("list and retrieve %.2f s, the JDK's zip %.2f s, ratio %.2f", org1, zip, org1 / zip);
            }
            say("best ratio %.2f, at most 2 is wanted", best);
            long change = System.nanoTime();
            org.putFile("layouts/Account-L1.layout", file("Layout", "<!-- changed -->"), "Dana Developer");
            say("one change saved in %.3f s", seconds(change));
            System.gc();
            Runtime memory = Runtime.getRuntime();
            say("memory in use %d MB", (memory.totalMemory() - memory.freeMemory()) >> 20);
        }
        long again = System.nanoTime();
        RehearsalOrg.start(settings).close();
        say("loaded from its state in %.1f s", seconds(again));
    }

    private static Map<String, byte[]> fill(Path folder) throws Exception {
        Path layouts = Files.createDirectories(folder.resolve("layouts"));
        Path records = Files.createDirectories(folder.resolve("customMetadata"));
        Random random = new Random(1);
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < WANTED; i++) {
            StringBuilder items = new StringBuilder();
            for (int n = 0; n < 20; n++) {
                items.append("<layoutSections><label>Section ")
                        .append(random.nextInt(1_000_000))
                        .append("</label><style>TwoColumnsTopToBottom</style></layoutSections>");
            }
            byte[] content = file("Layout", items.toString()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            files.put("layouts/Account-L" + i + ".layout", content);
            Files.write(layouts.resolve("Account-L" + i + ".layout"), content);
        }
        for (int i = 0; i < OTHERS; i++) {
            Files.writeString(
                    records.resolve("Rate.R" + i + ".md"), file("CustomMetadata", "<label>" + i + "</label>"));
        }
        return files;
    }

    private static double zip(Map<String, byte[]> files) throws Exception {
        long from = System.nanoTime();
        try (OutputStream out = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return seconds(from);
    }

    private static double listAndRetrieve(RehearsalOrg org) throws Exception {
        MetadataConnection soap = new OrgClient(org).soap();
        ListMetadataQuery query = new ListMetadataQuery();
        query.setType("Layout");
        long from = System.nanoTime();
        FileProperties[] listed = soap.listMetadata(new ListMetadataQuery[] {query}, 62.0);
        int given = Retrieves.result(org, soap, Retrieves.request("62.0", "Layout:*"))
                .getFileProperties()
                .length;
        double took = seconds(from);
        if (listed.length != WANTED || given != WANTED + 1) {
            throw new IllegalStateException("Listed " + listed.length + ", given " + given);
        }
        return took;
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static void say(String words, Object... values) {
        System.out.println(words.formatted(values));
    }
}
