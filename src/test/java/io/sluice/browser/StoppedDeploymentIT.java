package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A deployment that is stopped three times and mended each time: something is missing, an analyzer finds something, and the target
 * refuses a component. Then it goes through while its log is watched.
 */
@ExtendWith(InTheDemo.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
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

    private static String change = "";
    private static String deployment = "";

    private final BrowserDemo demo;

    StoppedDeploymentIT(BrowserDemo demo) {
        this.demo = demo;
    }

    @Test
    @Order(1)
    void what_is_missing_is_seen_as_list_and_picture_and_added() {
        Person rita = demo.person("rita");
        change = rita.raises("Visits have a follow-up", "Inspectors want to see when to come again.", form -> {});
        rita.definesScope(change, LAYOUT, CLASS);
        demo.person("anna").approves("Approve change request", change);
        Person dev = demo.person("dev");
        dev.takes("Choose environment", change);
        dev.completes();
        editedInTheSandbox();
        prepared();

        Person mara = demo.person("mara");
        mara.takes("Fix errors", change);
        assertThat(mara.table("Missing")).containsText(FIELD);
        deployment = mara.page().getByLabel("Deployment record").inputValue();
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

    @Test
    @Order(2)
    void a_finding_is_waived_with_a_reason_and_the_deployment_repeated() {
        Person dev = demo.person("dev");
        dev.takes("Make changes", change);
        assertThat(dev.page().getByLabel("Scope").first()).hasValue(Pattern.compile("(?s).*Follow_Up__c.*"));
        dev.completes();
        dev.takes("Choose target", change);
        dev.completes();
        demo.person("anna").approves("Approve change request", change);
        approvedAndPrepared();

        Person mara = demo.person("mara");
        mara.takes("Fix errors", change);
        assertThat(mara.table("Found in the package")).containsText(LAYOUT);
        mara.link("findings of the analyzers").click();
        assertThat(mara.page().locator("h1")).hasText("Findings of the analyzers");
        mara.page()
                .getByText("Waive", new Page.GetByTextOptions().setExact(true))
                .click();
        mara.types("Why it may pass", "People asked to see it at the top and at the bottom.");
        Pictures.FINDINGS.take(mara);
        mara.button("Waive under my name").click();
        mara.sees("mara, ");
        mara.link("duplicate-layout-item").click();
        assertThat(mara.page().locator("#duplicate-layout-item")).isVisible();
        Pictures.shoot(mara, "analyzers");
        mara.takes("Fix errors", change);
        mara.ticks("Repeat: the cause was mended in the target or in the source, or had nothing to do with the change");
        mara.completes();
    }

    @Test
    @Order(3)
    void what_the_target_refuses_stands_in_the_task_and_in_the_log_with_its_place() {
        Person mara = demo.person("mara");
        mara.takes("Fix errors", change);
        Locator failed = mara.table("What failed in the last attempt");
        assertThat(failed).containsText("FollowUps");
        Pictures.FIX_ERRORS.take(mara);

        mara.link("Log of every attempt of " + deployment).click();
        mara.link("1: validation").click();
        assertThat(mara.page().locator("#failures-title")).isVisible();
        Locator component = mara.page().locator("#components tr").filter(new Locator.FilterOptions().setHasText(CLASS));
        assertThat(component).containsText("failed");
        assertThat(component).containsText(Pattern.compile("line \\d+, column \\d+"));
        Pictures.shoot(mara, "log-of-a-failure");

        mara.takes("Fix errors", change);
        mara.ticks(
                "Back to making changes: the change itself is mended in the sandbox, then brought back and approved again");
        mara.completes();
    }

    @Test
    @Order(4)
    void mended_in_the_sandbox_it_is_synced_again_and_deployed_while_its_log_is_watched() {
        Person dana = demo.stranger(demo.development());
        dana.opens("/");
        dana.page()
                .getByText("classes/FollowUps.cls", new Page.GetByTextOptions().setExact(true))
                .click();
        dana.page().getByLabel("Content").fill(BROKEN + "}\n");
        dana.button("Save").click();
        dana.sees("Saved.");
        prepared();

        Person mara = demo.person("mara");
        mara.takes("Start deployment", change);
        mara.ticks("Start it");
        demo.productionOrg().order("{\"slowTests\": 400}");
        mara.completes();
        mara.opens("/deployments/" + deployment);
        mara.page().locator("#attempts a").getByText("deployment").click();
        assertThat(mara.page().locator("#now")).containsText("Running Tests");
        Pictures.LIVE_LOG.take(mara);
        demo.productionOrg().order("{\"clear\": true}");
        // Nobody loads the page anew.
        assertThat(mara.page().locator("#now")).containsText("Succeeded");
        assertThat(mara.page().locator("#components")).containsText("FollowUps");

        mara.takes("Complete change request", change);
        mara.completes();
        mara.opens("/changes/" + change);
        assertThat(mara.page().locator("#change-head .badge")).hasText("Completed");
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
        approvedAndPrepared();
    }

    private void approvedAndPrepared() {
        Person mara = demo.person("mara");
        mara.takes("Prepare deployment", change);
        mara.completes();
        demo.person("anna").approves("Approve deployment", change);
    }
}
