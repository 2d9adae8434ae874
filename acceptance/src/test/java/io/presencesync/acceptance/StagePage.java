package io.presencesync.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

/// The stage as its user sees it.
record StagePage(Page page) {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

    /// The person's row.
    Locator row(String name) {
        return page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
                .and(page.locator(".person"));
    }

    void choose(String name) {
        row(name).locator(".choose").click();
    }

    void clickPresence(String name, String presence) {
        row(name)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(presence).setExact(true))
                .click();
    }

    void clickDeed(String deed) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(deed).setExact(true))
                .click();
    }

    FrameLocator desktop(String name) {
        return page.frameLocator("iframe[title='Desktop of " + name + "']");
    }

    FrameLocator gadget(String name) {
        return desktop(name).frameLocator("iframe.gadget");
    }

    /// In the list of people, from where all states come live.
    void awaitState(String name, String state, String reason) {
        Locator finesse = row(name).locator(".finesse");
        assertThat(finesse.locator("b")).hasText(state, new LocatorAssertions.HasTextOptions().setTimeout(15_000));
        assertThat(finesse.locator("span")).hasText(reason, new LocatorAssertions.HasTextOptions().setTimeout(15_000));
    }

    /// In the agent's own desktop.
    void awaitDesktop(String name, String state, String reason) {
        assertThat(desktop(name).locator("#agent-state"))
                .hasText(state, new LocatorAssertions.HasTextOptions().setTimeout(15_000));
        assertThat(desktop(name).locator("#agent-reason"))
                .hasText(reason, new LocatorAssertions.HasTextOptions().setTimeout(15_000));
    }

    /// The gadget has found its server and shows what Webex says.
    void awaitGadget(String name, String presence) {
        assertThat(gadget(name).locator("body")).containsText(presence, PATIENTLY);
    }
}
