package io.sluice.compare;

import io.sluice.metadata.Component;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files that no honest org would hand out, put into its zips while they are made: most are far larger than their zip. */
public final class HostileFiles implements UnaryOperator<byte[]> {

    /** Writes a file's content. */
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    private final Map<String, Content> contents = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();

    /** An org whose zips hold these files. */
    public static HostileFiles in(FakeOrg org) {
        HostileFiles files = new HostileFiles();
        org.zips = files;
        return files;
    }

    /** Gives an org a tab with this content. */
    public HostileFiles tab(FakeOrg org, String name, Content content) {
        org.tab(name);
        contents.put("tabs/" + name + ".tab", content);
        return this;
    }

    public HostileFiles tab(FakeOrg org, String name, byte[] content) {
        return tab(org, name, out -> out.write(content));
    }

    public HostileFiles tab(FakeOrg org, String name, String content) {
        return tab(org, name, content.getBytes(StandardCharsets.UTF_8));
    }

    public HostileFiles apex(FakeOrg org, String name, Content content) {
        org.apex(name, "");
        contents.put("classes/" + name + ".cls", content);
        return this;
    }

    /** Puts a file to another path of the zip. */
    public HostileFiles moved(String path, String to) {
        paths.put(path, to);
        return this;
    }

    /** The same piece many times, between a beginning and an end. */
    public static Content repeated(String begin, String piece, int times, String end) {
        byte[] many = piece.repeat(1000).getBytes(StandardCharsets.UTF_8);
        return out -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            for (int n = 0; n < times / 1000; n++) {
                out.write(many);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        };
    }

    public static Component named(String tab) {
        return new Component("CustomTab", tab);
    }

    @Override
    public byte[] apply(byte[] zip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(paths.getOrDefault(entry.getName(), entry.getName()));
                copy.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
                out.putNextEntry(copy);
                Content content = contents.get(entry.getName());
                if (content == null) {
                    in.transferTo(out);
                } else {
                    content.to(out);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
