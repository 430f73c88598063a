package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;

/** What an administrator does on the pages of the environments; at the end they are as they were. */
final class EnvironmentWalk {

    private static final String DEVELOPMENT = "/environments/development";
    private static final String REASON = "Is being refreshed, back on Thursday";

    private EnvironmentWalk() {}

    static void connectionTested(Person admin) {
        admin.opens(DEVELOPMENT);
        admin.button("Test connection").click();
        Locator tested = admin.page().locator("#tested");
        assertThat(tested).containsText("Connected to");
        assertThat(tested).containsText("a sandbox");
        assertThat(tested).containsText("API calls left of 24 hours");
        assertThat(tested).containsText("The user has every permission that a deployment needs.");
        Pictures.CONNECTION.take(admin);
    }

    static void routed(Person admin) {
        admin.opens("/environments");
        Locator row = admin.page()
                .locator("table.routes tbody tr")
                .filter(new Locator.FilterOptions().setHas(admin.page().getByLabel("Development to Production")));
        assertThat(row).containsText("by stage");
        admin.ticks("Development to Production");
        admin.button("Save routes").click();
        assertThat(row).containsText("by ticked routes");
        Pictures.ENVIRONMENTS.take(admin);
        admin.page().getByLabel("Development to Production").uncheck();
        admin.button("Save routes").click();
        assertThat(row).containsText("by stage");
    }

    static void edited(Person admin) {
        renamed(admin, "Development of visits");
        renamed(admin, "Development");
    }

    private static void renamed(Person admin, String name) {
        admin.opens(DEVELOPMENT);
        admin.button("Edit").click();
        admin.page().locator("input[name=name]").fill(name);
        admin.button("Save").click();
        assertThat(admin.page().locator("h1")).hasText(Pattern.compile("\\s*" + name + "\\s*"));
    }

    static void disabledAndEnabled(Person admin) {
        admin.opens(DEVELOPMENT);
        admin.button("Disable ...").click();
        admin.sees("What becomes of the work that is under way");
        admin.page().locator("textarea[name=reason]").fill(REASON);
        admin.button("Yes, disable Development").click();
        admin.sees("Nothing new goes here or comes from here.");
        admin.sees(REASON);
        admin.button("Enable ...").click();
        admin.page().locator("textarea[name=reason]").fill("It is back");
        admin.button("Enable Development").click();
        assertThat(admin.button("Disable ...")).isVisible();
    }

    static void keyMade(Person admin) {
        admin.opens(DEVELOPMENT);
        admin.link("Change credentials").click();
        admin.button("Make a key").click();
        admin.sees("A key was made and is not used yet");
        assertThat(admin.link("Download its certificate")).isVisible();
        admin.link("What to set up in Salesforce").click();
        admin.sees("External Client App");
    }
}
