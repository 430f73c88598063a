package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A completed change is rolled back: somebody changed a part of it since, and keeps that change. */
@ExtendWith(InTheDemo.class)
class RollbackIT {

    private static final String CLASS = "ApexClass:VisitRating";
    private static final String CLASS_FILE = "classes/VisitRating.cls";
    private static final String FIELD = "CustomField:Site_Visit__c.Mood__c";
    private static final String OBJECT_FILE = "objects/Site_Visit__c.object";

    @Test
    void a_completed_change_goes_back_item_by_item_and_what_others_changed_stays(BrowserDemo demo) {
        Person rita = demo.person("rita");
        String change = rita.raises("Visits have a mood", "Inspectors want to note the mood on site.", form -> {});
        rita.definesScope(change, CLASS, FIELD);
        Person anna = demo.person("anna");
        anna.approves("Approve change request", change);
        Person dev = demo.person("dev");
        dev.takes("Choose environment", change);
        dev.chooses("Environment", "Development (developer)");
        dev.completes();
        OrgControl sandbox = demo.developmentOrg();
        sandbox.replace(CLASS_FILE, "'High' => 25", "'High' => 27");
        sandbox.replace(
                OBJECT_FILE,
                "    <label>Site Visit</label>",
                "    <fields><fullName>Mood__c</fullName><label>Mood</label><length>40</length><type>Text</type></fields>\n"
                        + "    <label>Site Visit</label>");
        dev.takes("Make changes", change);
        dev.completes();
        dev.takes("Choose target", change);
        dev.completes();
        Person mara = demo.person("mara");
        mara.takes("Prepare deployment", change);
        mara.completes();
        anna.takes("Approve deployment", change);
        assertThat(anna.page().getByLabel("What can not be undone"))
                .hasValue(
                        FIELD + ": A rollback deletes the field with everything that people enter into it until then.");
        anna.ticks("Approve");
        anna.completes();
        mara.takes("Start deployment", change);
        String deployment = mara.page().getByLabel("Deployment record").inputValue();
        mara.ticks("Start it");
        mara.completes();
        mara.takes("Complete change request", change);
        mara.completes();
        demo.productionOrg().replace(CLASS_FILE, "'High' => 27", "'High' => 30");

        mara.opens("/deployments/" + deployment);
        mara.page()
                .getByText("Roll back", new Page.GetByTextOptions().setExact(true))
                .click();
        mara.types("Why it is rolled back; approvers read it", "Nobody noted a mood.");
        mara.button("Begin a rollback").click();
        mara.sees("This rollback has begun.");
        String rollback = mara.page().locator("h1").innerText().substring(0, deployment.length());

        mara.takes("Prepare rollback", change);
        Locator items = mara.table("Item by item");
        assertThat(row(items, CLASS)).containsText("changed by somebody since");
        assertThat(row(items, FIELD)).containsText("as it was deployed");
        Locator plan = mara.page().getByLabel("Plan, one item a line");
        assertThat(plan).hasValue("decide " + CLASS + "\ndelete " + FIELD);
        plan.fill("keep " + CLASS + "\ndelete " + FIELD);
        mara.completes();
        anna.takes("Approve rollback", change);
        assertThat(anna.page().getByLabel("Will be deleted in the target")).hasValue(Pattern.compile(FIELD + ".*"));
        anna.ticks("Approve");
        anna.completes();
        mara.takes("Start rollback", change);
        mara.ticks("Start it");
        mara.completes();

        mara.opens("/changes/" + change);
        assertThat(mara.page().locator("#change-head .badge")).hasText("Cancelled");
        mara.sees("Partly rolled back by " + rollback);
        mara.opens("/deployments/" + rollback);
        assertThat(mara.page().locator(".head .badge")).hasText("Deployed");
        mara.sees("changed by somebody since");
        Pictures.ROLLBACK.take(mara);
        Looks.good(mara, "rollback");
    }

    private static Locator row(Locator table, String item) {
        return table.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(item));
    }
}
