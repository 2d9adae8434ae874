package io.presencesync.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// One agent's pretend Finesse desktop with the real gadget in it, as he sees and clicks it. For one thread.
record Desktop(Browser.Window window) implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 20_000;

    /// Opens it by an address that signs him in, in a browser context of its own, and waits for the agent's bar.
    static Desktop open(Browser browser, World world, Product product, String id) {
        return open(browser, world, product, id, "");
    }

    /// @param query after the gadget's address in the desktop layout, with its question mark
    static Desktop open(Browser browser, World world, Product product, String id, String query) {
        return openWith(browser, world, product.url() + "/WebexPresenceConnector_1.xml" + query, id);
    }

    /// @param gadget its address in the desktop layout
    static Desktop openWith(Browser browser, World world, String gadget, String id) {
        return openOptional(browser, world, gadget, id, "");
    }

    /// @param options of the pretend desktop, each with its ampersand, such as `&hubConnect=never`
    static Desktop openOptional(Browser browser, World world, String gadget, String id, String options) {
        Desktop desktop = new Desktop(browser.open(world.finesse.baseUrl() + "/desktop/?user=" + id
                + "&password=secret-" + id + "&extension=" + id + "&gadget="
                + URLEncoder.encode(gadget, StandardCharsets.UTF_8) + options));
        assertThat(desktop.page().locator("#ready")).isVisible();
        return desktop;
    }

    Page page() {
        return window.page();
    }

    void clickReady() {
        page().locator("#ready").click();
    }

    void clickNotReady(String label) {
        page().locator("#not-ready-reason")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(label));
        page().locator("#not-ready").click();
    }

    /// Says something on the desktop's hub, as its other parts do.
    ///
    /// @param message a JavaScript expression
    void publish(String topic, String message) {
        page().evaluate("pretendDesktop.hub.publish('" + topic + "', " + message + ")");
    }

    void connection(String status) {
        publish("finesse.info.connection", "{status: '" + status + "', resourceID: 'desktop'}");
    }

    /// The page anew, gadget included.
    void reload() {
        page().reload();
        assertThat(page().locator("#ready")).isVisible();
    }

    private Locator gadget() {
        return page().frameLocator("iframe.gadget").locator("body");
    }

    /// The gadget says this, sooner or later.
    Desktop awaitGadget(String words) {
        assertThat(gadget())
                .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    Desktop awaitConnected() {
        assertThat(gadget().locator(".link"))
                .hasText("Connected", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    /// His own bar shows state and reason.
    void awaitBar(String state, String reason) {
        assertThat(page().locator("#agent-state"))
                .hasText(state, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page().locator("#agent-reason"))
                .hasText(reason, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    @Override
    public void close() {
        window.close();
    }
}
