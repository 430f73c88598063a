package io.sluice.metadata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes packages in memory. */
final class Packages {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static Packages with(String path, String content) {
        return new Packages().and(path, content);
    }

    static Packages object(String name, String body) {
        return with("objects/" + name + ".object", xml("CustomObject", body));
    }

    Packages and(String path, String content) {
        return and(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Packages and(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    InputStream zip() {
        return new ByteArrayInputStream(bytes());
    }

    static String xml(String root, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root
                + " xmlns=\"http://soap.sforce.com/2006/04/metadata\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"
                + body + "</" + root + ">";
    }

    static Component component(String text) {
        return Component.parse(text).orElseThrow();
    }
}
