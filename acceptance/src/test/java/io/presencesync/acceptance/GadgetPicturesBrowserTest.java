package io.presencesync.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.presencesync.simulators.finesse.ReasonCode;
import org.junit.jupiter.api.Test;

/// Every state that an agent may see, as a picture for the documentation: `-Dscreenshots=update` writes them there.
/// Those of the situations are made by [GadgetSituationsBrowserTest].
class GadgetPicturesBrowserTest extends GadgetAcceptance {
    private static final int WIDE = 380;

    @Test
    void every_state_in_a_column() {
        Desktop desktop = connected("1001").awaitGadget("Available");
        GadgetFace face = new GadgetFace(desktop).column(WIDE);
        face.takePicture("available");
        pausing(face);
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting");
        face.takePicture("meeting");
        face.column(200).takePicture("narrow");
        face.column(WIDE);
        desktop.clickReady();
        desktop.awaitGadget("You chose Ready");
        face.takePicture("override");
        desktop.clickNotReady("Lunch");
        desktop.awaitGadget("Lunch is your own choice.");
        face.takePicture("lunch");
        product.kill();
        desktop.awaitGadget("Disconnected");
        face.takePicture("disconnected");
        face.header(900, 44);
        assertThat(face.find(".link")).hasText("Disconnected");
        face.takePicture("header-disconnected");
    }

    private static void pausing(GadgetFace face) {
        face.button("Pause sync").click();
        face.takePicture("pause-choices");
        face.button("30 min").click();
        assertThat(face.button("Resume")).isVisible();
        face.takePicture("paused");
        face.button("Resume").click();
        assertThat(face.button("Pause sync")).isVisible();
    }

    @Test
    void every_state_that_is_shown_in_the_dark() {
        Desktop desktop = open("1001", "?theme=dark").awaitConnected();
        GadgetFace face = new GadgetFace(desktop).column(WIDE);
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting");
        face.takePicture("meeting-dark");
        face.column(200).takePicture("narrow-dark");
        face.column(WIDE);
        face.button("Pause sync").click();
        face.button("30 min").click();
        assertThat(face.button("Resume")).isVisible();
        face.takePicture("paused-dark");
        face.button("Resume").click();
        face.header(900, 44).takePicture("header-dark");
    }

    @Test
    void every_presence_and_the_header() {
        Desktop desktop = connected("1001");
        GadgetFace face = new GadgetFace(desktop).column(WIDE);
        presence(face, "dnd", "Do not disturb");
        presence(face, "call", "In a Webex call");
        presence(face, "presenting", "Presenting");
        face.header(900, 44).takePicture("header");
        face.header(600, 40).takePicture("header-short");
        face.button("Pause sync").click();
        face.takePicture("header-choices");
    }

    private void presence(GadgetFace face, String status, String words) {
        world.webex.setPresence(World.address("1001"), status, "online", null);
        face.desktop().awaitGadget(words).awaitGadget("Ready again when");
        face.takePicture(status);
    }

    @Test
    void what_an_agent_can_pass_on() throws Exception {
        GadgetTroubleAcceptanceTest.deleteReason(world, "Webex DND");
        Desktop desktop = connected("1001");
        GadgetFace face = new GadgetFace(desktop).column(WIDE);
        world.presence("1001", "dnd");
        desktop.awaitGadget("no Not Ready reason");
        face.takePicture("missing");
        world.finesse.addReasonCode(ReasonCode.Category.NOT_READY, 101, "Webex DND", true);
        world.presence("1001", "active");
        desktop.awaitGadget("Available");
        face.tellConnection("failing");
        desktop.awaitGadget("has lost Finesse");
        face.takePicture("desktop-lost");
        face.tellConnection("recovered");
        world.meeting("1001");
        desktop.awaitGadget("Not Ready – Webex Meeting");
        face.button("Report a problem").click();
        desktop.awaitGadget("Reported to your administrator");
        face.takePicture("reported");
    }

    @Test
    void in_another_language() {
        GadgetFace face = new GadgetFace(connected("1001"));
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        face.language("de_DE").column(200).desktop().awaitGadget("Wieder bereit");
        face.takePicture("narrow-de");
        face.language("fr_FR").column(200).desktop().awaitGadget("De nouveau Prêt");
        face.takePicture("narrow-fr");
    }
}
