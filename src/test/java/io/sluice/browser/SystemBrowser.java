package io.sluice.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Chromium of this machine; nothing is ever downloaded. */
final class SystemBrowser implements AutoCloseable {

    static final String MISSING =
            "The tests that click through the web apps were skipped, because this machine has no browser:"
                    + " install Chromium as /usr/bin/chromium, let Playwright install it, or name one with -Dsluice.browser=PATH.";

    private final Playwright playwright;
    private final Browser browser;

    private SystemBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it headless; empty where there is none. */
    static Optional<SystemBrowser> start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Optional<Path> executable = executable(playwright);
        if (executable.isEmpty()) {
            playwright.close();
            return Optional.empty();
        }
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable.get())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        PlaywrightAssertions.setDefaultAssertionTimeout(Person.PATIENCE);
        return Optional.of(new SystemBrowser(playwright, browser));
    }

    /** The one that a system property names, else the system's, else the one that Playwright has installed before. */
    private static Optional<Path> executable(Playwright playwright) {
        String named = System.getProperty("sluice.browser");
        Stream<String> candidates = named == null
                ? Stream.of("/usr/bin/chromium", playwright.chromium().executablePath())
                : Stream.of(named);
        return candidates.map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** A browser of its own for each person: sessions do not mix. */
    Person person(String sluice, String user, String password) {
        return Person.logIn(context(), sluice, user, password);
    }

    Person stranger(String address) {
        return Person.at(context(), address);
    }

    private BrowserContext context() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    /** Ends every session; what was on the screens is kept under the given name, if there is one. */
    void everybodyLeaves(@Nullable String screens) {
        List<BrowserContext> contexts = List.copyOf(browser.contexts());
        for (int i = 0; i < contexts.size(); i++) {
            if (screens != null) {
                Path file = Path.of("target", "browser", screens + "-" + i + ".png");
                contexts.get(i).pages().get(0).screenshot(new Page.ScreenshotOptions().setPath(file));
            }
            contexts.get(i).close();
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
