package io.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;

/** Where change requests stand in the orgs, on the boards. */
final class BoardWalk {

    private BoardWalk() {}

    static void ofChange(Person dev, String change) {
        dev.opens("/changes/" + change + "/board");
        Locator board = dev.page().locator("table.board");
        assertThat(board).containsText("in step");
        assertThat(board).containsText("CustomField:Visit_Finding__c.Due_Date__c");
        Pictures.BOARD.take(dev);
        dev.opens("/board");
        dev.button("Look at all orgs now").click();
        assertThat(board).containsText(change);
    }

    /** From the change record to its board, to the board of all changes, and back, without leaving Tasklist. */
    static void insideTheTab(Person dev, String change) {
        dev.takes("Make changes", change);
        FrameLocator tab = dev.changeRecordTab();
        Locator title = tab.locator("h1");

        tab.getByText("Board: environment by component").click();
        assertThat(title).hasText(change + ", environment by environment");
        assertThat(tab.locator("table.board")).containsText("worked on here");

        tab.getByText("Board of all changes").click();
        assertThat(title).hasText("Board");
        tab.getByText("Look at all orgs now").click();
        Locator row = tab.locator("table.board tbody tr").filter(new Locator.FilterOptions().setHasText(change));
        assertThat(row).containsText("in step");
        assertThat(row).containsText("seen");
        assertThat(tab.locator("header.bar")).hasCount(0);
        Pictures.BOARD_IN_TAB.take(dev);

        row.getByText(change).click();
        tab.getByText("Change record").click();
        assertThat(title).containsText(change);
        assertThat(tab.locator("#next")).isVisible();
    }
}
