package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The packaged product in server mode, where Webex does not tell all, or tells it in words we do not know: agents are
/// left as they are.
class WebexUntoldAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final Duration LONG = Duration.ofSeconds(3);

    private final World world = new World(2);

    @AfterEach
    void stop() {
        world.close();
    }

    /// Webex holds a joined meeting; the event that told of it lacked the type.
    private void meetingWithoutType(String id) {
        world.presence(id, "meeting");
        Await.quiet(Duration.ofMillis(300));
        world.webex.addFault(new Fault.Frames(FrameFault.DROPPED, 0, 1));
        world.meeting(id);
    }

    @Test
    void a_meeting_whose_second_reading_fails_releases_nobody_and_holds_as_soon_as_it_is_read() {
        try (Product product = Product.start(world.serverMode())) {
            world.presence("1001", "call");
            world.awaitShown("1001", HELD);
            world.webex.addFault(new Fault.Answer(Endpoint.COMPOSITIONS, 503, null, Fault.UNTIL_CLEARED));
            meetingWithoutType("1001");
            meetingWithoutType("1002");
            Await.quiet(LONG);
            assertThat(world.shown("1001")).isEqualTo(HELD);
            assertThat(world.puts("1001")).hasSize(1);
            assertThat(world.puts("1002")).isEmpty();
            assertThat(product.get("/health").body()).contains("2 meetings of a kind that could not be read yet");
            world.webex.clearFaults();
            world.awaitShown("1002", HELD);
            assertThat(world.puts("1001")).hasSize(1);
        }
    }

    @Test
    void a_status_word_never_heard_of_moves_nobody_and_is_told_by_log_and_health() {
        try (Product product = Product.start(world.serverMode())) {
            world.presence("1001", "dnd");
            world.awaitShown("1001", HELD);
            world.presence("1001", "focus").presence("1002", "focus");
            Await.quiet(LONG);
            assertThat(world.shown("1001")).isEqualTo(HELD);
            assertThat(world.puts("1001")).hasSize(1);
            assertThat(world.puts("1002")).isEmpty();
            assertThat(product.get("/health").body()).contains("unnamed_status", "focus", "degraded");
            assertThat(product.log().split("the status \"focus\", which no rule names", -1))
                    .as("told once")
                    .hasSize(2);
        }
    }

    @Test
    void a_rules_file_may_make_all_other_words_free() throws IOException {
        try (Product product = Product.start(world.serverMode())) {
            Files.writeString(
                    product.folder().resolve("rules.yml"),
                    "rules:\n  - {status: dnd, reason: Webex DND}\n  - {status: any, then: free}\n");
            Await.until("the rules are read", () -> product.log().contains("Other rules are in force"), product::log);
            world.presence("1001", "dnd");
            world.awaitShown("1001", HELD);
            world.presence("1001", "focus");
            world.awaitShown("1001", "READY");
            assertThat(product.get("/health").body()).doesNotContain("unnamed_status");
        }
    }

    @Test
    void whom_the_people_api_calls_unknown_because_they_are_busy_stays_ready_over_both_changes_of_the_source() {
        Map<String, String> settings = world.serverMode();
        settings.put("PRESENCE_SYNC_WEBEX_FALL_BACK_AFTER", "5s");
        settings.put("PRESENCE_SYNC_WEBEX_PEOPLE_API_RATE", "600");
        try (Product product = Product.start(settings)) {
            world.presence("1001", "busy");
            world.webex.addFault(new Fault.Answer(Endpoint.MERCURY, 503, null, Fault.UNTIL_CLEARED));
            world.webex.closeSockets(1006, "");
            awaitPresence(product, "PEOPLE_API", "unknown");
            Await.quiet(LONG);
            assertThat(world.puts("1001")).isEmpty();
            world.webex.clearFaults();
            awaitPresence(product, "MERCURY", "busy");
            Await.quiet(LONG);
            assertThat(world.puts("1001")).isEmpty();
            assertThat(world.shown("1001")).isEqualTo("READY");
            world.presence("1001", "dnd");
            world.awaitShown("1001", HELD);
        }
    }

    private static void awaitPresence(Product product, String source, String status) {
        Await.until(
                "1001 shows " + status + " by " + source,
                () -> product.getAsAdmin("/api/v1/agents")
                        .body()
                        .replaceAll("\\s", "")
                        .replaceAll("(?s)\"id\":\"1002\".*", "")
                        .matches("(?s).*\"status\":\"" + status + "\".*\"source\":\"" + source + "\".*"),
                () -> product.getAsAdmin("/api/v1/agents").body());
    }
}
