package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change goes over QA to production: one choice more in one form, and the same steps once for each target. */
@ExtendWith(InTheDemo.class)
class PromotionIT {

    private static final String RATING = "classes/VisitRating.cls";
    private static final String RATING_TEST = "classes/VisitRatingTest.cls";

    @Test
    void a_change_goes_over_two_targets_and_the_board_shows_how_far_it_is(BrowserDemo demo) {
        try (QaOrg qa = QaOrg.between(demo)) {
            Person rita = demo.person("rita");
            Person anna = demo.person("anna");
            Person dev = demo.person("dev");
            Person mara = demo.person("mara");
            String change = rita.raises("Low findings cost less", "Two points are enough.", form -> {});
            rita.definesScope(change, "ApexClass:VisitRating\nApexClass:VisitRatingTest", "");
            anna.approves("Approve change request", change);
            dev.takes("Choose environment", change);
            dev.chooses("Environment", "Development (developer)");
            dev.completes();
            demo.developmentOrg().replace(RATING, "'Low' => 2", "'Low' => 3");
            demo.developmentOrg().replace(RATING_TEST, "assertEquals(73,", "assertEquals(72,");
            dev.takes("Make changes", change);
            dev.completes();
            dev.takes("Choose target", change);
            dev.chooses("Where it goes", "QA, then Production (production)");
            dev.completes();

            deployed(mara, anna, change);
            mara.takes("Prepare deployment", change);
            mara.opens("/path");
            Locator lane = mara.page()
                    .locator(".lanes > li")
                    .filter(new Locator.FilterOptions()
                            .setHas(mara.page().locator("h2").getByText("QA")));
            Locator card = lane.locator(".card").filter(new Locator.FilterOptions().setHasText(change));
            assertThat(card.locator(".steps .verified")).containsText("QA");
            assertThat(card.locator(".steps .in-progress")).containsText("Production");
            org.assertj.core.api.Assertions.assertThat(qa.file(RATING)).contains("'Low' => 3");
            org.assertj.core.api.Assertions.assertThat(demo.productionOrg().file(RATING))
                    .doesNotContain("'Low' => 3");
            Pictures.PROMOTION.take(mara);
            Looks.good(mara, "promotion");

            deployed(mara, anna, change);
            mara.takes("Complete change request", change);
            mara.completes();
            mara.opens("/changes/" + change);
            assertThat(mara.page().locator("#change-head .badge")).hasText("Completed");
            assertThat(mara.page().locator(".steps .verified")).hasCount(2);
        }
    }

    private static void deployed(Person mara, Person anna, String change) {
        mara.takes("Prepare deployment", change);
        mara.completes();
        anna.approves("Approve deployment", change);
        mara.takes("Start deployment", change);
        mara.ticks("Start it");
        mara.completes();
    }
}
