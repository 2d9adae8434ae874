package io.presencesync.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.presencesync.simulators.finesse.CallKind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an agent reads in the gadget and can press there: the packaged product, a pretend desktop, a real browser.
class GadgetViewBrowserTest extends GadgetAcceptance {
    @Test
    void each_presence_has_its_name_and_says_what_was_set_and_what_ends_it() {
        Desktop desktop = connected("1001").awaitGadget("Available");
        record Shown(String status, @Nullable String category, String name, String label, String end) {}
        List<Shown> presences = List.of(
                new Shown("dnd", null, "Do not disturb", "Webex DND", "Ready again when you turn off Do not disturb"),
                new Shown("call", null, "In a Webex call", "Webex Call", "Ready again when the Webex call ends"),
                new Shown("meeting", null, "In a Webex meeting", "Webex Meeting", "Ready again when the meeting ends"),
                new Shown("presenting", null, "Presenting", "Webex Meeting", "Ready again when you stop presenting"),
                new Shown(
                        "unknown",
                        "unknown",
                        "Unavailable",
                        "Webex Unavailable",
                        "Webex shows you as offline or signed out. Ready again when you are back."));
        for (Shown each : presences) {
            world.webex.setPresence(World.address("1001"), each.status(), "online", each.category());
            desktop.awaitGadget(each.name())
                    .awaitGadget("Not Ready – " + each.label())
                    .awaitGadget(each.end());
            world.presence("1001", "active");
            desktop.awaitGadget("Available");
            desktop.awaitBar("READY", "");
            gone(new GadgetFace(desktop).find(".held"));
        }
        assertThat(desktop.window().errors()).isEmpty();
        assertThat(desktop.window().hosts()).containsExactly("127.0.0.1");
    }

    @Test
    void what_was_set_and_what_ends_it_survives_a_reload() {
        Desktop desktop = connected("1001");
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting").awaitGadget("Ready again when the meeting ends");
        desktop.reload();
        desktop.awaitConnected()
                .awaitGadget("Not Ready – Webex Meeting")
                .awaitGadget("Ready again when the meeting ends")
                .awaitGadget("since");
    }

    @Test
    void lunch_and_ready_chosen_in_a_meeting_are_said_to_be_the_agents_choice() {
        Desktop desktop = connected("1001");
        desktop.clickNotReady("Lunch");
        world.awaitShown("1001", "NOT_READY Lunch");
        world.presence("1001", "dnd");
        desktop.awaitGadget("Lunch is your own choice. Press Ready when you are back.");
        desktop.clickReady();
        world.awaitShown("1001", "READY");
        world.presence("1001", "active");
        desktop.awaitGadget("Available");
        Await.quiet(Duration.ofSeconds(1));
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        desktop.clickReady();
        desktop.awaitGadget("You chose Ready. You stay Ready until Webex shows you free.");
    }

    @Test
    void on_a_call_he_reads_what_follows_it() {
        Desktop desktop = connected("1001");
        world.agent("1001").callArrives(CallKind.ICD).answer();
        desktop.awaitBar("TALKING", "");
        world.presence("1001", "dnd");
        desktop.awaitGadget("When your customer call ends: Not Ready (Webex DND)");
        world.agent("1001").endCall();
        desktop.awaitBar("NOT_READY", "Webex DND");
        desktop.awaitGadget("Not Ready – Webex DND");
    }

    @Test
    void a_pause_leaves_him_alone_until_he_resumes() {
        Desktop desktop = connected("1001");
        connected("1002");
        GadgetFace face = new GadgetFace(desktop);
        face.button("Pause sync").click();
        face.button("15 min").click();
        desktop.awaitGadget("Paused until");
        world.presence("1001", "dnd");
        desktop.awaitGadget("Do not disturb");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("READY");
        desktop.reload();
        desktop.awaitConnected().awaitGadget("Paused until");
        face.button("Resume").click();
        world.awaitShown("1001", DND);
        gone(face.find(".paused"));
    }

    @Test
    void until_tomorrow_is_midnight_where_the_agent_is() {
        GadgetFace face = new GadgetFace(connected("1001"));
        face.button("Pause sync").click();
        face.button("Tomorrow").click();
        face.desktop().awaitGadget("Paused until tomorrow.");
    }

    @Test
    void a_report_reaches_the_administrator_and_is_thanked_for_without_a_dialog_until_the_state_changes() {
        Desktop desktop = connected("1001").awaitGadget("Available");
        GadgetFace face = new GadgetFace(desktop);
        assertThat(face.button("Report a problem")).isHidden();
        world.meeting("1001");
        face.button("Report a problem").click();
        desktop.awaitGadget("Reported to your administrator");
        assertThat(desktop.page().context().pages()).hasSize(1);
        assertThat(face.find(".answer")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(12_000));
        face.button("Report a problem").click();
        desktop.awaitGadget("Reported to your administrator");
        desktop.clickReady();
        world.awaitShown("1001", "READY");
        assertThat(face.find(".answer")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(4_000));
    }

