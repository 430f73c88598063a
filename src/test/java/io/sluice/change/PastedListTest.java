package io.sluice.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PastedListTest {

    /** What is pasted, as what it is read, and what each entry says: line, component and kind, or line and reason. */
    record Case(String what, String pasted, String format, List<String> entries) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Case> lists() {
        return List.of(
                new Case(
                        "lines as a scope is typed",
                        "ApexClass:A\n\n  CustomField : O__c.F__c  \ndelete Flow:Old",
                        "lines Type:Name",
                        List.of("1 ApexClass:A", "3 CustomField:O__c.F__c", "4 Flow:Old deletion")),
                new Case(
                        "a line that is none",
                        "ApexClass:A\njust words\nApexClass:",
                        "lines Type:Name",
                        List.of(
                                "1 ApexClass:A",
                                "2 ! It is not written as Type:FullName, for example ApexClass:InvoiceService.",
                                "3 ! It is not written as Type:FullName, for example ApexClass:InvoiceService.")),
                new Case(
                        "a name with a comma is no CSV",
                        "Layout:O__c-North, South",
                        "lines Type:Name",
                        List.of("1 Layout:O__c-North, South")),
                new Case(
                        "a package.xml",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Package xmlns="http://soap.sforce.com/2006/04/metadata">
                            <types>
                                <members>A</members>
                                <members>*</members>
                                <name>ApexClass</name>
                            </types>
                            <types>
                                <members>O__c-North &amp; South</members>
                                <name>Layout</name>
                            </types>
                            <version>62.0</version>
                        </Package>
                        """,
                        "package.xml",
                        List.of("4 ApexClass:A", "5 ApexClass:*", "9 Layout:O__c-North & South")),
                new Case(
                        "a destructiveChanges.xml has no version; blank lines before it count",
                        "\n\n<Package>\n<types><members>Old</members><name>Flow</name></types>\n</Package>",
                        "package.xml",
                        List.of("4 Flow:Old")),
                new Case(
                        "types without a name and an empty member",
                        "<Package>\n<types><members>A</members></types>\n<types><members/><name>Flow</name></types>\n</Package>",
                        "package.xml",
                        List.of("2 ! Its <types> has no <name>.", "3 ! The <members> is empty.")),
                new Case(
                        "XML with an entity of its own",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<Package>&x;</Package>",
                        "package.xml",
                        List.of("1 ! The pasted XML has a document type or an entity of its own at line 1, column 56;"
                                + " metadata has neither, so the file is refused.")),
                new Case(
                        "XML that is none of ours",
                        "<html></html>",
                        "package.xml",
                        List.of("1 ! The pasted XML must begin with the element Package, not html.")),
                new Case(
                        "CSV with a head in another order, and kinds",
                        "Name,Kind,Type\nA,existing,ApexClass\n\"O__c-North, South\",new,Layout\nOld,delete,Flow\nB,maybe,ApexClass",
                        "CSV",
                        List.of(
                                "2 ApexClass:A existing",
                                "3 Layout:O__c-North, South proposed",
                                "4 Flow:Old deletion",
                                "5 ! \"maybe\" is no kind; write existing, proposed or deletion.")),
                new Case(
                        "CSV without a head, by semicolons, with the mark of a spreadsheet",
                        "\uFEFFApexClass;A\n;B\nFlow;C;more",
                        "CSV",
                        List.of("1 ApexClass:A", "2 ! It needs a type and a name, each in its column.", "3 Flow:C")),
                new Case(
                        "CSV by tabs, and blank lines count",
                        "type\tfull name\n\nApexClass\tA",
                        "CSV",
                        List.of("3 ApexClass:A")),
                new Case(
                        "CSV with an entry of two lines",
                        "type,name,note\nApexClass,A,\"two\nlines\"\nApexClass,B,",
                        "CSV",
                        List.of("2 ApexClass:A", "4 ApexClass:B")),
                new Case(
                        "CSV with a quotation mark that nothing ends",
                        "ApexClass,A\nApexClass,\"B",
                        "CSV",
                        List.of(
                                "1 ApexClass:A",
                                "2 ! The rest can't be read as CSV: a quotation mark stands where none can be, or one is missing.")),
                new Case("nothing", " \n ", "lines Type:Name", List.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_pasted_list_is_read_line_by_line(Case one) {
        PastedList read = PastedList.read(one.pasted());

        assertThat(read.format()).isEqualTo(one.format());
        assertThat(read.lines()).extracting(PastedListTest::words).containsExactlyElementsOf(one.entries());
    }

    private static String words(PastedLine line) {
        return line.number() + " "
                + (line.problem() == null
                        ? line.component()
                                + (line.kind() == null ? "" : " " + line.kind().word())
                        : "! " + line.problem());
    }
}
