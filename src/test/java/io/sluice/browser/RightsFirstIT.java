package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sluice.browser.Looks.top;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sluice.rehearsal.DemoForms;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Among several things a change gives a powerful right: who approves sees that first, in the form and one click further. */
@ExtendWith(InTheDemo.class)
class RightsFirstIT {

    private static final String CLASS = "ApexClass:VisitAgenda";
    private static final String FIELD = "CustomField:Site_Visit__c.Agenda__c";
    private static final String RIGHTS = "PermissionSet:Visit_Planner";
    private static final String RIGHTS_FILE = "permissionsets/Visit_Planner.permissionset";
    private static final String OBJECT_FILE = "objects/Site_Visit__c.object";
    private static final Pattern GAIN = Pattern.compile("Visit_Planner.*Modify All.*Site_Visit__c");

    @Test
    void a_powerful_right_is_the_first_thing_that_its_approver_sees(BrowserDemo demo) {
        DemoForms forms = new DemoForms(URI.create(demo.sluice()));
        String change =
                forms.raise("Planners prepare an agenda", "Minor", "An agenda for each visit, kept by planners.");
        forms.complete(change, "Define scope", "rita", Map.of("existing", RIGHTS, "proposed", CLASS + "\n" + FIELD));
        // A permission set asks for both groups that approve, and nobody speaks for two.
        approved(forms, change, "anna");
        approved(forms, change, "ben");
        forms.complete(change, "Choose environment", "dev", Map.of("environment", "development"));
        forms.await(change, "Make changes", "dev");
        editedInTheSandbox(demo.developmentOrg());
        String scope = String.join("\n", CLASS, FIELD, RIGHTS);
        forms.complete(change, "Make changes", "dev", Map.of("scope", scope, "next", "done"));
        forms.complete(change, "Choose target", "dev", Map.of("target", "production"));
        Map<String, Object> prepared = Map.of(
                "source", "development",
                "target", "production",
                "testLevel", "RunLocalTests",
                "tests", "",
                "goNeeded", true);
        forms.complete(change, "Prepare deployment", "mara", prepared);

        Person sven = demo.person("sven");
        sven.takes("Approve deployment", change);
        firstInTheForm(sven);
        Pictures.POWERFUL_RIGHT.take(sven);
        sven.link("All differences, right by right and line by line").click();
        firstOnThePage(sven.page());
        Looks.good(sven, "comparison-with-rights");

        sven.takes("Approve deployment", change);
        sven.ticks("Reject");
        sven.types("Reason", "Nobody has to change every visit to plan one.");
        sven.completes();
        sven.opens("/changes/" + change);
        sven.sees("Nobody has to change every visit to plan one.");
    }

    private static void firstInTheForm(Person sven) {
        Page page = sven.page();
        Locator gain = page.getByLabel("Powerful rights that this deployment gives");
        assertThat(gain).hasValue(Pattern.compile(".*" + GAIN.pattern() + ".*", Pattern.DOTALL));
        assertThat(gain).isInViewport();
        Locator others = sven.table("What differs, beside rights");
        assertThat(others).containsText("Agenda__c");
        assertThat(others).containsText(CLASS);
        assertThat(others).not().containsText("Modify All");
        assertThat(top(gain)).isLessThan(top(page.getByLabel("Rights gained and lost")));
        assertThat(top(page.getByLabel("Rights gained and lost"))).isLessThan(top(others));
        Locator fields = page.locator(".fjs-form-field:visible");
        assertThat(fields.count()).isGreaterThan(5);
        for (int n = 1; n < fields.count(); n++) {
            assertThat(top(fields.nth(n))).as(fields.nth(n).innerText()).isGreaterThan(top(gain));
        }
    }

    private static void firstOnThePage(Page page) {
        assertThat(page.locator("h1")).hasText("Development compared with Production");
        Locator gain = page.getByText(GAIN).first();
        assertThat(gain).isInViewport();
        assertThat(top(gain)).isLessThan(top(page.locator("section").first()));
        Locator rows = page.locator("table.compared > tbody > tr:not(.inside)");
        assertThat(rows).hasCount(3);
        assertThat(rows.nth(0)).containsText("Visit_Planner");
        assertThat(rows.nth(0)).containsText("1 powerful right gained");
        assertThat(rows.nth(1)).containsText("VisitAgenda");
        Locator inside = page.locator("table.compared tr.inside").first();
        assertThat(inside.locator(".told-list li").first()).containsText(GAIN);
    }

    private static void approved(DemoForms forms, String change, String person) {
        forms.complete(change, "Approve change request", person, Map.of("decision", "approve", "reason", ""));
    }

    private static void editedInTheSandbox(OrgControl sandbox) {
        sandbox.edit("classes/VisitAgenda.cls-meta.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
                    <apiVersion>62.0</apiVersion>
                    <status>Active</status>
                </ApexClass>
                """);
        sandbox.edit("classes/VisitAgenda.cls", "public with sharing class VisitAgenda {\n}\n");
        sandbox.replace(
                OBJECT_FILE, "    <label>Site Visit</label>", """
                    <fields>
                        <fullName>Agenda__c</fullName>
                        <label>Agenda</label>
                        <length>255</length>
                        <type>Text</type>
                    </fields>
                    <label>Site Visit</label>""".indent(4).stripTrailing());
        sandbox.replace(RIGHTS_FILE, "<modifyAllRecords>false", "<modifyAllRecords>true");
    }
}
