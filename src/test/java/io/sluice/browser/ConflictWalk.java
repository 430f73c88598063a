package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;

/** Sluice and the sandbox change the same thing, and a person decides which side counts. */
final class ConflictWalk {

    private static final String IN_THE_SANDBOX = "A finding has to be dealt with by its due date.";
    private static final String IN_SLUICE = "Agreed with the inspectors.";

    private ConflictWalk() {}

    /** The overview is edited in the sandbox's record and in Sluice before anybody syncs. */
    static void bothSidesEdit(BrowserDemo demo, String number) {
        Person dana = demo.stranger(demo.development());
        dana.opens("/records?object=Sluice_Change_Request__c");
        // The newest record; the org gives records numbers of its own.
        dana.page().locator("main table a").last().click();
        assertThat(dana.page().getByLabel("Number (Number__c)")).hasValue(number);
        dana.page().getByLabel("Overview (Overview__c)").fill(IN_THE_SANDBOX);
        dana.button("Save").click();
        assertThat(dana.link("New record")).isVisible();

        // Nobody can edit the overview on Sluice's own pages at this step.
        ChangeRequests changes = demo.bean(ChangeRequests.class);
        ChangeRequest change = changes.require(number);
        changes.takeOverWords(number, change.name(), change.overview() + " " + IN_SLUICE, "rita");
    }

    /** On the page, one by one; then the form takes what was decided there. */
    static void resolved(Person dev, String change) {
        dev.takes("Resolve conflicts", change);
        Locator conflicts = dev.table("Conflicts");
        assertThat(conflicts).containsText("the change request: overview");
        assertThat(conflicts).containsText(IN_SLUICE);
        assertThat(conflicts).containsText(IN_THE_SANDBOX);

        dev.link("Decide one by one").click();
        assertThat(dev.page().locator("h1")).hasText("Conflicts of " + change);
        Locator row = dev.page().locator("tbody tr");
        assertThat(row).hasCount(1);
        assertThat(side(dev, "Keep this")).containsText(IN_SLUICE);
        assertThat(side(dev, "Keep this")).containsText("rita, ");
        assertThat(side(dev, "Take this")).containsText(IN_THE_SANDBOX);
        assertThat(side(dev, "Take this")).containsText("Dana Developer, ");
        assertThat(row).containsText("open");
        dev.button("Take this").click();
        assertThat(row).containsText("as in the sandbox, dev");
        Pictures.CONFLICTS.take(dev);

        dev.takes("Resolve conflicts", change);
        dev.ticks("As decided one by one on the page");
        Pictures.RESOLVE_CONFLICTS.take(dev);
        dev.completes();
        dev.opens("/changes/" + change);
        assertThat(dev.page()
                        .locator("section")
                        .filter(new Locator.FilterOptions().setHas(dev.page().locator("#overview-title"))))
                .containsText(IN_THE_SANDBOX);
    }

    private static Locator side(Person dev, String button) {
        return dev.page()
                .locator("td")
                .filter(new Locator.FilterOptions()
                        .setHas(dev.page().getByText(button, new Page.GetByTextOptions().setExact(true))));
    }
}
