package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two open change requests touch one class, and everybody who decides about one of them sees the other. */
@ExtendWith(InTheDemo.class)
class OverlapsIT {

    /** In the demo it waits for the approval of its deployment. */
    private static final String DEPLOYING = "CR-000004";

    private static final String DEPLOYING_NAME = "CR-000004 Low findings cost less";
    private static final String SHARED = "ApexClass:VisitRating";
    private static final String NAME = "Late visits cost points";
    private static final String OTHERS = "Other open change requests that touch the same customizations";

    @Test
    void an_overlap_is_seen_on_the_scope_page_and_by_all_who_approve_and_prepare(BrowserDemo demo) {
        Person rita = demo.person("rita");
        String change = rita.raises(NAME, "A visit that begins late takes 5 points off the rating.", form -> {});
        onTheScopePage(rita, change);

        Person anna = demo.person("anna");
        anna.takes("Approve change request", change);
        says(anna, DEPLOYING_NAME, "Approved");
        anna.ticks("Approve");
        anna.completes();

        anna.takes("Approve deployment", DEPLOYING);
        anna.ticks("Reject");
        anna.types("Reason", "Wait until the late visits are agreed.");
        anna.completes();

        Person mara = demo.person("mara");
        mara.takes("Prepare deployment", DEPLOYING);
        says(mara, change + " " + NAME, "Approved");
        mara.table(OTHERS).scrollIntoViewIfNeeded();
        Pictures.shoot(mara, "overlap-in-preparation");
        mara.completes();

        anna.takes("Approve deployment", DEPLOYING);
        says(anna, change + " " + NAME, "Approved");
        anna.table("What differs, beside rights").scrollIntoViewIfNeeded();
        Pictures.OVERLAP_IN_FORM.take(anna);
    }

    private static void onTheScopePage(Person rita, String change) {
        rita.opens("/changes/" + change + "/scope");
        Page page = rita.page();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("visitrating");
        rita.button("Add " + SHARED).click();
        Locator overlap = page.locator("#basket .notice.warn");
        assertThat(overlap).containsText("Other open change requests touch the same");
        assertThat(overlap).containsText(DEPLOYING_NAME);
        assertThat(overlap).containsText("owner rita");
        assertThat(overlap).containsText(SHARED);
        Pictures.OVERLAP_ON_SCOPE_PAGE.take(rita);
        rita.takes("Define scope", change);
        rita.completes();
    }

    private static void says(Person person, String other, String status) {
        Locator row = person.table(OTHERS).locator("tbody tr");
        assertThat(row).hasCount(1);
        assertThat(row.locator("td")).containsText(new String[] {SHARED, other, "rita", status});
    }
}