    @Test
    void without_a_link_it_says_so_and_its_buttons_stay_but_do_nothing() {
        Desktop desktop = connected("1001");
        GadgetFace face = new GadgetFace(desktop);
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting");
        product.kill();
        desktop.awaitGadget("Disconnected. Your state is not being changed.").awaitGadget("not confirmed lately");
        assertThat(face.button("Pause sync")).isDisabled();
        assertThat(face.button("Report a problem")).isDisabled();
        face.button("Pause sync").click(new Locator.ClickOptions().setForce(true));
        assertThat(face.button("15 min")).isHidden();
        product.launchAgain().awaitReady();
        desktop.awaitConnected();
        assertThat(face.button("Pause sync")).isEnabled();
    }

    @Test
    void a_desktop_that_has_lost_finesse_is_not_acted_on_until_it_is_back() {
        Desktop desktop = connected("1001");
        connected("1002");
        GadgetFace face = new GadgetFace(desktop);
        face.tellConnection("failing");
        desktop.awaitGadget("The desktop has lost Finesse.");
        world.presence("1001", "dnd");
        awaitDecided();
        assertThat(world.puts("1001")).isEmpty();
        face.tellConnection("recovered");
        world.awaitShown("1001", DND);
        gone(face.find(".warning"));
    }

    @Test
    void after_signing_out_and_in_again_it_works_as_before() {
        Desktop desktop = connected("1001");
        world.agent("1001").signOut();
        assertThat(desktop.page().locator("#sign-in-form")).isVisible();
        world.agent("1001").signIn().ready();
        desktop.reload();
        desktop.awaitConnected().awaitGadget("Available");
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
    }

    @Test
    void two_tabs_the_older_says_so_and_can_be_used_again() {
        Desktop older = connected("1001");
        Desktop newer = connected("1001");
        older.awaitGadget("You opened this gadget somewhere else; it works there.");
        new GadgetFace(older).button("Use it here").click();
        older.awaitConnected();
        newer.awaitGadget("You opened this gadget somewhere else");
    }

    @Test
    void hidden_it_acts_without_drawing_anything() {
        Desktop hidden = openHidden("1001");
        world.meeting("1001");
        hidden.awaitBar("NOT_READY", "Webex Meeting");
        world.presence("1001", "active");
        hidden.awaitBar("READY", "");
        assertThat(new GadgetFace(hidden).find("")).hasCount(0);
        assertThat(hidden.window().errors()).isEmpty();
    }

    @Test
    void hidden_by_the_desktops_layout_it_acts_and_draws_only_when_it_is_shown() {
        Desktop desktop = connected("1001");
        GadgetFace face = new GadgetFace(desktop).hiddenByTheLayout();
        desktop.reload();
        awaitConnections(2);
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        assertThat(face.find("button")).hasCount(0);
        face.shownAgain();
        desktop.awaitConnected().awaitGadget("Not Ready – Webex Meeting");
        assertThat(face.height()).isGreaterThan(64);
    }

    private void awaitConnections(int count) {
        Await.until(
                "the gadget has connected " + count + " times",
                () -> product.log().split("gadget is connected", -1).length > count,
                () -> product.log());
    }

    @Test
    void a_script_that_cannot_be_loaded_is_said_in_his_language_and_tried_again() {
        Desktop desktop = connected("1001");
        desktop.page().route("**/WebexPresenceConnector.js*", Route::abort);
        GadgetFace face = new GadgetFace(desktop).language("de_DE");
        desktop.awaitGadget("Presence Sync ist nicht erreichbar.");
        desktop.page().unroute("**/WebexPresenceConnector.js*");
        assertThat(face.find(".link")).hasText("Verbunden", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    private Desktop openHidden(String id) {
        Desktop desktop = open(id, "?hidden");
        awaitConnections(1);
        return desktop;
    }

    @Test
    void the_files_may_do_nothing_as_pages_of_their_own_and_unknown_views_are_refused() {
        for (String path : List.of("_1.xml?hidden", "_1.xml?view=header", ".js", ".css")) {
            HttpResponse<String> answer = product.get("/WebexPresenceConnector" + path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map())
                    .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"));
        }
        HttpResponse<String> answer = product.get("/WebexPresenceConnector_1.xml?view=%22%3Balert(1)");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("?view=").doesNotContain("alert");
    }

    @Test
    void a_wrong_sign_in_is_said_and_tried_again_only_when_he_asks() {
        Desktop desktop = connected("1001");
        GadgetFace face = new GadgetFace(desktop);
        face.preferences(Map.of("authorization", Product.credentials("1001", "wrong")));
        desktop.reload();
        desktop.awaitGadget("Your Finesse sign-in was not accepted. Sign out and in again.");
        assertThat(face.button("Try again")).isVisible();
        assertThat(face.button("Pause sync")).isDisabled();
    }

    private static void gone(Locator locator) {
        assertThat(locator).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
    }
}
