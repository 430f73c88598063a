package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deployment that is stopped because something is missing, which is added to the scope. */
@ExtendWith(InTheDemo.class)
class StoppedDeploymentIT {

    private static final String LAYOUT = "Layout:Site_Visit__c-Site Visit Layout";
    private static final String LAYOUT_FILE = "layouts/Site_Visit__c-Site Visit Layout.layout";
    private static final String FIELD = "CustomField:Site_Visit__c.Follow_Up__c";
    private static final String CLASS = "ApexClass:FollowUps";
    private static final String BROKEN =
            "public with sharing class FollowUps {\n    public static Integer days(Integer findings) {\n"
                    + "        return Math.min(findings * 7, 28);\n    }\n";
    private static final String META = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n    <apiVersion>62.0</apiVersion>\n"
            + "    <status>Active</status>\n</ApexClass>\n";
    private static final String ITEM = """
                        <layoutItems>
                            <behavior>Edit</behavior>
                            <field>Follow_Up__c</field>
                        </layoutItems>
            """;

    private String change = "";

    private final BrowserDemo demo;

    StoppedDeploymentIT(BrowserDemo demo) {
        this.demo = demo;
    }

    @Test
    void what_is_missing_is_seen_as_list_and_picture_and_added() {
        Person rita = demo.person("rita");
        change = rita.raises("Visits have a follow-up", "Inspectors want to see when to come again.", form -> {});
        rita.definesScope(change, LAYOUT, CLASS);
        demo.person("anna").approves("Approve change request", change);
        Person dev = demo.person("dev");
        dev.takes("Choose environment", change);
        dev.chooses("Environment", "Development (developer)");
        dev.completes();
        editedInTheSandbox();
        prepared();

        Person mara = demo.person("mara");
        mara.takes("Fix errors", change);
        assertThat(mara.table("Missing")).containsText(FIELD);
        mara.link("Dependencies as list and picture").click();
        assertThat(mara.page().locator("h1")).hasText("Dependencies");
        assertThat(mara.page().locator("svg.dependencies .box.missing")).containsText("Follow_Up__c");
        Locator row = mara.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(FIELD));
        assertThat(row).containsText(LAYOUT);
        assertThat(row).containsText("missing");
        Pictures.DEPENDENCIES.take(mara);
        mara.button("Add the missing ones to the scope").click();
        assertThat(mara.page().locator(".notice.done")).containsText("Noted.");
        assertThat(mara.page().locator("div.notice.trouble")).containsText("Asked for already");
        assertThat(mara.button("Add the missing ones to the scope")).isHidden();
        mara.takes("Fix errors", change);
        mara.ticks(
                "Back to making changes: the change itself is mended in the sandbox, then brought back and approved again");
        mara.completes();
    }

    /** A field that nobody has in the scope, twice on the layout, and a class that lacks its last bracket. */
    private void editedInTheSandbox() {
        OrgControl sandbox = demo.developmentOrg();
        String object = sandbox.file("objects/Site_Visit__c.object");
        sandbox.edit("objects/Site_Visit__c.object", object.replace("\n    <label>Site Visit</label>", """

                            <fields>
                                <fullName>Follow_Up__c</fullName>
                                <label>Follow-up</label>
                                <type>Date</type>
                            </fields>
                            <label>Site Visit</label>"""));
        sandbox.edit(
                LAYOUT_FILE,
                sandbox.file(LAYOUT_FILE).replace("        <layoutColumns>\n", "        <layoutColumns>\n" + ITEM));
        sandbox.edit("classes/FollowUps.cls-meta.xml", META);
        sandbox.edit("classes/FollowUps.cls", BROKEN);
    }

    /** What is in the sandbox is brought back and prepared for production once more. */
    private void prepared() {
        Person dev = demo.person("dev");
        dev.takes("Make changes", change);
        dev.completes();
        dev.takes("Choose target", change);
        dev.completes();
        Person mara = demo.person("mara");
        mara.takes("Prepare deployment", change);
        mara.completes();
        demo.person("anna").approves("Approve deployment", change);
    }
}
