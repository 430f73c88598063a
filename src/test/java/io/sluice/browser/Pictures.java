package io.sluice.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.file.Path;

/**
 * The README's pictures. They are always written to {@code target/browser}, and to {@code docs/pictures} only when asked
 * for with {@code -Dsluice.pictures=true}, so that a run of the tests changes no file of the project.
 */
enum Pictures {
    CHANGES("changes", 640),
    NEW_CHANGE_REQUEST("new-change-request", 700),
    SCOPE_PAGE("scope-page", 1000),
    DEFINE_SCOPE("define-scope", 920),
    APPROVE_CHANGE_REQUEST("approve-change-request", 1180),
    SANDBOX("sandbox", 800),
    MAKE_CHANGES("make-changes", 1200),
    BOARD("board", 620),
    BOARD_IN_TAB("board-in-tab", 760),
    CONFLICTS("conflicts", 620),
    RESOLVE_CONFLICTS("resolve-conflicts", 1000),
    PREPARE_DEPLOYMENT("prepare-deployment", 1250),
    APPROVE_DEPLOYMENT("approve-deployment", 1360),
    COMPARISON("comparison", 1000),
    START_DEPLOYMENT("start-deployment", 1060),
    COMPLETED("completed", 900),
    TAB_IN_COCKPIT("tab-in-cockpit", 900),
    ENVIRONMENTS("environments", 900),
    CONNECTION("connection", 1000),
    LOG_IN_BY_KEY("log-in-by-key", 900),
    LOG_IN_REFUSED("log-in-refused", 840),
    LOG_IN_OF_A_PERSON("log-in-of-a-person", 1000),
    OVERLAP_ON_SCOPE_PAGE("overlap-on-scope-page", 800),
    OVERLAP_IN_FORM("overlap-in-form", 1360),
    PROMOTION("promotion", 820),
    POWERFUL_RIGHT("powerful-right", 900),
    RELEASE("release", 1000),
    RELEASE_FORM("release-form", 1180),
    DEPENDENCIES("dependencies", 820),
    FINDINGS("findings", 700),
    FIX_ERRORS("fix-errors", 1500),
    LIVE_LOG("live-log", 900),
    ROLLBACK("rollback", 900);

    static final Path FOLDER = Path.of("docs", "pictures");

    private static final Path ALWAYS = Path.of("target", "browser");
    private static final int WIDTH = 1280;

    private final String fileName;
    private final int height;

    Pictures(String name, int height) {
        this.fileName = name + ".png";
        this.height = height;
    }

    String fileName() {
        return fileName;
    }

    static boolean wanted() {
        return Boolean.getBoolean("sluice.pictures");
    }

    /** Takes the picture of what the person sees now. */
    void take(Person person) {
        Page page = person.page();
        // The window stays as it is afterwards: what is clicked next must not move under the mouse.
        page.setViewportSize(WIDTH, height);
        shoot(page, ALWAYS);
        if (wanted()) {
            shoot(page, FOLDER);
        }
    }

    /** A picture that no page of the documentation shows. */
    static void shoot(Person person, String name) {
        person.page().screenshot(new Page.ScreenshotOptions().setPath(ALWAYS.resolve(name + ".png")));
    }

    private void shoot(Page page, Path folder) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(fileName))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE));
    }
}
