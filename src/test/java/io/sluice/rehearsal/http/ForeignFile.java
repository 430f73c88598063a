package io.sluice.rehearsal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Puts a class into a retrieved zip that nobody asked for. */
final class ForeignFile {
    private static final String NAME = "classes/NobodyAskedForThis.cls";
    private static final String CODE = "public class NobodyAskedForThis {}";
    private static final String META = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
                <apiVersion>62.0</apiVersion>
                <status>Active</status>
            </ApexClass>
            """;

    private ForeignFile() {}

    static byte[] into(byte[] zip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            String folder = "";
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith("package.xml")) {
                    folder = entry.getName().substring(0, entry.getName().length() - "package.xml".length());
                }
                add(out, entry.getName(), in.readAllBytes());
            }
            add(out, folder + NAME, CODE.getBytes(StandardCharsets.UTF_8));
            add(out, folder + NAME + "-meta.xml", META.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
