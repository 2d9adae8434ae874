package io.presencesync.acceptance;

import com.google.gson.Gson;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.presencesync.simulators.desktop.DesktopPages;
import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A pretend desktop with a gadget of our own in it that shows how a gadget library behaves. Every test gets a frame of
/// its own; desktop, browser and Finesse are shared. For one thread.
final class LibraryProbe implements AutoCloseable {
    /// Which library the gadget runs on. {@link #GENUINE_10_5} is there where `FINESSE_JS`, a system property or an
    /// environment variable, names the file.
    enum Library {
        STAND_IN_10_5("&library=10.5"),
        STAND_IN_12_6(""),
        GENUINE_10_5("&library=10.5");

        private final String query;

        Library(String query) {
            this.query = query;
        }

        boolean isRelease105() {
            return this != STAND_IN_12_6;
        }

        private void mount(Router router) {
            if (this == GENUINE_10_5) {
                DesktopPages.mount(router);
            } else {
                DesktopPages.mountStandIn(router);
            }
        }

        private void assumeThere() {
            @Nullable String file = System.getProperty("FINESSE_JS", System.getenv("FINESSE_JS"));
            Assumptions.assumeTrue(
                    this != GENUINE_10_5 || (file != null && Files.isReadable(Path.of(file))),
                    "FINESSE_JS names no file");
        }
    }

    static final String AGENT = "1001";
    static final String PATH = "/finesse/api/User/" + AGENT;

    private static final String FRESH_FRAME = """
            options => new Promise(resolve => {
              const old = document.querySelector("iframe.gadget");
              const address = new URL(old.src);
              address.searchParams.delete("hubConnect");
              new URLSearchParams(options).forEach((value, name) => address.searchParams.set(name, value));
              const fresh = old.cloneNode();
              fresh.addEventListener("load", () => resolve(), { once: true });
              fresh.src = address;
              old.replaceWith(fresh);
            })
            """;

    final Library library;
    final FinesseSimulator finesse;
    private final Browser browser;
    private final Browser.Window window;
    private Frame frame;

    private LibraryProbe(Library library) {
        this.library = library;
        finesse = FinesseSimulator.start(
                new FinesseSimulatorOptions().mount(library::mount).mount(LibraryProbe::mountProbe));
        finesse.addTeam("500", "Sales");
        finesse.addAgents("500", Integer.parseInt(AGENT), 1);
        agent().signIn().ready();
        browser = Browser.start();
        window = browser.open(finesse.baseUrl() + "/desktop/?user=" + AGENT + "&password=secret-" + AGENT
                + "&gadget=/library/gadget.xml" + library.query);
        PlaywrightAssertions.assertThat(window.page().locator("iframe.gadget")).isVisible();
        frame = gadget();
    }

    static LibraryProbe start(Library library) {
        library.assumeThere();
        return new LibraryProbe(library);
    }

    private static void mountProbe(Router router) {
        router.get("/library/gadget.xml").handler(context -> {
            var _ = context.response().end(resource("gadget.xml"));
        });
        router.get("/library/probe.js").handler(context -> {
            var _ = context.response()
                    .putHeader("Content-Type", "text/javascript")
                    .end(resource("probe.js"));
        });
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = LibraryProbe.class.getResourceAsStream("/library/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    AgentControl agent() {
        return finesse.agent(AGENT);
    }

    /// The gadget anew, with its hub connected; the agent is READY and nothing is wrong with Finesse.
    LibraryProbe fresh() {
        fresh("");
        frame.evaluate("() => probe.connected");
        return this;
    }

    /// @param options of the frame, such as `hubConnect=held`; its hub may not be connected
    LibraryProbe fresh(String options) {
        finesse.faults().clear();
        agent().ready();
        page("pretendDesktop.tellConnection('connected')");
        window.page().evaluate(FRESH_FRAME, options);
        frame = gadget();
        return this;
    }

    private Frame gadget() {
        ElementHandle element = window.page().locator("iframe.gadget").elementHandle();
        return Objects.requireNonNull(element.contentFrame());
    }

    /// Runs statements in the gadget, where `await` and `return` may be used; answers what they return, as JSON: a text
    /// has its quotation marks, `undefined` is null.
    String run(String statements) {
        return new Gson()
                .toJson(frame.evaluate("async () => { const { ClientServices } = finesse.clientservices;\n"
                        + "const { ContainerServices } = finesse.containerservices;\n" + statements + "\n}"));
    }

    /// Runs an expression in the desktop around the gadget.
    void page(String expression) {
        window.page().evaluate("() => { " + expression + " }");
    }

    @Override
    public void close() {
        browser.close();
        finesse.close();
    }
}
