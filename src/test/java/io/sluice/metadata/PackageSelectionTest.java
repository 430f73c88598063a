package io.sluice.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PackageSelectionTest {

    private static final Component OBJECT = new Component("CustomObject", "Visit__c");
    private static final Component RATING = new Component("CustomField", "Visit__c.Rating__c");
    private static final Component NOTE = new Component("CustomField", "Visit__c.Note__c");
    private static final Component CLASS = new Component("ApexClass", "Visits");
    private static final String FIELDS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
                <fields><fullName>Rating__c</fullName><type>Number</type></fields>
                <fields><fullName>Note__c</fullName><label>Ä &amp; Ö</label><type>Text</type></fields>
                <fields><fullName>Other__c</fullName><type>Text</type></fields>
                <label>Visit</label>
            </CustomObject>
            """;

    private final Map<String, String> files = new LinkedHashMap<>(Map.of(
            "unpackaged/objects/Visit__c.object",
            FIELDS,
            "unpackaged/classes/Visits.cls",
            "class Visits { }",
            "unpackaged/classes/Visits.cls-meta.xml",
            "<ApexClass/>",
            "unpackaged/classes/Foreign.cls",
            "class Foreign { }",
            "unpackaged/package.xml",
            "<Package/>"));

    @Test
    void wanted_files_stay_byte_for_byte() throws IOException {
        assertThat(select(Set.of(CLASS), Set.of(CLASS, RATING)))
                .containsExactly(
                        Map.entry("classes/Visits.cls", "class Visits { }"),
                        Map.entry("classes/Visits.cls-meta.xml", "<ApexClass/>"));
        assertThat(select(Set.of(OBJECT, RATING, NOTE), Set.of(OBJECT, RATING, NOTE)))
                .containsExactly(Map.entry("objects/Visit__c.object", FIELDS));
    }

    @Test
    void of_a_shared_file_only_the_wanted_elements_stay() throws IOException {
        String kept = select(Set.of(NOTE), Set.of(OBJECT, RATING, NOTE)).get("objects/Visit__c.object");
        assertThat(kept).contains("<fullName>Note__c</fullName>", "Ä &amp; Ö");
        assertThat(kept).doesNotContain("Rating__c", "Other__c", "<label>Visit</label>");
    }

    @Test
    void what_nobody_named_belongs_to_the_parent() throws IOException {
        String kept = select(Set.of(OBJECT), Set.of(OBJECT, RATING, NOTE)).get("objects/Visit__c.object");
        assertThat(kept).contains("Other__c", "<label>Visit</label>").doesNotContain("Rating__c", "Note__c");
    }

    @Test
    void content_is_the_same_to_whoever_compares_it() throws IOException {
        Set<Component> scope = Set.of(OBJECT, RATING, NOTE);
        ByteArrayOutputStream selected = new ByteArrayOutputStream();
        PackageSelection.write(new ByteArrayInputStream(zip()), scope, Set.of(NOTE), "62.0", selected);
        assertThat(PackageContents.read(new ByteArrayInputStream(selected.toByteArray()), scope)
                        .get(NOTE)
                        .hash())
                .isEqualTo(PackageContents.read(new ByteArrayInputStream(zip()), scope)
                        .get(NOTE)
                        .hash());
    }

    @Test
    void nothing_wanted_is_a_zip_all_the_same() throws IOException {
        assertThat(select(Set.of(), Set.of(CLASS))).isEmpty();
    }

    @Test
    void file_with_entities_is_refused() {
        files.put(
                "unpackaged/objects/Visit__c.object",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><CustomObject><label>&e;</label></CustomObject>");
        assertThatThrownBy(() -> select(Set.of(NOTE), Set.of(OBJECT, NOTE))).isInstanceOf(BrokenPackageException.class);
    }

    private Map<String, String> select(Set<Component> wanted, Set<Component> scope) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackageSelection.write(new ByteArrayInputStream(zip()), scope, wanted, "62.0", out);
        Map<String, String> found = new TreeMap<>();
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            found.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(found.remove("package.xml")).contains("<version>62.0</version>");
        return found;
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
