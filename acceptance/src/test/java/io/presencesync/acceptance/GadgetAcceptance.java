package io.presencesync.acceptance;

import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The packaged product in gadget mode, and the desktops of the agents 1001 and 1002 in a real browser.
abstract class GadgetAcceptance {
    static final Duration LONG = Duration.ofSeconds(2);
    static final String MEETING = "NOT_READY Webex Meeting";
    static final String DND = "NOT_READY Webex DND";
    static final String READY = "<User><state>READY</state></User>";

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    World world;

    @SuppressWarnings("NullAway.Init")
    Product product;

    @BeforeEach
    void start() {
        browser = Browser.start();
        world = newWorld();
        product = Product.start(settings());
    }

    Map<String, String> settings() {
        return world.gadgetMode();
    }

    World newWorld() {
        return new World(2);
    }

    @AfterEach
    void stop() {
        browser.close();
        product.close();
        world.close();
    }

    final Desktop open(String id) {
        return open(id, "");
    }

    /// @param query after the gadget's address in the desktop layout, with its question mark
    final Desktop open(String id, String query) {
        return Desktop.open(browser, world, product, id, query);
    }

    /// @param options of the pretend desktop, each with its ampersand
    final Desktop openOptional(String id, String options) {
        String gadget = product.url() + "/WebexPresenceConnector_1.xml";
        return Desktop.openOptional(browser, world, gadget, id, options);
    }

    final Desktop connected(String id) {
        return open(id).awaitConnected();
    }

    /// Another agent's presence changes now: once he was held and released, all that came before has been decided.
    final void awaitDecided() {
        world.meeting("1002");
        world.awaitShown("1002", MEETING);
        world.presence("1002", "active");
        world.awaitShown("1002", "READY");
        Await.quiet(Duration.ofMillis(500));
    }

    /// The request by which an agent takes that reason.
    final String notReady(String label) {
        int id = world.finesse
                .reasonCodes()
                .byLabel(ReasonCode.Category.NOT_READY, label)
                .orElseThrow()
                .id();
        return "<User><state>NOT_READY</state><reasonCodeId>" + id + "</reasonCodeId></User>";
    }

    /// All state requests for that agent, whoever sent them.
    final List<String> bodies(String id) {
        return world.puts(id).stream().map(LoggedRequest::body).toList();
    }
}
