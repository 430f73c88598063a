package io.sluice.metadata;

import static io.sluice.metadata.Packages.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class PackageContentsTest {

    private static final Component INVOICE = component("CustomObject:Invoice__c");
    private static final Component AMOUNT = component("CustomField:Invoice__c.Amount__c");

    private static final String AMOUNT_XML =
            "<fields><fullName>Amount__c</fullName><label>Amount</label><type>Currency</type></fields>";
    private static final String NUMBER_XML =
            "<fields><fullName>Number__c</fullName><label>Number</label><type>Text</type></fields>";

    @Test
    void orderOfElementsFormattingAndCommentsChangeNothing() throws Exception {
        Packages one = Packages.object("Invoice__c", AMOUNT_XML + NUMBER_XML + "<label>Invoice</label>");
        Packages other = Packages.object("Invoice__c", """

                <!-- moved -->
                <label
                >Invoice</label>
                <fields>
                    <type>Text</type>
                    <label> Number </label>
                    <fullName>Number__c</fullName>
                </fields>
                """ + AMOUNT_XML);

        assertThat(content(one, INVOICE)).isEqualTo(content(other, INVOICE));
    }

    @Test
    void linesReadAsPathAndValue() throws Exception {
        assertThat(content(Packages.object("Invoice__c", AMOUNT_XML + "<label>Invoice</label>"), INVOICE)
                        .lines())
                .containsExactly(
                        "fields[Amount__c].label = Amount", "fields[Amount__c].type = Currency", "label = Invoice");
    }

    @Test
    void oneChangedValueChangesTheHash() throws Exception {
        Packages changed = Packages.object("Invoice__c", AMOUNT_XML.replace("Currency", "Number"));

        assertThat(content(changed, INVOICE).hash())
                .hasSize(64)
                .isNotEqualTo(content(Packages.object("Invoice__c", AMOUNT_XML), INVOICE)
                        .hash());
    }

    @Test
    void aFieldInScopeStandsOnItsOwnAndNotInItsObject() throws Exception {
        Packages both = Packages.object("Invoice__c", AMOUNT_XML + NUMBER_XML);

        SortedMap<Component, ComponentContent> contents = PackageContents.read(both.zip(), List.of(INVOICE, AMOUNT));

        assertThat(contents.get(AMOUNT).lines()).containsExactly("label = Amount", "type = Currency");
        assertThat(contents.get(INVOICE).lines())
                .containsExactly("fields[Number__c].label = Number", "fields[Number__c].type = Text");
    }

    @Test
    void onlyTheScopeIsReadAndWhatIsMissingIsAbsent() throws Exception {
        Packages other = Packages.object("Invoice__c", AMOUNT_XML).and("classes/Broken.xml", "<not xml");

        assertThat(PackageContents.read(
                        other.zip(),
                        List.of(AMOUNT, component("CustomField:Invoice__c.Gone__c"), component("Flow:Gone"))))
                .containsOnlyKeys(AMOUNT);
    }

    @Test
    void theSequenceOfPicklistValuesCountsUnlessTheyAreSorted() throws Exception {
        String values = "<value><fullName>Open</fullName></value><value><fullName>Paid</fullName></value>";
        String swapped = "<value><fullName>Paid</fullName></value><value><fullName>Open</fullName></value>";

        assertThat(status("<sorted>false</sorted>" + values)).isNotEqualTo(status("<sorted>false</sorted>" + swapped));
        assertThat(status("<sorted>true</sorted>" + values)).isEqualTo(status("<sorted>true</sorted>" + swapped));
        assertThat(status(values).lines())
                .contains(
                        "valueSet.valueSetDefinition.value (order) = Open | Paid",
                        "valueSet.valueSetDefinition.value[Open] =");
    }

    @Test
    void theSequenceOfLayoutItemsCountsAndRightsHaveNone() throws Exception {
        Component layout = component("Layout:Invoice__c-Invoice Layout");
        String first = "<layoutItems><field>Amount__c</field></layoutItems>";
        String second = "<layoutItems><field>Number__c</field></layoutItems>";

        assertThat(content(layout(first + second), layout)).isNotEqualTo(content(layout(second + first), layout));

        Component rights = component("PermissionSet:Billing");
        String read = "<fieldPermissions><field>Invoice__c.A__c</field><readable>true</readable></fieldPermissions>";
        String write = "<fieldPermissions><editable>true</editable><field>Invoice__c.B__c</field></fieldPermissions>";
        assertThat(content(rights(read + write), rights)).isEqualTo(content(rights(write + read), rights));
        assertThat(content(rights(read), rights).lines())
                .containsExactly("fieldPermissions[Invoice__c.A__c].readable = true");
    }

    @Test
    void theIdThatAnOrgPutsIntoALayoutIsNoContent() throws Exception {
        Component layout = component("Layout:Invoice__c-Invoice Layout");
        String summary = "<summaryLayout><masterLabel>%s</masterLabel><sizeX>4</sizeX></summaryLayout>";

        ComponentContent here = content(
                Packages.with(
                        "layouts/Invoice__c-Invoice Layout.layout",
                        Packages.xml("Layout", summary.formatted("00h000000000001"))),
                layout);
        ComponentContent there = content(
                Packages.with(
                        "layouts/Invoice__c-Invoice Layout.layout",
                        Packages.xml("Layout", summary.formatted("00h000000000002"))),
                layout);

        assertThat(here).isEqualTo(there);
        assertThat(here.lines()).containsExactly("summaryLayout.sizeX = 4");
    }

    @Test
    void whiteSpaceInsideAValueIsContent() throws Exception {
        Component rule = component("ValidationRule:Invoice__c.Named");
        Packages one = Packages.object("Invoice__c", rule("Name = \"a  b\"\nAND TRUE"));
        Packages other = Packages.object("Invoice__c", rule("Name = \"a b\"\nAND TRUE"));

        assertThat(content(one, rule).lines()).containsExactly("errorConditionFormula = Name = \"a  b\"\\nAND TRUE");
        assertThat(content(one, rule)).isNotEqualTo(content(other, rule));
    }

    @Test
    void anEmptyValueAndNoValueDiffer() throws Exception {
        Component record = component("CustomMetadata:Tax_Rate.Germany");
        String nil = "<values><field>Rate__c</field><value xsi:nil=\"true\"/></values>";
        String text = "<values><field>Rate__c</field><value xsi:type=\"xsd:string\"></value></values>";

        assertThat(content(
                                Packages.with(
                                        "customMetadata/Tax_Rate.Germany.md", Packages.xml("CustomMetadata", nil)),
                                record)
                        .lines())
                .containsExactly("values[Rate__c].value (nil) =");
        assertThat(content(
                                Packages.with(
                                        "customMetadata/Tax_Rate.Germany.md", Packages.xml("CustomMetadata", text)),
                                record)
                        .lines())
                .containsExactly("values[Rate__c].value (string) =");
    }

    @Test
    void codeIsItsLinesWhateverTheirEndsAndItsDescriptionBelongsToIt() throws Exception {
        Component type = component("ApexClass:Invoices");
        String meta = Packages.xml("ApexClass", "<apiVersion>62.0</apiVersion>");
        Packages unix = Packages.with("classes/Invoices.cls", "class Invoices {\n}\n")
                .and("classes/Invoices.cls-meta.xml", meta);
        Packages windows = Packages.with("unpackaged/classes/Invoices.cls-meta.xml", meta)
                .and("unpackaged/classes/Invoices.cls", "class Invoices {\r\n}");

        assertThat(content(unix, type).lines())
                .containsExactly("class Invoices {", "}", "--- description", "apiVersion = 62.0");
        assertThat(content(windows, type)).isEqualTo(content(unix, type));
    }

    @Test
    void aBundleIsAllItsFilesAndABinaryItsSum() throws Exception {
        Component tile = component("LightningComponentBundle:tile");
        Component logo = component("StaticResource:Logo");
        Packages both = Packages.with("lwc/tile/tile.js", "export {}")
                .and("lwc/tile/tile.html", "<template/>")
                .and("staticresources/Logo.resource", new byte[] {1, 0, 2});

        assertThat(content(both, tile).lines())
                .containsExactly("--- tile.html", "<template/>", "--- tile.js", "export {}");
        assertThat(content(both, logo).lines())
                .singleElement()
                .asString()
                .startsWith("binary file of 3 bytes, SHA-256 ");
    }

    @Test
    void encodedFileNamesAreDecoded() throws Exception {
        Component layout = component("Layout:Invoice__c-Net (50%) A+B");
        Packages encoded = Packages.with(
                "layouts/Invoice__c-Net %2850%25%29 A+B.layout",
                Packages.xml("Layout", "<showEmailCheckbox>false</showEmailCheckbox>"));

        assertThat(content(encoded, layout).lines()).containsExactly("showEmailCheckbox = false");
    }

    @Test
    void aBrokenFileIsNamedWithItsPlace() {
        Packages broken = Packages.with("objects/Invoice__c.object", "<CustomObject>\n<label>x</CustomObject>");

        assertThatThrownBy(() -> content(broken, INVOICE))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("objects/Invoice__c.object is not well-formed XML at line 2");
    }

    @Test
    void aPathThatLeadsOutIsRefused() {
        for (String path :
                List.of("../evil.cls", "classes/../../evil", "/etc/passwd", "C:/evil", "classes\\evil.cls")) {
            assertThatThrownBy(() -> content(Packages.with(path, "x"), INVOICE))
                    .isInstanceOf(BrokenPackageException.class)
                    .hasMessageContaining("leads out of the package");
        }
    }

    @Test
    void aZipCutAnywhereIsRefused() {
        byte[] whole = Packages.object("Invoice__c", AMOUNT_XML)
                .and("classes/A.cls", "class A {}")
                .bytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PackageContents.read(new ByteArrayInputStream(cut), List.of(INVOICE)))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isInstanceOf(BrokenPackageException.class);
        }
    }

    @Test
    void tooManyFilesAndTooManyBytesAreRefused() {
        Packages three = Packages.with("classes/A.cls", "a".repeat(1000))
                .and("classes/B.cls", "b".repeat(1000))
                .and("classes/C.cls", "c");

        assertThatThrownBy(() -> ZipFiles.walk(three.zip(), 2, 10_000, (path, in) -> {}))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("more than 2 files");
        assertThatThrownBy(() -> ZipFiles.walk(three.zip(), 10, 1_500, (path, in) -> {}))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("more than 1500 bytes unzipped");
    }

    private static ComponentContent content(Packages zip, Component component) throws BrokenPackageException {
        ComponentContent content =
                PackageContents.read(zip.zip(), List.of(component)).get(component);
        assertThat(content).as(component.toString()).isNotNull();
        return content;
    }

    private static ComponentContent status(String definition) throws BrokenPackageException {
        Component status = component("CustomField:Invoice__c.Status__c");
        String field = "<fields><fullName>Status__c</fullName><valueSet><valueSetDefinition>" + definition
                + "</valueSetDefinition></valueSet></fields>";
        ComponentContent content = content(Packages.object("Invoice__c", field), status);
        return content;
    }

    private static Packages layout(String items) {
        return Packages.with(
                "layouts/Invoice__c-Invoice Layout.layout",
                Packages.xml(
                        "Layout",
                        "<layoutSections><label>A</label><layoutColumns>" + items
                                + "</layoutColumns></layoutSections>"));
    }

    private static Packages rights(String body) {
        return Packages.with("permissionsets/Billing.permissionset", Packages.xml("PermissionSet", body));
    }

    private static String rule(String formula) {
        return "<validationRules><fullName>Named</fullName><errorConditionFormula>" + formula
                + "</errorConditionFormula></validationRules>";
    }
}
