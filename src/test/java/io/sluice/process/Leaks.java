package io.sluice.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for texts in whatever it is shown: as they are, as hexadecimal digits and in base64 at every offset, also inside of
 * zips and of what gzip made, however they lie in each other.
 */
final class Leaks {

    /** A base64 letter stands for 6 bits, so a text can begin at three places within one. */
    private static final int OFFSETS = 3;

    private static final int DEEPEST = 5;

    private final Map<String, Predicate<String>> wanted = new LinkedHashMap<>();
    private final Set<String> found = new LinkedHashSet<>();

    /** Names the text by itself in what is found. */
    Leaks text(String text) {
        List<String> forms = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int offset = 0; offset < OFFSETS; offset++) {
            forms.add(base64(bytes, offset));
            forms.add(base64(bytes, offset).replace('+', '-').replace('/', '_'));
        }
        // A pattern of all forms would try each of them at every letter, which takes minutes for a database.
        wanted.put(text, content -> forms.stream().anyMatch(content::contains));
        return this;
    }

    /** As it stands only, for what is known by its shape. */
    Leaks shape(String name, String pattern) {
        wanted.put(name, Pattern.compile(pattern).asPredicate());
        return this;
    }

    /** The letters of which every bit belongs to the text. */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (offset * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return whole.substring(first, end);
    }

    void look(String place, String content) {
        look(place, content.getBytes(StandardCharsets.UTF_8));
    }

    void look(String place, byte[] content) {
        look(place, content, 0);
    }

    private void look(String place, byte[] content, int depth) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        wanted.forEach((name, isIn) -> {
            if (isIn.test(text)) {
                found.add(name + " in " + place);
            }
        });
        if (depth == DEEPEST) {
            throw new IllegalStateException("Packed too deep to look into: " + place);
        }
        try {
            if (text.startsWith("PK\u0003\u0004")) {
                unzip(place + ", zip", content, depth + 1);
            } else if (text.startsWith("\u001f\u008b\b")) {
                GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content));
                look(place + ", gzip", gzip.readAllBytes(), depth + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(place + " begins like something packed and is none", e);
        }
    }

    private void unzip(String place, byte[] content, int depth) throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            look(place, entry.getName().getBytes(StandardCharsets.UTF_8), depth);
            look(place, zip.readAllBytes(), depth);
        }
    }

    /** Every column of every table of both schemas; packages as they were before they were cut into chunks. */
    void lookAt(JdbcClient jdbc) {
        List<String> tables = jdbc.sql("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname in ('sluice', 'public') order by 1
                        """).query(String.class).list();
        for (String table : tables) {
            jdbc.sql("select * from " + table).query(row -> {
                columns(table, row);
            });
        }
        jdbc.sql("select string_agg(bytes, ''::bytea order by n) whole from sluice.package_chunk group by sha256")
                .query(row -> {
                    look("sluice.package_chunk", row.getBytes("whole"));
                });
    }

    private void columns(String table, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            byte[] bytes = columns.getColumnTypeName(i).equals("bytea") ? row.getBytes(i) : null;
            String text = bytes == null ? row.getString(i) : null;
            if (bytes != null && !table.equals("sluice.package_chunk")) {
                look(table, bytes);
            } else if (text != null) {
                look(table, text);
            }
        }
    }

    /** What was found, as "text in place"; a place within a zip or gzip says so. */
    Set<String> found() {
        return found;
    }
}
