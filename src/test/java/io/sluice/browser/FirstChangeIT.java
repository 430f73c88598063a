package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.sluice.rehearsal.RehearsalApplication;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Does in a browser what the README tells a newcomer to do, in the running demo, with the same words on the screen. */
@ExtendWith(InTheDemo.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstChangeIT {

    private static final String FIELD = """
                <fields>
                    <fullName>Due_Date__c</fullName>
                    <label>Due Date</label>
                    <type>Date</type>
                </fields>
            """;
    private static final String ON_THE_LAYOUT = """
                        <layoutItems>
                            <behavior>Edit</behavior>
                            <field>Due_Date__c</field>
                        </layoutItems>
            """;

    private static final String LAYOUT = "Layout:Visit_Finding__c-Visit Finding Layout";
    private static final String DUE_DATE = "CustomField:Visit_Finding__c.Due_Date__c";

    private final BrowserDemo demo;

    FirstChangeIT(BrowserDemo demo) {
        this.demo = demo;
    }

    @Test
    @Order(1)
    void the_demo_says_where_to_go_and_with_which_accounts() {
        assertThat(demo.printed())
                .contains(demo.sluice() + "/changes", demo.development(), RehearsalApplication.PASSWORD);
        assertThat(demo.printed()).contains("rita", "dev", "anna", "mara", "olga");
    }

    @Test
    @Order(2)
    void a_change_goes_from_nothing_to_completed_with_four_accounts() {
        Person rita = person("rita");
        String change = raised(rita);
        scopeDefined(rita, change);

        Person anna = person("anna");
        anna.takes("Approve change request", change);
        anna.sees("CustomField:Visit_Finding__c.Due_Date__c");
        anna.ticks("Approve");
        Pictures.APPROVE_CHANGE_REQUEST.take(anna);
        anna.completes();

        Person dev = person("dev");
        dev.takes("Choose environment", change);
        assertThat(dev.page().getByLabel("Environment").first()).hasValue("Development (developer)");
        dev.completes();
        dev.takes("Make changes", change);
        worksInTheSandbox();
        dev.ticks("Look at the environment again");
        dev.completes();
        dev.takes("Make changes", change);
        Locator changed = dev.page().locator(".fjs-table");
        assertThat(changed).containsText("CustomField:Visit_Finding__c.Due_Date__c");
        assertThat(changed).containsText("Dana Developer");
        Pictures.MAKE_CHANGES.take(dev);
        dev.completes();
        BoardWalk.ofChange(dev, change);
        ConflictWalk.bothSidesEdit(demo, change);
        dev.takes("Choose target", change);
        dev.completes();
        ConflictWalk.resolved(dev, change);

        Person mara = person("mara");
        mara.takes("Prepare deployment", change);
        assertThat(mara.page().getByLabel("Comparison")).hasValue("2 items compared: 1 only in source, 1 different");
        Pictures.PREPARE_DEPLOYMENT.take(mara);
        mara.completes();

        anna.takes("Approve deployment", change);
        assertThat(anna.page().getByLabel("Target")).hasValue("Production");
        anna.ticks("Approve");
        Pictures.APPROVE_DEPLOYMENT.take(anna);
        String differences = anna.page().getByText("All differences").getAttribute("href");
        anna.completes();
        comparisonSeen(anna, differences);

        mara.takes("Start deployment", change);
        assertThat(mara.page().getByLabel("Validation")).hasValue(Pattern.compile("Succeeded: 2 of 2 components, .*"));
        mara.ticks("Start it");
        Pictures.START_DEPLOYMENT.take(mara);
        mara.completes();

        mara.takes("Complete change request", change);
        assertThat(mara.page().getByLabel("Deployments"))
                .hasValue(Pattern.compile("DEP-\\d+, to Production: Deployed"));
        mara.completes();

        rita.opens("/changes/" + change);
        assertThat(rita.page().locator("#change-head .badge")).hasText("Completed");
        rita.sees("Nothing more: every target has the change, and a comparison has verified it.");
        rita.sees("Source and target are the same for the whole scope.");
        Pictures.COMPLETED.take(rita);
    }

    @Test
    @Order(3)
    void a_form_that_is_refused_says_why_in_plain_words_and_keeps_what_was_typed() {
        Person ben = person("ben");
        ben.takes("Approve change request", "CR-000001");
        ben.ticks("Reject");
        ben.button("Complete").click();

        Locator message = ben.page().locator(".page-notifications .alert-danger");
        assertThat(message).containsText("A rejection needs a reason.");
        assertThat(message).not().containsText("ENGINE");
        ben.types("Reason", "Inspectors may not assign others.");
        assertThat(message).isHidden();
        ben.completes();

        ben.opens("/changes/CR-000001");
        ben.sees("Inspectors may not assign others.");
    }

    @Test
    @Order(4)
    void a_requester_cancels_a_change_inside_the_tab_of_tasklist() {
        Person rita = person("rita");
        rita.takes("Rework change request", "CR-000002");

        FrameLocator tab = rita.changeRecordTab();

        assertThat(tab.locator("h1")).hasText("CR-000002 Delete old visits by a flow");
        cancels(tab, "CR-000002", "Archiving is a change of its own.");
    }

    @Test
    @Order(5)
    void a_form_that_was_opened_before_the_scope_page_saved_is_refused_so_that_nothing_is_lost() {
        Person rita = person("rita");
        String change = rita.raises("Findings get a due date", "Asked for a second time.", form -> {});
        rita.takes("Define scope", change);
        rita.types("Existing customizations", LAYOUT);

        // Meanwhile, in another window:
        Page other = rita.page().context().newPage();
        other.navigate(demo.sluice() + "/changes/" + change + "/scope");
        other.locator(".propose-fields").getByLabel("Type").fill("CustomField");
        other.locator(".propose-fields").getByLabel("Full name").fill("Visit_Finding__c.Due_Date__c");
        other.getByText("Propose", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(other.locator("#basket")).containsText("1 item");

        rita.button("Complete").click();
        assertThat(rita.page().locator(".page-notifications .alert-danger"))
                .containsText("The scope was changed on the scope page after this form was opened");
        rita.takes("Define scope", change);
        assertThat(rita.page().getByLabel("Proposed customizations")).hasValue(DUE_DATE);
    }

    @Test
    @Order(6)
    void the_scope_page_opens_inside_the_tab_of_tasklist() {
        Person rita = person("rita");
        rita.takes("Define scope", rita.numberOf("Findings get a due date"));

        FrameLocator tab = rita.changeRecordTab();
        tab.getByText("Scope page").click();
        tab.getByLabel("Name", new FrameLocator.GetByLabelOptions().setExact(true))
                .fill("finding lay");

        assertThat(tab.locator("#hits")).containsText("Visit_Finding__c-Visit Finding Layout");
        Pictures.shoot(rita, "scope-page-in-tab");
    }

    @Test
    @Order(7)
    void what_is_typed_on_the_scope_page_before_it_is_ready_is_looked_for() {
        Person rita = person("rita");
        String change = rita.numberOf("Findings get a due date");
        Page page = rita.page();
        AtomicReference<Route> script = new AtomicReference<>();
        page.route("**/htmx.min.js", script::set);
        page.navigate(
                demo.sluice() + "/changes/" + change + "/scope",
                new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("finding lay");
        page.waitForCondition(() -> script.get() != null);

        script.get().resume();

        assertThat(page.locator("#hits tbody tr")).hasCount(1);
    }

    @Test
    @Order(8)
    void the_boards_open_inside_the_tab_of_tasklist() {
        BoardWalk.insideTheTab(person("dev"), "CR-000003");
    }

    @Test
    @Order(9)
    void an_operator_cancels_a_change_inside_the_tab_of_cockpit() {
        Person olga = person("olga");
        olga.opens("/changes");
        olga.page()
                .getByText("Cockpit", new Page.GetByTextOptions().setExact(true))
                .click();
        olga.page()
                .getByText("Processes", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        olga.page()
                .locator("a")
                .getByText("Change request", new Locator.GetByTextOptions().setExact(true))
                .click();
        olga.page()
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText("CR-000003"))
                .locator("a")
                .first()
                .click();

        FrameLocator tab = olga.changeRecordTab();

        assertThat(tab.locator("h1")).hasText("CR-000003 Count findings on the visit");
        Pictures.TAB_IN_COCKPIT.take(olga);
        cancels(tab, "CR-000003", "The list shows the number already.");
    }

    private static String raised(Person rita) {
        rita.sees("Count findings on the visit");
        Pictures.CHANGES.take(rita);
        return rita.raises(
                "Findings get a due date",
                "Inspectors ask for a date until which a finding has to be dealt with.",
                Pictures.NEW_CHANGE_REQUEST::take);
    }

    private static void scopeDefined(Person rita, String change) {
        scopePicked(rita, change);
        rita.takes("Define scope", change);
        assertThat(rita.page().getByLabel("Existing customizations")).hasValue(LAYOUT);
        assertThat(rita.page().getByLabel("Proposed customizations")).hasValue(DUE_DATE);
        Pictures.DEFINE_SCOPE.take(rita);
        rita.completes();
        rita.opens("/changes/" + change);
        assertThat(rita.page().locator("#change-head .badge")).hasText("Pending Approval");
    }

    private static void scopePicked(Person rita, String change) {
        rita.opens("/changes/" + change);
        assertThat(rita.page().locator("#next .task-mine")).hasText("Define scope");
        rita.page().getByText("Scope page").click();
        Page page = rita.page();
        Locator basket = page.locator("#basket");

        // A list with a wrong line: that is said, and the right one is kept only by a second click.
        page.getByLabel("A package.xml").fill(LAYOUT + "\nApexKlass:Nothing");
        rita.button("Check the list").click();
        assertThat(page.locator("#pasted")).containsText("Salesforce has no metadata type \"ApexKlass\"");
        assertThat(basket).containsText("0 items");
        rita.button("Leave the wrong lines out and add 1 item").click();
        assertThat(basket).containsText("1 item");
        rita.button("Remove " + LAYOUT).click();
        assertThat(basket).containsText("0 items");

        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("finding lay");
        assertThat(page.locator("#hits tbody tr")).hasCount(1);
        rita.button("Add " + LAYOUT).click();
        assertThat(basket).containsText("Visit_Finding__c-Visit Finding Layout");
        assertThat(page.locator("#hits .mark .badge")).hasText("existing");

        page.locator(".propose-fields").getByLabel("Type").fill("CustomField");
        page.locator(".propose-fields").getByLabel("Full name").fill("Visit_Finding__c.Due_Date__c");
        assertThat(page.locator("#check")).hasText("This can be proposed.");
        rita.button("Propose").click();
        assertThat(basket).containsText("2 items");
        Pictures.SCOPE_PAGE.take(rita);
    }

    /** One click from the task. */
    private static void comparisonSeen(Person anna, String address) {
        anna.opens(address);
        anna.sees("Nobody gains or loses a right.");
        anna.sees("Field Due_Date__c is new");
        Pictures.COMPARISON.take(anna);
    }

    /** The development org's Setup: two files are opened, something is pasted above a line, and saved. */
    private void worksInTheSandbox() {
        Person dana = demo.stranger(demo.development());
        pastes(dana, "objects/Visit_Finding__c.object", FIELD, "    <label>Visit Finding</label>");
        Pictures.SANDBOX.take(dana);
        pastes(
                dana,
                "layouts/Visit_Finding__c-Visit Finding Layout.layout",
                ON_THE_LAYOUT,
                "            <layoutItems>\n                <behavior>Edit</behavior>\n                <field>Resolved__c</field>");
    }

    private static void pastes(Person dana, String file, String block, String above) {
        dana.opens("/");
        dana.page().getByText(file, new Page.GetByTextOptions().setExact(true)).click();
        Locator content = dana.page().getByLabel("Content");
        String before = content.inputValue();
        assertThat(before).contains(above).doesNotContain("Due_Date__c");
        content.fill(before.replace(above, block + above));
        dana.button("Save").click();
        dana.sees("Saved.");
    }

    private static void cancels(FrameLocator tab, String change, String reason) {
        tab.getByLabel("Why is it cancelled?").fill(reason);
        tab.getByText("Cancel this change request ...").click();
        tab.getByText("Yes, cancel " + change).click();

        assertThat(tab.locator("#cancel")).containsText(change + " is cancelled.");
        assertThat(tab.locator("#change-head .badge")).hasText("Cancelled");
        assertThat(tab.locator("#change-head")).containsText(reason);
    }

    @Test
    @Order(10)
    void an_administrator_tests_edits_routes_disables_and_enables_an_environment() {
        Person admin = person("admin");
        EnvironmentWalk.connectionTested(admin);
        EnvironmentWalk.routed(admin);
        EnvironmentWalk.edited(admin);
        EnvironmentWalk.disabledAndEnabled(admin);
        EnvironmentWalk.keyMade(admin);
    }

    private Person person(String user) {
        return demo.person(user);
    }
}
