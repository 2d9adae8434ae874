package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The demo in a real browser: pretend desktops with the real gadget, driven by the packaged product.
class StageBrowserTest {
    @SuppressWarnings("NullAway.Init")
    private static DemoProcess demo;

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @SuppressWarnings("NullAway.Init")
    private Browser.Window window;

    @SuppressWarnings("NullAway.Init")
    private StagePage stage;

    @BeforeAll
    static void start() {
        demo = DemoProcess.start(Map.of());
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @BeforeEach
    void open() {
        open("");
    }

    private void open(String query) {
        window = browser.open(demo.stage() + query);
        stage = new StagePage(window.page());
    }

    @AfterEach
    void nothingWentWrongAndNothingLeftTheMachine() {
        assertThat(window.errors()).isEmpty();
        assertThat(window.hosts()).containsExactly("127.0.0.1");
        window.close();
    }

    @Test
    void a_meeting_makes_an_agent_not_ready_in_his_own_desktop_and_its_end_ready() {
        stage.choose("Alice Moreau");
        stage.awaitGadget("Alice Moreau", "Available");
        stage.awaitDesktop("Alice Moreau", "READY", "");
        stage.clickPresence("Alice Moreau", "In a meeting");
        stage.awaitDesktop("Alice Moreau", "NOT_READY", "Webex Meeting");
        stage.awaitState("Alice Moreau", "NOT_READY", "Webex Meeting");
        stage.awaitGadget("Alice Moreau", "In a Webex meeting");
        takePicture();
        stage.clickPresence("Alice Moreau", "Active");
        stage.awaitDesktop("Alice Moreau", "READY", "");
    }

    @Test
    void a_meeting_makes_an_agent_without_gadget_not_ready_by_the_supervisor_and_its_end_ready() {
        stage.choose("Emil Berger");
        stage.awaitDesktop("Emil Berger", "READY", "");
        stage.clickPresence("Emil Berger", "In a meeting");
        stage.awaitDesktop("Emil Berger", "NOT_READY", "Supervisor Initiated");
        stage.clickPresence("Emil Berger", "Active");
        stage.awaitDesktop("Emil Berger", "READY", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ben Okafor then Chiara Conti", "Hanna Lindqvist then Farah Haddad"})
    void an_agent_at_lunch_stays_at_lunch_whatever_webex_shows(String pair) {
        String atLunch = pair.split(" then ", -1)[0];
        String ready = pair.split(" then ", -1)[1];
        String reason = ready.startsWith("Chiara") ? "Webex DND" : "Supervisor Initiated";
        stage.choose(atLunch);
        stage.awaitDesktop(atLunch, "NOT_READY", "Lunch");
        // Whoever's presence changes later is dealt with later: when he is done, the first one was decided.
        stage.clickPresence(atLunch, "In a meeting");
        stage.clickPresence(ready, "Do not disturb");
        stage.awaitState(ready, "NOT_READY", reason);
        stage.awaitState(atLunch, "NOT_READY", "Lunch");
        stage.clickPresence(atLunch, "Active");
        stage.clickPresence(ready, "Active");
        stage.awaitState(ready, "READY", "");
        stage.awaitState(atLunch, "NOT_READY", "Lunch");
        assertThat(requestsFor(atLunch)).isZero();
        assertThat(requestsFor(ready)).isPositive();
    }

    private int requestsFor(String name) {
        return stage.page()
                .locator("#feed .request")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                .count();
    }

    @Test
    void the_gadget_works_in_desktops_without_a_ready_configuration() {
        window.close();
        open("?config=absent");
        stage.choose("Chiara Conti");
        stage.awaitDesktop("Chiara Conti", "READY", "");
        stage.awaitGadget("Chiara Conti", "Available");
        stage.clickPresence("Chiara Conti", "Presenting");
        stage.awaitDesktop("Chiara Conti", "NOT_READY", "Webex Meeting");
        stage.clickPresence("Chiara Conti", "Active");
        stage.awaitDesktop("Chiara Conti", "READY", "");
    }

    @Test
    void an_agent_signs_in_and_out_on_the_stage_and_takes_a_call() {
        stage.choose("Diego Ramos");
        stage.clickDeed("Sign in");
        stage.awaitDesktop("Diego Ramos", "NOT_READY", "");
        stage.clickDeed("Ready");
        stage.clickDeed("Customer calls");
        stage.clickDeed("Answer");
        stage.awaitDesktop("Diego Ramos", "TALKING", "");
        stage.clickDeed("End call");
        stage.awaitDesktop("Diego Ramos", "READY", "");
        stage.clickDeed("Sign out");
        stage.awaitState("Diego Ramos", "LOGOUT", "");
    }

    private void takePicture() {
        boolean update = "update".equals(System.getProperty("screenshots"));
        Path file = Path.of(update ? "../docs/images/stage.png" : "target/stage.png");
        stage.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
