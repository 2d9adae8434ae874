package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged product started while Webex can't be reached at all.
class WebexDownAtStartAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    private final World world = new World(3);
    private @Nullable Product product;

    @AfterEach
    void stop() {
        if (product != null) {
            product.close();
        }
        world.close();
    }

    /// The bounds are those of the waits between tries: 5 s after short outages, 30 s and 5 s after others.
    @ParameterizedTest
    @CsvSource({"2, 5", "9, 5", "35, 35"})
    void it_comes_up_says_so_and_is_right_soon_after_webex_is_back(int outageSeconds, int boundSeconds) {
        world.webex.down();
        Product started = Product.launchAsDelivered(world.serverMode());
        product = started;
        started.awaitListening();
        Await.until("health answers", () -> health(started).contains("\"links\""), () -> started.log());
        Await.until("says so", () -> health(started).contains("\"code\":\"unreachable\""), () -> health(started));
        assertThat(health(started)).contains("check the network if this lasts", "webex.discovery");
        assertThat(started.log()).contains("webex: ", "check the network if this lasts");
        world.presence("1001", "dnd");
        Await.quiet(Duration.ofSeconds(outageSeconds));

        long back = System.nanoTime();
        world.webex.up();
        Await.until(
                "1001 is held", () -> world.shown("1001").equals(HELD), () -> health(started), Duration.ofSeconds(60));
        Duration took = Duration.ofNanos(System.nanoTime() - back);

        System.out.printf(
                Locale.ROOT,
                "Webex down %d s at start: right %d ms after its return%n",
                outageSeconds,
                took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(boundSeconds));
        assertThat(world.shown("1002")).isEqualTo("READY");
        started.awaitReady();
    }

    private static String health(Product product) {
        try {
            return product.get("/health").body();
        } catch (RuntimeException | AssertionError notYet) {
            return "";
        }
    }
}
