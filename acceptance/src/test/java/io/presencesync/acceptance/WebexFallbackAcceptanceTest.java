package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The packaged product while Mercury can't be reached: the People API is polled until it can.
class WebexFallbackAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    private final World world = new World(3);

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @AfterEach
    void stop() {
        product.close();
        world.close();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = world.serverMode();
        settings.put("PRESENCE_SYNC_WEBEX_FALL_BACK_AFTER", "5s");
        settings.put("PRESENCE_SYNC_WEBEX_PEOPLE_API_RATE", "600");
        return settings;
    }

    private void mercuryRefused() {
        world.webex.addFault(new Fault.Answer(Endpoint.MERCURY, 503, null, Fault.UNTIL_CLEARED));
        world.webex.closeSockets(1006, "");
    }

    private String health() {
        return product.get("/health").body();
    }

    private void awaitHealth(String text) {
        Await.until("health says " + text, () -> health().contains(text), this::health);
    }

    @Test
    void agents_are_held_and_released_by_polling_and_nobody_wrongly_when_mercury_returns() {
        product = Product.start(settings());
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        mercuryRefused();
        awaitHealth("polling the People API");
        assertThat(health()).contains("\"fallback\"", "Mercury down since");
        world.presence("1002", "dnd");
        world.awaitShown("1002", HELD);
        world.presence("1002", "active");
        world.awaitShown("1002", "READY");
        assertThat(world.shown("1001")).isEqualTo(HELD);

        world.webex.clearFaults();
        awaitHealth("mercury connected");
        long asked = world.webex.log().count(Endpoint.PERSON);
        Await.quiet(Duration.ofSeconds(3));
        assertThat(world.webex.log().count(Endpoint.PERSON)).isEqualTo(asked);
        assertThat(world.shown("1001")).isEqualTo(HELD);
        assertThat(world.puts("1001")).hasSize(1);
        assertThat(world.puts("1002")).hasSize(2);
        assertThat(world.puts("1003")).isEmpty();
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }

    @Test
    void with_mercury_down_at_the_start_the_product_becomes_ready_by_polling() {
        mercuryRefused();
        product = Product.start(settings());
        world.presence("1003", "dnd");
        world.awaitShown("1003", HELD);
        assertThat(world.puts("1001")).isEmpty();
        assertThat(world.puts("1002")).isEmpty();
    }

    @Test
    void by_choice_only_the_people_api_is_asked() {
        Map<String, String> settings = settings();
        settings.put("PRESENCE_SYNC_WEBEX_SOURCE", "people-api");
        product = Product.start(settings);
        world.presence("1001", "call");
        world.awaitShown("1001", HELD);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        assertThat(world.webex.log().count(Endpoint.MERCURY)).isZero();
        assertThat(world.webex.log().count(Endpoint.DEVICE_CREATE)).isZero();
    }
}
