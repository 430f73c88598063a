package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person at the screen, who does only what a person can do there. */
final class Person {

    /** Long enough for a slow machine; a step that goes well never takes it. */
    static final double PATIENCE = Duration.ofSeconds(90).toMillis();

    private final Page page;
    private final String sluice;

    private Person(Page page, String sluice) {
        this.page = page;
        this.sluice = sluice;
    }

    static Person logIn(BrowserContext context, String sluice, String user, String password) {
        context.setDefaultTimeout(PATIENCE);
        Person person = new Person(context.newPage(), sluice);
        person.page.navigate(sluice + "/changes");
        person.page.getByLabel("User id").fill(user);
        person.page.getByLabel("Password").fill(password);
        person.button("Log in").click();
        assertThat(person.page.locator("header.bar")).containsText(user);
        return person;
    }

    /** Somebody at another address, where nobody logs in. */
    static Person at(BrowserContext context, String address) {
        context.setDefaultTimeout(PATIENCE);
        return new Person(context.newPage(), address);
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void sees(String text) {
        assertThat(page.locator("body")).containsText(text);
    }

    void opens(String path) {
        page.navigate(sluice + path);
    }

    /** Goes to the change page, waits until the task is open and follows its link into Tasklist, then claims the task. */
    void takes(String task, String change) {
        opens("/changes/" + change);
        Locator mine = page.locator("#next tr:has(.task-mine)").filter(new Locator.FilterOptions().setHasText(task));
        mine.first().getByText("Open in Tasklist").click();
        assertThat(page.locator(".task-card h2")).hasText(task);
        // The form comes after the head of the task, with the answer to who has it.
        assertThat(button("Complete")).isVisible();
        Locator claim = page.locator(".task-card").getByText("Claim", new Locator.GetByTextOptions().setExact(true));
        if (claim.isVisible()) {
            claim.click();
            assertThat(claim).isHidden();
        }
        assertThat(button("Complete")).isEnabled();
    }

    void types(String label, String text) {
        page.getByLabel(label).fill(text);
    }

    /** Chooses in a list of a form. */
    void chooses(String label, String option) {
        Locator field = page.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText(label));
        field.locator(".fjs-input-group").click();
        field.locator(".fjs-dropdownlist-item")
                .getByText(option, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    void ticks(String option) {
        page.getByLabel(option, new Page.GetByLabelOptions().setExact(true)).check();
    }

    /** Completes the form; Tasklist has taken it when the task is gone from the screen. */
    void completes() {
        button("Complete").click();
        assertThat(page.locator(".task-card")).isHidden();
    }

    /**
     * Raises a change request of type Minor.
     *
     * @param more what else is filled in, or a look at the form, right before it is sent
     * @return its number
     */
    String raises(String name, String overview, Consumer<Person> more) {
        opens("/changes");
        page.getByText("New change request").click();
        types("Name", name);
        chooses("Change type", "Minor");
        types("Overview", overview);
        more.accept(this);
        button("Start").click();
        sees("The process has been started.");
        return numberOf(name);
    }

    /** The number of the newest change request of this name that is In Progress. */
    String numberOf(String name) {
        opens("/changes?status=In+Progress&text=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        Matcher number =
                Pattern.compile("CR-\\d{6}").matcher(page.locator("#rows").innerText());
        if (!number.find()) {
            throw new AssertionError("No change request \"" + name + "\" is in progress");
        }
        return number.group();
    }

    /** Types what a change request touches into the form and submits it for approval. */
    void definesScope(String change, String existing, String proposed) {
        takes("Define scope", change);
        types("Existing customizations", existing);
        types("Proposed customizations", proposed);
        completes();
    }

    /** Agrees in the task that asks for it. */
    void approves(String task, String change) {
        takes(task, change);
        ticks("Approve");
        completes();
    }

    /** The table of a form with this label. */
    Locator table(String label) {
        return page.locator(".fjs-form-field-table").filter(new Locator.FilterOptions().setHasText(label));
    }

    /** A link by its whole text. */
    Locator link(String text) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** Opens our tab of the task in Tasklist or of the instance in Cockpit. */
    FrameLocator changeRecordTab() {
        page.getByText("Change record", new Page.GetByTextOptions().setExact(true))
                .click();
        return page.frameLocator("iframe[title='Change record']");
    }
}
