package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The gadget on Cisco's own library, which cannot be part of this project: the environment variable `FINESSE_JS` names
/// the file, else this is skipped.
class CiscoLibraryBrowserTest {
    @Test
    void a_meeting_makes_an_agent_not_ready_and_its_end_ready_with_ciscos_own_library() {
        @Nullable String file = System.getProperty("FINESSE_JS", System.getenv("FINESSE_JS"));
        Assumptions.assumeTrue(file != null && Files.isReadable(Path.of(file)), "FINESSE_JS names no file");
        try (DemoProcess demo = DemoProcess.start(Map.of("FINESSE_JS", String.valueOf(file)), "--mode", "gadget");
                Browser browser = Browser.start();
                Browser.Window window = browser.open(demo.stage() + "?library=10.5")) {
            follow(new StagePage(window.page()));
            assertThat(window.hosts()).containsExactly("127.0.0.1");
        }
    }

    private static void follow(StagePage stage) {
        stage.choose("Alice Moreau");
        stage.awaitDesktop("Alice Moreau", "READY", "");
        stage.awaitGadget("Alice Moreau", "Available");
        stage.clickPresence("Alice Moreau", "In a meeting");
        stage.awaitDesktop("Alice Moreau", "NOT_READY", "Webex Meeting");
        stage.clickPresence("Alice Moreau", "Active");
        stage.awaitDesktop("Alice Moreau", "READY", "");
    }
}
