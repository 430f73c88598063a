package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two change requests that are part of a release; the release brings the scopes of both and says so. */
@ExtendWith(InTheDemo.class)
class ReleaseIT {

    private static final String LAYOUT = "Layout:Site_Visit__c-Site Visit Layout";
    private static final String FLOW = "Flow:Close_Resolved_Visit";
    private static final String FIELD = "CustomField:Site_Visit__c.Weather__c";
    private static final String OWN = "PermissionSet:Visit_Planner";

    @Test
    void a_release_rolls_up_the_scopes_of_its_change_requests_and_names_the_origin_of_each_item(BrowserDemo demo) {
        // given
        Person rita = demo.person("rita");
        Person anna = demo.person("anna");
        String release = rita.raises(
                "Spring release", "What the inspectors get in spring.", form -> form.ticks("This is a release"));
        String weather = child(rita, release, "Visits know the weather", LAYOUT, FIELD);
        String closing = child(rita, release, "Visits close by themselves", FLOW, "");
        anna.approves("Approve change request", weather);

        // when
        rita.opens("/changes/" + release + "/scope");
        Locator basket = rita.page().locator("#basket");
        assertThat(basket).containsText("This is a release.");
        assertThat(basket).containsText(weather + " Visits know the weather: is added");
        assertThat(basket)
                .containsText(closing + " Visits close by themselves: left out, because it is Pending Approval");
        anna.approves("Approve change request", closing);
        rita.takes("Define scope", release);
        assertThat(rita.page().getByLabel("What this release brings"))
                .hasValue(Pattern.compile("When you complete this form, the approved scopes .* are added .*"));
        rita.types("Existing customizations", OWN);
        rita.completes();

        // then
        anna.takes("Approve change request", release);
        Locator scope = anna.table("What happens to it");
        assertThat(row(scope, LAYOUT)).containsText(new String[] {LAYOUT, "existing, is edited", weather});
        assertThat(row(scope, FIELD)).containsText(new String[] {FIELD, "proposed, is created", weather});
        assertThat(row(scope, FLOW)).containsText(new String[] {FLOW, "existing, is edited", closing});
        assertThat(row(scope, OWN)).hasText(new String[] {OWN, "existing, is edited", "this change request"});
        Pictures.RELEASE_FORM.take(anna);

        rita.opens("/changes/" + release + "/scope");
        assertThat(basket).containsText(closing + " Visits close by themselves: is added");
        Locator picked = basket.locator(".picked li");
        assertThat(picked).hasCount(4);
        assertThat(picked.filter(holding("Close_Resolved_Visit"))).containsText("from " + closing);
        assertThat(picked.filter(holding("Weather__c"))).containsText("from " + weather);
        assertThat(picked.filter(holding("Visit_Planner"))).not().containsText("from");

        rita.opens("/changes/" + release);
        Locator parts = rita.page()
                .locator("section")
                .filter(new Locator.FilterOptions().setHas(rita.page().locator("#kin-title")));
        assertThat(parts).containsText(weather + " Visits know the weather");
        assertThat(parts).containsText(closing + " Visits close by themselves");
        assertThat(parts).not().containsText("not yet");
        Pictures.RELEASE.take(rita);
    }

    private static String child(Person rita, String release, String name, String existing, String proposed) {
        String change =
                rita.raises(name, "Part of what the inspectors get in spring.", form -> form.types("Part of", release));
        rita.definesScope(change, existing, proposed);
        return change;
    }

    private static Locator row(Locator table, String item) {
        return table.locator("tbody tr").filter(holding(item)).locator("td");
    }

    private static Locator.FilterOptions holding(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
