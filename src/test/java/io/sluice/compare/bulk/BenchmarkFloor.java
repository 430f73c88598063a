package io.sluice.compare.bulk;

import io.sluice.benchmark.OrgSession;
import io.sluice.metadata.Component;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What can't be avoided: the same components retrieved with nothing but the JDK, three retrieves at a time of each org, looked at
 * once a second as orgs want it, and every file hashed. Nothing is listed, compared or kept.
 */
final class BenchmarkFloor {

    private static final String OPEN = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\"><soapenv:Header><SessionHeader><sessionId>";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI org;
    private final String session;

    BenchmarkFloor(URI org) throws IOException, InterruptedException {
        this.org = org;
        this.session = OrgSession.of(org);
    }

    /** Units in chunks as Sluice would ask for them. */
    static List<List<Component>> chunks(Iterable<Component> units, int files) {
        List<List<Component>> chunks = new ArrayList<>();
        List<Component> chunk = new ArrayList<>();
        int weight = 0;
        for (Component unit : units) {
            weight += switch (unit.type()) {
                case "ApexClass", "ApexPage" -> 2;
                case "LightningComponentBundle" -> 6;
                default -> 1;
            };
            chunk.add(unit);
            if (weight >= files) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                weight = 0;
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** Both orgs at once; returns how many files were hashed. */
    static long run(URI source, URI target, List<List<Component>> chunks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Long>> all = new ArrayList<>();
            // By turns, so that three threads work for each org.
            BenchmarkFloor there = new BenchmarkFloor(source);
            BenchmarkFloor here = new BenchmarkFloor(target);
            for (List<Component> chunk : chunks) {
                all.add(threads.submit(() -> there.retrieve(chunk)));
                all.add(threads.submit(() -> here.retrieve(chunk)));
            }
            long files = 0;
            for (Future<Long> one : all) {
                files += one.get();
            }
            return files;
        } finally {
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private long retrieve(List<Component> chunk) throws Exception {
        Map<String, StringBuilder> types = new TreeMap<>();
        for (Component member : chunk) {
            types.computeIfAbsent(member.type(), any -> new StringBuilder())
                    .append("<members>")
                    .append(member.fullName())
                    .append("</members>");
        }
        StringBuilder asked = new StringBuilder("<retrieve><retrieveRequest><apiVersion>62.0</apiVersion>"
                + "<singlePackage>true</singlePackage><unpackaged>");
        types.forEach((type, members) -> asked.append("<types>")
                .append(members)
                .append("<name>")
                .append(type)
                .append("</name></types>"));
        asked.append("<version>62.0</version></unpackaged></retrieveRequest></retrieve>");
        String id = between(text(asked.toString()), "<id>", "</id>");
        while (!text(status(id, false)).contains("<done>true</done>")) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        try (InputStream in = say(status(id, true))) {
            return hash(in);
        }
    }

    private static String status(String id, boolean zip) {
        return "<checkRetrieveStatus><asyncProcessId>" + id + "</asyncProcessId><includeZip>" + zip
                + "</includeZip></checkRetrieveStatus>";
    }

    /** The text of the element is found in the bytes and decoded as a whole. */
    private static long hash(InputStream in) throws Exception {
        byte[] answer = in.readAllBytes();
        byte[] open = "<zipFile>".getBytes(StandardCharsets.US_ASCII);
        int from = answer.length - 1;
        outer:
        for (int at = 0; at < answer.length; at++) {
            for (int i = 0; i < open.length; i++) {
                if (answer[at + i] != open[i]) {
                    continue outer;
                }
            }
            from = at + open.length;
            break;
        }
        int to = from;
        while (answer[to] != '<') {
            to++;
        }
        byte[] zipped = Base64.getDecoder().decode(java.util.Arrays.copyOfRange(answer, from, to));
        long files = 0;
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[65_536];
        try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    sha256.update(buffer, 0, read);
                }
                sha256.digest();
                files++;
            }
        }
        return files;
    }

    private String text(String operation) throws IOException, InterruptedException {
        try (InputStream in = say(operation)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private InputStream say(String operation) throws IOException, InterruptedException {
        String envelope = OPEN + session + "</sessionId></SessionHeader></soapenv:Header><soapenv:Body>" + operation
                + "</soapenv:Body></soapenv:Envelope>";
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(org.resolve("/services/Soap/m/62.0"))
                        .header("Content-Type", "text/xml;charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .POST(HttpRequest.BodyPublishers.ofString(envelope))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("Status " + answer.statusCode());
        }
        return answer.body();
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        if (start < 0) {
            throw new IllegalStateException("No " + from + " in " + text.substring(0, Math.min(300, text.length())));
        }
        return text.substring(start + from.length(), text.indexOf(to, start + from.length()));
    }
}
