package io.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;

/** Looks at a page as people meet it: on a laptop, in a narrow window and on paper. What was seen is kept in {@code target/browser}. */
final class Looks {

    private static final Path FOLDER = Path.of("target", "browser", "looks");
    private static final int LAPTOP = 1280;
    private static final int NARROW = 420;
    private static final int HEIGHT = 900;
    /** A sheet of A4 between its margins. */
    private static final int PAPER = 720;

    private Looks() {}

    /** Nothing is wider than the window: what is wide rolls inside of its own part, and on paper there is no rolling. */
    static void good(Person person, String name) {
        Page page = person.page();
        fits(page, LAPTOP, name + "-1280");
        fits(page, NARROW, name + "-420");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        fits(page, PAPER, name + "-print");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(LAPTOP, HEIGHT);
    }

    private static void fits(Page page, int width, String name) {
        page.setViewportSize(width, HEIGHT);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(true));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", name)
                .isLessThanOrEqualTo(width);
    }

    /** How far below the window's upper edge something begins. */
    static double top(Locator seen) {
        return seen.boundingBox().y;
    }
}
