package io.sluice.metadata;

import static io.sluice.metadata.Packages.component;
import static io.sluice.metadata.Packages.xml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void anObjectsFieldNamesWhatItLooksUpAndWhatItsFormulaReads() throws Exception {
        Packages object = Packages.object(
                "Invoice__c",
                "<fields><fullName>Customer__c</fullName><referenceTo>Customer__c</referenceTo></fields>"
                        + "<fields><fullName>Gross__c</fullName><formula>Net__c * (1 + Customer__r.Rate__c) &amp; \"Odd__c\" /* No__c */"
                        + " &amp; $Label.Currency &amp; $CustomMetadata.Tax__mdt.DE.Rate__c</formula></fields>"
                        + "<fields><fullName>Kind__c</fullName><valueSet><valueSetName>Kinds</valueSetName></valueSet></fields>"
                        + "<fields><fullName>Owner2__c</fullName><referenceTo>User</referenceTo></fields>");

        assertThat(targets(object))
                .containsExactly(
                        "CustomField:Invoice__c.Customer__c",
                        "CustomField:Invoice__c.Net__c",
                        "CustomField:Tax__mdt.Rate__c",
                        "CustomLabel:Currency",
                        "CustomMetadata:Tax.DE",
                        "CustomObject:Customer__c",
                        "CustomObject:Tax__mdt",
                        "GlobalValueSet:Kinds");
    }

    @Test
    void aReferenceSaysFromWhereInPeoplesWords() throws Exception {
        Packages object = Packages.object(
                "Invoice__c",
                "<fields><fullName>Customer__c</fullName><referenceTo>Customer__c</referenceTo></fields>");

        assertThat(References.in(object.zip()))
                .containsExactly(new Reference(
                        component("CustomField:Invoice__c.Customer__c"),
                        component("CustomObject:Customer__c"),
                        "referenceTo"));
    }

    @Test
    void aLayoutNamesFieldsButtonsActionsAndRelatedLists() throws Exception {
        Packages layout = Packages.with(
                "layouts/Invoice__c-Invoice Layout.layout",
                xml(
                        "Layout",
                        "<customButtons>Print</customButtons><layoutSections><layoutColumns><layoutItems><field>Amount__c</field></layoutItems>"
                                + "<layoutItems><field>CreatedById</field></layoutItems></layoutColumns></layoutSections>"
                                + "<relatedLists><fields>Price__c</fields><relatedList>Line__c.Invoice__c</relatedList></relatedLists>"
                                + "<quickActionList><quickActionListItems><quickActionName>Invoice__c.Send</quickActionName></quickActionListItems>"
                                + "<quickActionListItems><quickActionName>FeedItem.TextPost</quickActionName></quickActionListItems></quickActionList>"));

        assertThat(targets(layout))
                .containsExactly(
                        "CustomField:Invoice__c.Amount__c",
                        "CustomField:Line__c.Invoice__c",
                        "CustomField:Line__c.Price__c",
                        "CustomObject:Invoice__c",
                        "CustomObject:Line__c",
                        "QuickAction:Invoice__c.Send",
                        "WebLink:Invoice__c.Print");
    }

    @Test
    void aPageNamesComponentsFieldsAndItsTemplate() throws Exception {
        Packages page = Packages.with(
                "flexipages/Invoice.flexipage",
                xml(
                        "FlexiPage",
                        "<flexiPageRegions><itemInstances><componentInstance><componentName>invoiceTile</componentName></componentInstance></itemInstances>"
                                + "<itemInstances><componentInstance><componentName>force:detailPanel</componentName></componentInstance></itemInstances>"
                                + "<itemInstances><fieldInstance><fieldItem>Record.Amount__c</fieldItem></fieldInstance></itemInstances></flexiPageRegions>"
                                + "<parentFlexiPage>flexipage__default_rec_L</parentFlexiPage><sobjectType>Invoice__c</sobjectType>"
                                + "<template><name>twoColumns</name></template>"));

        assertThat(targets(page))
                .containsExactly(
                        "AuraDefinitionBundle:twoColumns",
                        "CustomField:Invoice__c.Amount__c",
                        "CustomObject:Invoice__c",
                        "LightningComponentBundle:invoiceTile");
        assertThat(References.satisfiedBy(component("LightningComponentBundle:invoiceTile")))
                .contains(component("AuraDefinitionBundle:invoiceTile"));
    }

    @Test
    void aFlowNamesObjectsFieldsActionsAndSubflows() throws Exception {
        Packages flow = Packages.with(
                "flows/Remind.flow",
                xml(
                        "Flow",
                        "<actionCalls><actionName>Mailer</actionName><actionType>apex</actionType></actionCalls>"
                                + "<actionCalls><actionName>Invoice__c.Late</actionName><actionType>emailAlert</actionType></actionCalls>"
                                + "<decisions><name>d</name><rules><conditions><leftValueReference>$Record.Due__c</leftValueReference></conditions></rules></decisions>"
                                + "<recordLookups><name>lines</name><filters><field>Open__c</field></filters><object>Line__c</object></recordLookups>"
                                + "<assignments><assignmentItems><assignToReference>lines.Price__c</assignToReference></assignmentItems></assignments>"
                                + "<start><object>Invoice__c</object></start><subflows><flowName>Tell</flowName></subflows>"));

        assertThat(targets(flow))
                .containsExactly(
                        "ApexClass:Mailer",
                        "CustomField:Invoice__c.Due__c",
                        "CustomField:Line__c.Open__c",
                        "CustomField:Line__c.Price__c",
                        "CustomObject:Invoice__c",
                        "CustomObject:Line__c",
                        "Flow:Tell",
                        "WorkflowAlert:Invoice__c.Late");
    }

    @Test
    void rightsNameWhatTheyAreOn() throws Exception {
        Packages rights = Packages.with(
                "permissionsets/Billing.permissionset",
                xml(
                        "PermissionSet",
                        "<applicationVisibilities><application>Billing</application></applicationVisibilities>"
                                + "<applicationVisibilities><application>standard__Sales</application></applicationVisibilities>"
                                + "<classAccesses><apexClass>Invoices</apexClass></classAccesses>"
                                + "<fieldPermissions><field>Account.Tax__c</field></fieldPermissions>"
                                + "<fieldPermissions><field>Account.Phone</field></fieldPermissions>"
                                + "<recordTypeVisibilities><recordType>Invoice__c.Domestic</recordType></recordTypeVisibilities>"
                                + "<tabSettings><tab>standard-Account</tab></tabSettings><tabSettings><tab>Invoice__c</tab></tabSettings>"));

        assertThat(targets(rights))
                .containsExactly(
                        "ApexClass:Invoices",
                        "CustomApplication:Billing",
                        "CustomField:Account.Tax__c",
                        "CustomTab:Invoice__c",
                        "RecordType:Invoice__c.Domestic");
    }

    @Test
    void apexNamesObjectsFieldsAndTheClassesOfItsPackage() throws Exception {
        Packages code = Packages.with("classes/Invoices.cls", """
                        public class Invoices {
                            // Comment__c is no object
                            private static final String TEXT = 'Text__c';
                            public void pay(List<Invoice__c> invoices) {
                                for (Invoice__c one : invoices) { one.Paid__c = true; Mailer.send(one); Unknown.call(); }
                                List<Line__c> lines = [SELECT Id, Price__c, Invoice__r.Number__c FROM Line__c];
                                insert new Log__c(Message__c = 'x', Name = 'y');
                                String label = System.Label.Pay_Now;
                            }
                        }
                        """).and("classes/Mailer.cls", "public class Mailer {}");

        assertThat(targets(code))
                .containsExactly(
                        "ApexClass:Mailer",
                        "CustomField:Invoice__c.Paid__c",
                        "CustomField:Line__c.Invoice__c",
                        "CustomField:Line__c.Price__c",
                        "CustomField:Log__c.Message__c",
                        "CustomLabel:Pay_Now",
                        "CustomObject:Invoice__c",
                        "CustomObject:Line__c",
                        "CustomObject:Log__c");
    }

    @Test
    void aLightningWebComponentNamesItsImportsAndTags() throws Exception {
        Packages bundle = Packages.with("lwc/tile/tile.js", """
                        import { LightningElement } from 'lwc';
                        import pay from '@salesforce/apex/Invoices.pay';
                        import AMOUNT from '@salesforce/schema/Invoice__c.Amount__c';
                        import NAME from '@salesforce/schema/Account.Name';
                        import CHANNEL from '@salesforce/messageChannel/Paid__c';
                        import { sum } from 'c/sums';
                        """)
                .and(
                        "lwc/tile/tile.html",
                        "<template><c-paid-badge></c-paid-badge><lightning-card></lightning-card></template>");

        assertThat(targets(bundle))
                .containsExactly(
                        "ApexClass:Invoices",
                        "CustomField:Invoice__c.Amount__c",
                        "CustomObject:Invoice__c",
                        "LightningComponentBundle:paidBadge",
                        "LightningComponentBundle:sums",
                        "LightningMessageChannel:Paid");
    }

    @Test
    void tabsApplicationsActionsEventsAndPromptsNameTheirTargets() throws Exception {
        Packages some = Packages.with("tabs/Invoice__c.tab", xml("CustomTab", "<customObject>true</customObject>"))
                .and("tabs/Board.tab", xml("CustomTab", "<flexiPage>Board</flexiPage>"))
                .and(
                        "applications/Billing.app",
                        xml(
                                "CustomApplication",
                                "<actionOverrides><actionName>View</actionName><content>Invoice_Page</content><type>Flexipage</type><pageOrSobjectType>Invoice__c</pageOrSobjectType></actionOverrides>"
                                        + "<tabs>standard-home</tabs><tabs>Plan__c</tabs>"))
                .and(
                        "platformEventChannelMembers/M.platformEventChannelMember",
                        xml(
                                "PlatformEventChannelMember",
                                "<eventChannel>ChangeEvents</eventChannel><selectedEntity>Order__ChangeEvent</selectedEntity>"))
                .and(
                        "prompts/Hello.prompt",
                        xml("Prompt", "<promptVersions><customApplication>Sales2</customApplication></promptVersions>"))
                .and(
                        "quickActions/Invoice__c.Send.quickAction",
                        xml(
                                "QuickAction",
                                "<lightningWebComponent>sender</lightningWebComponent><targetObject>Letter__c</targetObject>"));

        assertThat(targets(some))
                .containsExactly(
                        "CustomApplication:Sales2",
                        "CustomObject:Invoice__c",
                        "CustomObject:Letter__c",
                        "CustomObject:Order__c",
                        "CustomTab:Plan__c",
                        "FlexiPage:Board",
                        "FlexiPage:Invoice_Page",
                        "LightningComponentBundle:sender");
    }

    @Test
    void aPackageBringsItsChildrenButAFileOfOneFieldDoesNotBringTheObject() throws Exception {
        Packages field = Packages.object("Invoice__c", "<fields><fullName>Amount__c</fullName></fields>")
                .and(
                        "package.xml",
                        "<Package><types><members>Invoice__c.Amount__c</members><name>CustomField</name></types><version>62.0</version></Package>");

        assertThat(References.defined(field.zip())).containsExactly(component("CustomField:Invoice__c.Amount__c"));
        assertThat(PackageZip.inspect(field.zip()).problem()).isEmpty();
    }

    @Test
    void aPackageThatLacksWhatItsManifestNamesIsToldSo() throws Exception {
        Packages lacking = Packages.with("classes/A.cls", "class A {}")
                .and(
                        "package.xml",
                        "<Package><types><members>A</members><members>B</members><name>ApexClass</name></types><version>62.0</version></Package>");

        assertThat(PackageZip.inspect(lacking.zip()).problem()).get().asString().contains("[ApexClass:B]");
        assertThat(PackageZip.inspect(Packages.with("classes/A.cls", "x").zip()).problem())
                .get()
                .asString()
                .contains("no package.xml");
    }

    @Test
    void aPackageBeyondTheLimitsIsToldInASentence() {
        assertThat(PackageZip.problemOfSize(10_000, 40_894_464, 629_145_600)).isEmpty();
        assertThat(PackageZip.problemOfSize(10_001, 1, 1)).get().asString().contains("10001 files");
        assertThat(PackageZip.problemOfSize(1, 40_894_465, 1)).get().asString().contains("39 MB");
        assertThat(PackageZip.problemOfSize(1, 1, 629_145_601)).get().asString().contains("600 MB");
    }

    private static TreeSet<String> targets(Packages zip) throws BrokenPackageException {
        TreeSet<String> targets = new TreeSet<>();
        References.in(zip.zip()).forEach(reference -> targets.add(reference.to().toString()));
        return targets;
    }
}
