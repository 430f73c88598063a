package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator registers an environment and lets Sluice log in there in every way that there is. */
@ExtendWith(InTheDemo.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogInsIT {

    private static final String PAGE = "/environments/acceptance";

    private final BrowserDemo demo;
    private final AcceptanceOrg org;

    LogInsIT(BrowserDemo demo) {
        this.demo = demo;
        this.org = AcceptanceOrg.start(demo.sluice() + "/authorized");
    }

    @AfterAll
    void end() {
        org.close();
    }

    @Test
    @Order(1)
    void by_jwt_bearer_with_a_key_that_sluice_made() {
        Person admin = demo.person("admin");
        registered(admin);
        admin.sees("How Sluice logs in here is not chosen yet.");
        admin.button("Test connection").click();
        assertThat(tested(admin)).containsText("has no log-in yet");

        admin.button("Choose a log-in").click();
        admin.link("What to set up in Salesforce").click();
        assertThat(admin.page().locator("#jwt-bearer")).containsText("upload the certificate");
        admin.page().goBack();
        admin.button("Make a key").click();
        admin.sees("A key was made and is not used yet");
        Path certificate = admin.page()
                .waitForDownload(() -> admin.link("Download its certificate").click())
                .path();
        Locator form = section(admin, "JWT bearer");
        form.getByLabel("Consumer key").fill(AcceptanceOrg.CONSUMER_KEY);
        form.getByLabel("User name").fill(AcceptanceOrg.DEPLOYER);
        assertThat(form.getByLabel("Audience")).hasValue("https://test.salesforce.com");
        Pictures.LOG_IN_BY_KEY.take(admin);
        admin.button("Log in by JWT bearer").click();
        admin.sees("The credentials are changed. Test the connection next.");
        refused(admin, "\"invalid assertion\"", "The app holds another certificate");

        org.gets(certificate);
        connected(admin, AcceptanceOrg.DEPLOYER);
        admin.sees("Logs in by JWT bearer as " + AcceptanceOrg.DEPLOYER);
        admin.sees("The certificate ends on");
    }

    @Test
    @Order(2)
    void by_client_credentials_after_a_wrong_secret() {
        Person admin = demo.person("admin");
        clientCredentials(admin, "not-the-secret");
        refused(admin, "\"invalid client credentials\"", "The consumer secret is wrong or was rotated");
        Pictures.LOG_IN_REFUSED.take(admin);

        clientCredentials(admin, AcceptanceOrg.CONSUMER_SECRET);
        connected(admin, AcceptanceOrg.DEPLOYER);
        admin.sees("Logs in by Client credentials");
    }

    private static void clientCredentials(Person admin, String secret) {
        Locator form = credentials(admin, "Client credentials");
        form.getByLabel("Consumer key").fill(AcceptanceOrg.CONSUMER_KEY);
        form.getByLabel("Consumer secret").fill(secret);
        admin.button("Log in by client credentials").click();
        admin.sees("The credentials are changed. Test the connection next.");
    }

    @Test
    @Order(3)
    void by_the_web_server_flow_under_the_persons_own_name() {
        Person admin = demo.person("admin");
        sentToTheOrg(admin);
        admin.button("Deny").click();
        admin.sees("end-user denied authorization");
        admin.sees("Acceptance was not authorised and keeps its credentials.");

        sentToTheOrg(admin);
        admin.page().getByLabel("Username").fill(AcceptanceOrg.PERSON);
        admin.page().getByLabel("Password").fill(AcceptanceOrg.PASSWORD);
        admin.button("Log In").click();
        admin.sees("The authorisation is kept. Test the connection next.");
        admin.sees("Logs in by Web-server flow with a refresh token as " + AcceptanceOrg.PERSON
                + ": everything here happens in the org under the name of this person, who authorised it");
        connected(admin, AcceptanceOrg.PERSON);
        Pictures.LOG_IN_OF_A_PERSON.take(admin);
        prepared(admin);
    }

    private void sentToTheOrg(Person admin) {
        Locator form = credentials(admin, "Web-server flow");
        assertThat(form).containsText("The app's callback URL is " + demo.sluice() + "/authorized");
        form.getByLabel("Consumer key").fill(AcceptanceOrg.CONSUMER_KEY);
        form.getByLabel("Consumer secret").fill(AcceptanceOrg.CONSUMER_SECRET);
        admin.button("Authorise ...").click();
        admin.sees("Sluice never sees your password");
        admin.page().getByText("Go on to").click();
        admin.sees("Logging in lets the app " + AcceptanceOrg.CONSUMER_KEY + " use the org as you.");
    }

    /** The org's own page says under whose name the environment was prepared. */
    private void prepared(Person admin) {
        admin.button("Prepare environment ...").click();
        admin.button("Yes, prepare Acceptance").click();
        Locator preparation = admin.page().locator("#preparation");
        assertThat(preparation).containsText("Succeeded");
        Pictures.shoot(admin, "prepared");
        Person paula = demo.stranger(org.address());
        paula.opens("/deployments");
        paula.sees("Paula");
        Pictures.shoot(paula, "prepared-there");
    }

    @Test
    @Order(4)
    void by_soap_up_to_version_64_with_a_warning() {
        Person admin = demo.person("admin");
        soap(admin, "not-the-password");
        refused(admin, "INVALID_LOGIN", "User name or password is wrong");

        soap(admin, AcceptanceOrg.PASSWORD);
        connected(admin, AcceptanceOrg.DEPLOYER);
        admin.sees("Logs in by SOAP login with user and password as " + AcceptanceOrg.DEPLOYER);

        admin.button("Edit").click();
        admin.page().locator("input[name=apiVersion]").fill("65.0");
        admin.button("Save").click();
        Locator form = credentials(admin, "SOAP login");
        assertThat(form).containsText("speaks API version 65.0, where it is not offered any more");
        assertThat(form.getByRole(AriaRole.BUTTON)).hasCount(0);
    }

    private static void soap(Person admin, String password) {
        Locator form = credentials(admin, "SOAP login");
        assertThat(form).containsText("Summer '27");
        form.getByLabel("User name").fill(AcceptanceOrg.DEPLOYER);
        form.getByLabel("Password").fill(password);
        admin.button("Log in by SOAP").click();
        admin.sees("The credentials are changed. Test the connection next.");
    }

    private void registered(Person admin) {
        admin.opens("/environments");
        Locator form = section(admin, "Register an environment");
        form.getByLabel("Id", new Locator.GetByLabelOptions().setExact(false))
                .first()
                .fill("acceptance");
        form.locator("input[name=name]").fill("Acceptance");
        form.locator("select[name=kind]").selectOption("partial");
        form.locator("input[name=stage]").fill("50");
        form.locator("input[name=address]").fill(org.address());
        admin.button("Register").click();
        admin.sees("The environment is registered. Choose how Sluice logs in there next.");
    }

    private static Locator credentials(Person admin, String kind) {
        admin.opens(PAGE);
        admin.link("Change credentials").click();
        return section(admin, kind);
    }

    private static Locator section(Person admin, String title) {
        return admin.page()
                .locator("section")
                .filter(new Locator.FilterOptions()
                        .setHas(admin.page()
                                .getByRole(
                                        AriaRole.HEADING,
                                        new Page.GetByRoleOptions()
                                                .setName(title)
                                                .setExact(true))));
    }

    private static Locator tested(Person admin) {
        return admin.page().locator("#tested");
    }

    private static void refused(Person admin, String words, String advice) {
        admin.button("Test connection").click();
        assertThat(tested(admin)).containsText("refused the log-in");
        assertThat(tested(admin)).containsText(words);
        assertThat(tested(admin)).containsText(advice);
    }

    private void connected(Person admin, String user) {
        admin.button("Test connection").click();
        Locator tested = tested(admin);
        assertThat(tested).containsText("Connected to Acceptance (" + org.orgId() + ", a sandbox) as " + user);
        assertThat(tested).containsText("The user has every permission that a deployment needs.");
        assertThat(tested).containsText("API calls left of 24 hours: ");
        assertThat(admin.page().locator("#facts")).containsText(org.orgId());
    }
}
