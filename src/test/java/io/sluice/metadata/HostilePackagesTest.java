package io.sluice.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a hostile or broken org could send: each reader of packages refuses it in a sentence. */
class HostilePackagesTest {

    private static final Component LOCK = Packages.component("CustomObject:Lock__c");
    private static final String LOCK_FILE = "objects/Lock__c.object";

    private interface Reader {
        Object read(InputStream zip) throws BrokenPackageException;
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> documentType_isRefusedByEveryReader() {
        String file = "<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>\n"
                + Packages.xml("CustomObject", "<label>&secret;</label>");
        return refused(
                Packages.with(LOCK_FILE, file).bytes(), LOCK_FILE + " has a document type or an entity of its own");
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> entitiesThatMultiply_areRefusedByEveryReader() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String file = laughs + "]>" + Packages.xml("CustomObject", "<label>&a29;</label>");
        return refused(Packages.with(LOCK_FILE, file).bytes(), LOCK_FILE + " has a document type");
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> deepNesting_isRefusedByEveryReader() {
        String file = Packages.xml("CustomObject", "<a>".repeat(200_000) + "</a>".repeat(200_000));
        return refused(Packages.with(LOCK_FILE, file).bytes(), LOCK_FILE + " nests deeper than 100 elements");
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> fileOfTinyElements_isRefusedByEveryReader() {
        byte[] zip = Packages.with(LOCK_FILE, Packages.xml("CustomObject", "<a/>".repeat(250_000)))
                .bytes();
        assertThat(zip.length).isLessThan(100_000);
        return refused(zip, LOCK_FILE + " has more than 250000 elements");
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> fileAndValueBeyondMeasure_areRefusedByEveryReader() throws IOException {
        return java.util.stream.Stream.concat(
                refused(lines(LOCK_FILE, 17), LOCK_FILE + " has more than 16 MB"),
                refused(
                        oneLine(LOCK_FILE, 100),
                        LOCK_FILE + " has a value of more than 8 million characters at line 1"));
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> encodingsThatAreNotWhatTheyClaim_areRefusedByEveryReader() {
        String utf8 =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CustomObject><label>Schleuse für Grüße</label></CustomObject>";
        String otherBytes = LOCK_FILE + " has bytes that are no characters of the encoding that it claims at line 1";
        return java.util.stream.Stream.of(
                        refused(zip(utf8.getBytes(StandardCharsets.ISO_8859_1)), otherBytes),
                        refused(zip(broken(utf8, 0xC0, 0x80)), otherBytes),
                        refused(zip(broken(utf8, 0xED, 0xA0, 0x80)), otherBytes),
                        refused(zip(broken(utf8, 0xF5, 0x80)), otherBytes),
                        refused(zip(utf8.replace("UTF-8", "US-ASCII").getBytes(StandardCharsets.UTF_8)), otherBytes),
                        refused(zip(utf8.replace("UTF-8", "KLINGON").getBytes(StandardCharsets.UTF_8)), otherBytes),
                        refused(
                                zip(utf8.getBytes(StandardCharsets.UTF_16)),
                                LOCK_FILE + " begins as UTF-16 does, but claims another encoding at line 1"),
                        refused(
                                zip(utf8.getBytes(StandardCharsets.UTF_16LE)),
                                LOCK_FILE + " begins as UTF-16 does, but claims another encoding at line 1"),
                        refused(
                                zip(utf8.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_8)),
                                LOCK_FILE + " is not well-formed XML"))
                .flatMap(each -> each);
    }

    @Test
    void encodingsThatAreWhatTheyClaim_areReadToTheSameContent() throws IOException {
        String utf8 = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CustomObject><label>Grüße</label></CustomObject>";
        String hash = hash(zip(utf8.getBytes(StandardCharsets.UTF_8)));
        assertThat(hash)
                .isEqualTo(hash(zip(("\uFEFF" + utf8).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(hash(zip(utf8.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(hash(zip(("\uFEFF" + utf8.replace("UTF-8", "UTF-16")).getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(hash(zip(utf8.replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1))))
                .isNotEqualTo(hash(zip(utf8.replace("ü", "u").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void codeThatIsNoUtf8OrHasTooManyLines_isToldByItsBytes() throws IOException {
        Component gate = Packages.component("ApexClass:Gate");
        for (byte[] code : java.util.List.of(
                "class Gate { String a = 'ü'; }".getBytes(StandardCharsets.ISO_8859_1),
                "class Gate {}".getBytes(StandardCharsets.UTF_16),
                "\n".repeat(300_000).getBytes(StandardCharsets.UTF_8),
                "x".repeat(16 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8))) {
            ComponentContent content = PackageContents.read(
                            new ByteArrayInputStream(zip("classes/Gate.cls", code)), Set.of(gate))
                    .get(gate);
            assertThat(content.lines())
                    .singleElement()
                    .asString()
                    .startsWith("binary file of " + code.length + " bytes, SHA-256 ");
        }
        assertThat(PackageContents.read(
                                new ByteArrayInputStream(zip(
                                        "classes/Gate.cls",
                                        "a\n".repeat(299_999).getBytes(StandardCharsets.UTF_8))),
                                Set.of(gate))
                        .get(gate)
                        .lines())
                .hasSize(299_999);
    }

    private static byte[] broken(String text, int... instead) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = text.indexOf("Schleuse");
        for (int each : instead) {
            bytes[at++] = (byte) each;
        }
        return bytes;
    }

    private static String hash(byte[] zip) throws IOException {
        return PackageContents.read(new ByteArrayInputStream(zip), Set.of(LOCK))
                .get(LOCK)
                .hash();
    }

    private static byte[] zip(byte[] content) {
        return zip(LOCK_FILE, content);
    }

    private static byte[] zip(String path, byte[] content) {
        return zipped(path, out -> out.write(content));
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> zipThatUnzipsToMoreThanAnOrgGives_isRefusedByEveryReader() throws IOException {
        byte[] zip = zeros("staticresources/Water.resource", 601);
        assertThat(zip.length).isLessThan(1_000_000);
        return refused(zip, "more than 629145600 bytes unzipped");
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> twoPathsOfOneFile_areRefusedByEveryReader() {
        return java.util.stream.Stream.of(
                        new String[] {"classes/Gate.cls", "unpackaged/classes/Gate.cls"},
                        new String[] {"layouts/Lock__c-No%2E 1.layout", "layouts/Lock__c-No. 1.layout"},
                        new String[] {"package.xml", "unpackaged/package.xml"})
                .flatMap(pair -> {
                    String content = pair[0].endsWith(".cls") ? "class Gate {}" : manifestOrLayout(pair[0]);
                    byte[] zip = Packages.with(pair[0], content)
                            .and(pair[1], content)
                            .bytes();
                    return refused(zip, "The zip has the file " + pair[1] + " twice");
                });
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> crookedPaths_areRefusedByEveryReader() {
        return java.util.stream.Stream.of(
                        "../objects/Lock__c.object",
                        "objects/../../Lock__c.object",
                        "/objects/Lock__c.object",
                        "objects\\Lock__c.object",
                        "C:objects/Lock__c.object",
                        "objects//Lock__c.object",
                        "./objects/Lock__c.object",
                        "objects/./Lock__c.object")
                .flatMap(path -> refused(
                        Packages.with(path, Packages.xml("CustomObject", "")).bytes(), "The zip has the path"));
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> zipsThatAreRefusedAsAWhole_areSoWhileTheyAreHashed() throws IOException {
        String object = Packages.xml("CustomObject", "");
        return java.util.stream.Stream.of(
                hashed(Packages.with("../" + LOCK_FILE, object).bytes(), "which leads out of the package"),
                hashed(
                        Packages.with(LOCK_FILE, object)
                                .and("unpackaged/" + LOCK_FILE, object)
                                .bytes(),
                        "twice"),
                hashed(zeros("staticresources/Water.resource", 601), "more than 629145600 bytes unzipped"),
                hashed(Arrays.copyOf(Packages.with(LOCK_FILE, object).bytes(), 60), "The zip is broken"),
                hashed(new byte[5000], "no whole zip"));
    }

    private static DynamicTest hashed(byte[] zip, String message) {
        return reader(
                "hashing",
                in -> {
                    PackageFiles.hash(in, file -> {});
                    return true;
                },
                zip,
                message);
    }

    @Test
    void oneLineOf100Megabytes_isHashedAndItsIndexMayNotSayOtherwise() throws IOException {
        byte[] zip = zeros(LOCK_FILE, 100);
        java.util.List<PackageFiles.PackageFile> files = new java.util.ArrayList<>();
        PackageFiles.hash(new ByteArrayInputStream(zip), files::add);
        assertThat(files).singleElement().satisfies(file -> {
            assertThat(file.unit()).isEqualTo(LOCK);
            assertThat(file.bytes()).isEqualTo(100L * 1024 * 1024);
        });
        java.nio.file.Path other = java.nio.file.Files.createTempFile("sluice-hostile", ".zip");
        java.nio.file.Files.write(
                other,
                Packages.with(LOCK_FILE, Packages.xml("CustomObject", "")).bytes());
        try (PackageFiles.Again again = new PackageFiles.Again(other.toFile())) {
            assertThatThrownBy(() -> again.read(files.get(0), in -> {}))
                    .isInstanceOf(BrokenPackageException.class)
                    .hasMessageContaining("The zip's index has another " + LOCK_FILE);
        } finally {
            java.nio.file.Files.delete(other);
        }
    }

    @Test
    void documentTypeInTheManifest_isRefused() {
        byte[] zip = Packages.with("package.xml", "<!DOCTYPE x>" + Packages.xml("Package", "<version>62.0</version>"))
                .bytes();
        assertThatThrownBy(() -> PackageZip.inspect(new ByteArrayInputStream(zip)))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("package.xml has a document type");
    }

    @Test
    void noiseInsteadOfAZip_isRefused() {
        byte[] noise = new byte[5000];
        Arrays.fill(noise, (byte) 'P');
        assertThatThrownBy(() -> PackageContents.read(new ByteArrayInputStream(noise), Set.of(LOCK)))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("no whole zip");
    }

    @Test
    void longTextsInFormulasAndCode_areReadWithoutExhaustingTheStack() {
        String text = "x".repeat(200_000);
        String path = "a__c.".repeat(50_000) + "a__c";
        Packages zip = Packages.object(
                        "Lock__c",
                        formula("A__c", "&quot;" + text + "&quot;")
                                + formula("B__c", "'" + text + "'")
                                + formula("C__c", path)
                                + formula("D__c", "&quot;" + text))
                .and("classes/Gate.cls", "class Gate { String a = '" + text + "'; }")
                .and("aura/Gate/Gate.cmp", "<aura:component>{!'" + text + "'}</aura:component>");
        assertThatCode(() -> References.in(zip.zip())).doesNotThrowAnyException();
    }

    @Test
    @org.junit.jupiter.api.Timeout(60)
    void commentsThatNeverEnd_areReadInOnePass() {
        String open = "/*".repeat(500_000);
        Packages zip = Packages.with("classes/Gate.cls", open)
                .and("lwc/gate/gate.js", open)
                .and("aura/Gate/Gate.cmp", "<!--".repeat(250_000))
                .and(LOCK_FILE, Packages.xml("CustomObject", formula("A__c", open)));
        assertThatCode(() -> References.in(zip.zip())).doesNotThrowAnyException();
    }

    private static java.util.stream.Stream<DynamicTest> refused(byte[] zip, String message) {
        return java.util.stream.Stream.of(
                reader("contents", in -> PackageContents.read(in, Set.of(LOCK)), zip, message),
                reader("references", References::in, zip, message),
                reader("inspection", PackageZip::inspect, zip, message));
    }

    private static DynamicTest reader(String name, Reader reader, byte[] zip, String message) {
        return DynamicTest.dynamicTest(
                name + ": " + message, () -> assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(zip)))
                        .isInstanceOf(BrokenPackageException.class)
                        .hasMessageContaining(message));
    }

    private static String formula(String field, String formula) {
        return "<fields><fullName>" + field + "</fullName><formula>" + formula + "</formula></fields>";
    }

    private static String manifestOrLayout(String path) {
        return path.endsWith(".layout")
                ? Packages.xml("Layout", "")
                : Packages.xml("Package", "<version>62.0</version>");
    }

    private static byte[] zeros(String path, int megabytes) {
        return zipped(path, out -> repeat(out, new byte[1024 * 1024], megabytes));
    }

    /** One value after the other, in lines of 1 KB. */
    private static byte[] lines(String path, int megabytes) {
        return zipped(path, out -> {
            out.write("<CustomObject>".getBytes(StandardCharsets.UTF_8));
            repeat(out, ("<a>" + "x".repeat(1016) + "</a>\n").getBytes(StandardCharsets.UTF_8), megabytes * 1024);
        });
    }

    private static byte[] oneLine(String path, int megabytes) {
        return zipped(path, out -> {
            out.write("<CustomObject><label>".getBytes(StandardCharsets.UTF_8));
            repeat(out, "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8), megabytes);
        });
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static void repeat(OutputStream out, byte[] piece, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            out.write(piece);
        }
    }

    private static byte[] zipped(String path, Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(path));
            writing.to(zip);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
