package io.sluice.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.environment.Environments;
import io.sluice.rehearsal.DemoPorts;
import io.sluice.rehearsal.RehearsalApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The demo and a browser to click through it. */
final class BrowserDemo implements ExtensionContext.Store.CloseableResource {

    private final SystemBrowser browser;
    private final ConfigurableApplicationContext demo;
    private final ByteArrayOutputStream printed;
    private final String sluice;

    private BrowserDemo(SystemBrowser browser, ConfigurableApplicationContext demo, ByteArrayOutputStream printed) {
        this.browser = browser;
        this.demo = demo;
        this.printed = printed;
        this.sluice = "http://localhost:" + demo.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Starts both anew; without a browser the tests are skipped. */
    static BrowserDemo start() {
        Optional<SystemBrowser> browser = SystemBrowser.start();
        assumeTrue(browser.isPresent(), SystemBrowser.MISSING);
        Path folder = Path.of("target", "browser", "demo").toAbsolutePath();
        // The pictures show the addresses that the README names.
        DemoPorts ports = Pictures.wanted() ? DemoPorts.standard() : DemoPorts.free();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            FileSystemUtils.deleteRecursively(folder);
            return new BrowserDemo(
                    browser.get(),
                    RehearsalApplication.start(folder, ports, new PrintStream(printed, true, StandardCharsets.UTF_8)),
                    printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Sluice is. */
    String sluice() {
        return sluice;
    }

    /** Where the development org is. */
    String development() {
        return address("development").toString();
    }

    /** The development org, to act in it without looking. */
    OrgControl developmentOrg() {
        return new OrgControl(address("development"));
    }

    /** The production org, likewise. */
    OrgControl productionOrg() {
        return new OrgControl(address("production"));
    }

    private URI address(String environment) {
        return bean(Environments.class).find(environment).orElseThrow().address();
    }

    /** What the demo has printed for the person who started it. */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    <T> T bean(Class<T> type) {
        return demo.getBean(type);
    }

    /** Somebody with an account, logged in. */
    Person person(String user) {
        return browser.person(sluice, user, RehearsalApplication.PASSWORD);
    }

    /** Somebody in an org's Setup. */
    Person stranger(String address) {
        return browser.stranger(address);
    }

    /** Ends every session; what was on the screens is kept under the name of the test that failed. */
    void everybodyLeaves(Optional<String> failed) {
        browser.everybodyLeaves(failed.map(test -> "failed-" + test).orElse(null));
    }

    @Override
    public void close() {
        browser.close();
        demo.close();
    }
}
