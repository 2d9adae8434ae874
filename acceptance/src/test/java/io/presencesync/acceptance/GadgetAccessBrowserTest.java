package io.presencesync.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gadget for everybody: WCAG 2.2 AA by axe, keyboard, narrow columns, low headers, languages.
class GadgetAccessBrowserTest extends GadgetAcceptance {
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axe_finds_nothing_in_any_state(ColorScheme scheme) throws Exception {
        GadgetTroubleAcceptanceTest.deleteReason(world, "Webex DND");
        String theme = scheme == ColorScheme.DARK ? "?theme=dark" : "";
        Desktop desktop = open("1001", theme).awaitConnected().awaitGadget("Available");
        GadgetFace face = new GadgetFace(desktop).colours(scheme).column(200);
        assertThat(face.violations()).isEmpty();
        face.button("Pause sync").click();
        assertThat(face.violations()).as("choices").isEmpty();
        face.button("1 h").click();
        desktop.awaitGadget("Paused until");
        assertThat(face.violations()).as("paused").isEmpty();
        face.button("Resume").click();
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting");
        assertThat(face.violations()).as("held").isEmpty();
        face.header(900, 44);
        assertThat(face.violations()).as("header").isEmpty();
        face.button("Report a problem").click();
        desktop.awaitGadget("Reported");
        world.presence("1001", "active");
        desktop.awaitBar("READY", "");
        world.presence("1001", "dnd");
        desktop.awaitGadget("no Not Ready reason");
        assertThat(face.violations()).as("missing label").isEmpty();
        product.kill();
        desktop.awaitGadget("Disconnected");
        assertThat(face.violations()).as("disconnected").isEmpty();
    }

    @Test
    void axe_does_look_at_the_gadget() {
        GadgetFace face = new GadgetFace(connected("1001"));
        face.find(".foot").evaluate("foot => foot.append(document.createElement('button'))");
        assertThat(face.violations()).singleElement().asString().startsWith("button-name");
    }

    @Test
    void everything_can_be_done_by_keyboard_alone_and_the_focus_is_seen_and_never_lost() {
        GadgetFace face = new GadgetFace(connected("1001"));
        Page page = face.desktop().page();
        page.locator("#sign-out-reason").focus();
        page.keyboard().press("Tab");
        assertThat(face.button("Pause sync")).isFocused();
        assertThat(face.button("Pause sync")).hasCSS("outline-style", "solid");
        page.keyboard().press("Enter");
        assertThat(face.button("15 min")).isFocused();
        page.keyboard().press("Escape");
        assertThat(face.button("15 min")).isHidden();
        assertThat(face.button("Pause sync")).isFocused();
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(face.button("Resume")).isFocused();
        page.keyboard().press("Enter");
        assertThat(face.button("Pause sync")).isFocused();
        world.meeting("1001");
        assertThat(face.button("Report a problem")).isVisible();
        page.keyboard().press("Tab");
        assertThat(face.button("Report a problem")).isFocused();
        page.keyboard().press("Enter");
        face.desktop().awaitGadget("Reported to your administrator");
        assertThat(face.button("Report a problem")).isFocused();
    }

    @Test
    void only_what_matters_is_read_out() {
        GadgetFace face = new GadgetFace(connected("1001"));
        assertThat(face.frame().locator("[role=status]")).hasCount(1);
        world.meeting("1001");
        assertThat(face.frame().locator("[role=status]")).containsText("Not Ready – Webex Meeting");
        assertThat(face.frame().locator("[role=status]")).not().containsText("In a Webex meeting");
        assertThat(face.frame().locator("[aria-live]")).hasText("Connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"})
    void a_column_of_200_pixels_and_a_header_hold_every_language(String locale) {
        GadgetFace face = new GadgetFace(connected("1001"));
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        face.language(locale).column(200);
        assertThat(face.find(".held")).containsText("Webex Meeting");
        assertThat(face.find("")).hasAttribute("lang", locale.replace('_', '-'));
        face.find(".start").click();
        assertThat(face.overflow()).isZero();
        assertThat(face.height()).isGreaterThan(120);
        face.header(700, 40);
        assertThat(face.find(".presence")).isVisible();
        assertThat(face.overflow()).as("header").isZero();
        assertThat(face.desktop().window().errors()).isEmpty();
    }

    @Test
    void a_language_that_is_not_built_in_is_english_when_the_server_has_no_file_of_it() {
        GadgetFace face = new GadgetFace(connected("1001"));
        face.language("nl_BE").desktop().awaitConnected().awaitGadget("Available");
        assertThat(face.button("Pause sync")).isVisible();
    }

    @Test
    void a_language_file_of_the_server_is_used_and_what_it_lacks_is_english() {
        GadgetFace face = new GadgetFace(connected("1001"));
        face.desktop()
                .page()
                .route(
                        "**/gadget/lang/nl.json",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                                .setContentType("application/json")
                                .setBody("{\"presence.active\": \"Beschikbaar\", \"link.connected\": 7}")));
        face.language("nl_NL").desktop().awaitGadget("Beschikbaar").awaitConnected();
        assertThat(face.button("Pause sync")).isVisible();
        assertThat(face.find("")).hasAttribute("lang", "nl-NL");
    }

    @Test
    void a_low_and_wide_place_gets_one_line_and_a_column_never_becomes_one() {
        GadgetFace face = new GadgetFace(connected("1001").awaitGadget("Available"));
        assertThat(face.frame().locator("html")).hasAttribute("data-layout", "column");
        assertThat(face.height()).isGreaterThan(64);
        face.header(800, 44);
        assertThat(face.frame().locator("html")).hasAttribute("data-layout", "line");
        assertThat(((Number) face.find("").evaluate("root => root.offsetHeight")).intValue())
                .isLessThanOrEqualTo(44);
    }

    @Test
    void the_gadget_is_light_in_a_light_desktop_whatever_the_system_prefers_and_dark_in_a_dark_one() {
        GadgetFace face = new GadgetFace(connected("1001")).colours(ColorScheme.DARK);
        Locator body = face.frame().locator("body");
        assertThat(body).hasCSS("background-color", "rgb(255, 255, 255)");
        face.desktop().page().addInitScript("""
                        if (window === top) addEventListener("DOMContentLoaded", () => {
                          const style = document.createElement("style");
                          style.textContent = "* { background: rgb(20, 24, 28) !important }";
                          document.head.append(style);
                        })
                        """);
        face.colours(ColorScheme.LIGHT).desktop().reload();
        assertThat(face.frame().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(body).not().hasCSS("background-color", "rgb(255, 255, 255)");
    }

    @Test
    void a_theme_can_be_asked_for() {
        GadgetFace face = new GadgetFace(open("1001", "?theme=dark").awaitConnected());
        assertThat(face.frame().locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void forced_colours_and_little_motion_keep_every_line() {
        Desktop desktop = connected("1001");
        desktop.page()
                .emulateMedia(new Page.EmulateMediaOptions()
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        GadgetFace face = new GadgetFace(desktop);
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting");
        assertThat(face.find(".held")).hasCSS("border-style", "solid");
        assertThat(face.button("Pause sync")).hasCSS("transition-duration", "0s");
    }
}
