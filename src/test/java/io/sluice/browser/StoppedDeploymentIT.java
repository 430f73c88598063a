package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A deployment that is stopped four times and mended each time: something is missing, an analyzer finds something, the target
 * refuses a component, and somebody holds a record there. Then it goes through while its log is watched.
 */
@ExtendWith(InTheDemo.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoppedDeploymentIT {

    private static final String LAYOUT = "Layout:Site_Visit__c-Site Visit Layout";
    private static final String LAYOUT_FILE = "layouts/Site_Visit__c-Site Visit Layout.layout";
    private static final String FIELD = "CustomField:Site_Visit__c.Follow_Up__c";
    private static final String CLASS = "ApexClass:FollowUps";
    private static final String CLASS_FILE = "classes/FollowUps.cls";
    private static final String BROKEN =
            "public with sharing class FollowUps {\n    public static Integer days(Integer findings) {\n"
                    + "        return Math.min(findings * 7, 28);\n    }\n";
    private static final String META = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n    <apiVersion>62.0</apiVersion>\n"
            + "    <status>Active</status>\n</ApexClass>\n";
    private static final String COLUMN = "        <layoutColumns>\n";
    private static final String ITEM = """
                        <layoutItems>
                            <behavior>Edit</behavior>
                            <field>Follow_Up__c</field>
                        </layoutItems>
            """;
    private static final String BACK =
            "Back to making changes: the change itself is mended in the sandbox, then brought back and approved again";
    private static final String REPEAT =
            "Repeat: the cause was mended in the target or in the source, or had nothing to do with the change";

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
        dev.chooses("Environment", "Development (developer)");
        dev.completes();
        editedInTheSandbox();
        broughtBack();
        preparedAndApproved();

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
        Looks.good(mara, "dependencies");
        mara.button("Add the missing ones to the scope").click();
        assertThat(mara.page().locator(".notice.done")).containsText("Noted.");
        assertThat(mara.page().locator("div.notice.trouble")).containsText("Asked for already");
        assertThat(mara.button("Add the missing ones to the scope")).isHidden();
        mara.takes("Fix errors", change);
        mara.ticks(BACK);
        mara.completes();
    }

    @Test
    @Order(2)
    void a_finding_is_waived_with_a_reason_and_the_deployment_repeated() {
        Person dev = demo.person("dev");
        dev.takes("Make changes", change);
        assertThat(dev.page().getByLabel("Please look at this first"))
                .hasValue(Pattern.compile("Added to the scope because the deployment needs it: " + FIELD + ".*"));
        // A column of the table above is labelled with the scope too.
        assertThat(dev.page().getByLabel("Scope", new Page.GetByLabelOptions().setExact(true)))
                .hasValue(Pattern.compile(".*" + FIELD + ".*", Pattern.DOTALL));
        broughtBack();
        demo.person("anna").approves("Approve change request", change);
        preparedAndApproved();

        Person mara = demo.person("mara");
        mara.takes("Fix errors", change);
        assertThat(mara.table("Found in the package")).containsText(LAYOUT);
        mara.link("findings of the analyzers").click();
        assertThat(mara.page().locator("h1")).hasText("Findings of the analyzers");
        Locator finding = mara.page()
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("stands on the layout twice"));
        assertThat(finding).containsText("stops the deployment");
        finding.getByText("Waive", new Locator.GetByTextOptions().setExact(true))
                .click();
        mara.types("Why it may pass", "People asked to see it at the top and at the bottom.");
        Pictures.FINDINGS.take(mara);
        Looks.good(mara, "findings");
        mara.button("Waive under my name").click();
        assertThat(finding).containsText("mara, ");
        assertThat(finding).containsText("People asked to see it at the top and at the bottom.");
        assertThat(finding).not().containsText("stops the deployment");
        mara.link("duplicate-layout-item").click();
        assertThat(mara.page().locator("#duplicate-layout-item")).isInViewport();
        Looks.good(mara, "analyzers");
        mara.takes("Fix errors", change);
        mara.ticks(REPEAT);
        mara.completes();
    }

    @Test
    @Order(3)
    void what_the_target_refuses_stands_in_the_task_and_in_the_log_with_its_place() {
        Person mara = demo.person("mara");
        mara.takes("Fix errors", change);
        Locator failed = mara.table("What failed in the last attempt");
        assertThat(failed).containsText(CLASS);
        assertThat(failed).containsText("The code does not compile at the place named.");
        assertThat(failed).containsText("Open the class in the sandbox at this line and correct it.");
        Pictures.FIX_ERRORS.take(mara);

        deployment = mara.page().getByLabel("Deployment record").inputValue();
        mara.link("Log of every attempt of " + deployment).click();
        Looks.good(mara, "attempts");
        attempt(mara, "Validate (check-only)").click();
        assertThat(mara.page().locator("#failures-title")).isInViewport();
        Locator component = mara.page().locator("#components tr").filter(new Locator.FilterOptions().setHasText(CLASS));
        assertThat(component).containsText("failed");
        assertThat(component).containsText(Pattern.compile("line \\d+, column \\d+"));
        Looks.good(mara, "log-of-a-failure");

        mara.takes("Fix errors", change);
        mara.ticks(BACK);
        mara.completes();
    }

    @Test
    @Order(4)
    void mended_in_the_sandbox_it_fails_for_a_moment_in_the_target_and_is_repeated() {
        mendedInTheSandbox();
        broughtBack();
        preparedAndApproved();
        Person mara = demo.person("mara");
        mara.takes("Start deployment", change);
        demo.productionOrg().order("{\"lockedDeployment\": 1}");
        mara.ticks("Start it");
        mara.completes();

        mara.takes("Fix errors", change);
        Locator failed = mara.table("What failed in the last attempt");
        assertThat(failed).containsText("The whole package");
        assertThat(failed).containsText("UNABLE_TO_LOCK_ROW");
        assertThat(failed).containsText("Somebody or something else was changing the same data");
        assertThat(failed).containsText("Repeat it, best at a quiet time");
        mara.ticks(REPEAT);
        mara.completes();
    }

    @Test
    @Order(5)
    void its_log_is_watched_while_it_is_deployed_and_read_afterwards() {
        Person mara = demo.person("mara");
        mara.takes("Start deployment", change);
        deployment = mara.page().getByLabel("Deployment record").inputValue();
        demo.productionOrg().order("{\"slowTests\": 4000}");
        mara.ticks("Start it");
        mara.completes();
        // Nobody loads a page anew, from here on; the target's state is still being kept.
        mara.opens("/deployments/" + deployment);
        Locator running = mara.page().locator("#attempts tbody tr").first();
        assertThat(running).containsText("Deploy");
        assertThat(running).containsText("still running");
        running.getByRole(AriaRole.LINK).click();
        Locator now = mara.page().locator("#now");
        assertThat(now).containsText("Running Tests");
        Pictures.LIVE_LOG.take(mara);
        Looks.good(mara, "live-log");
        demo.productionOrg().order("{\"clear\": true}");
        assertThat(now).containsText("Succeeded");
        assertThat(mara.page().locator("#components")).containsText("FollowUps");
        Looks.good(mara, "log-of-a-success");

        mara.takes("Complete change request", change);
        mara.completes();
        mara.opens("/changes/" + change);
        assertThat(mara.page().locator("#change-head .badge")).hasText("Completed");
    }

    private static Locator attempt(Person mara, String kind) {
        return mara.page()
                .locator("#attempts a")
                .filter(new Locator.FilterOptions().setHasText(kind))
                .first();
    }

    /** A field that nobody has in the scope, twice on the layout, and a class that lacks its last bracket. */
    private void editedInTheSandbox() {
        OrgControl sandbox = demo.developmentOrg();
        sandbox.replace("objects/Site_Visit__c.object", "\n    <label>Site Visit</label>", """

                            <fields>
                                <fullName>Follow_Up__c</fullName>
                                <label>Follow-up</label>
                                <type>Date</type>
                            </fields>
                            <label>Site Visit</label>""");
        String layout = sandbox.file(LAYOUT_FILE);
        int top = layout.indexOf(COLUMN) + COLUMN.length();
        int bottom = layout.lastIndexOf(COLUMN) + COLUMN.length();
        sandbox.edit(
                LAYOUT_FILE,
                layout.substring(0, top) + ITEM + layout.substring(top, bottom) + ITEM + layout.substring(bottom));
        sandbox.edit("classes/FollowUps.cls-meta.xml", META);
        sandbox.edit(CLASS_FILE, BROKEN);
    }

    /** The layout as well: a waiver ends when the deployment is prepared anew. */
    private void mendedInTheSandbox() {
        OrgControl sandbox = demo.developmentOrg();
        sandbox.edit(CLASS_FILE, BROKEN + "}\n");
        String layout = sandbox.file(LAYOUT_FILE);
        int bottom = layout.lastIndexOf(ITEM);
        sandbox.edit(LAYOUT_FILE, layout.substring(0, bottom) + layout.substring(bottom + ITEM.length()));
    }

    /** What is in the sandbox is brought back, to go to production. */
    private void broughtBack() {
        Person dev = demo.person("dev");
        dev.takes("Make changes", change);
        dev.completes();
        dev.takes("Choose target", change);
        dev.completes();
    }

    private void preparedAndApproved() {
        Person mara = demo.person("mara");
        mara.takes("Prepare deployment", change);
        // Else the tests would not run once more, and there would be nothing to watch.
        mara.page().getByLabel("Deploy quickly where the target allows it").uncheck();
        mara.completes();
        demo.person("anna").approves("Approve deployment", change);
    }
}
