package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.LogEntry;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The clock of the machine on which the packaged product runs is set back and forward by an hour while it works.
/// Webex and Finesse keep theirs, so that every wait that is counted by the clock shows.
class WallClockAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final List<String> ALL = List.of("1001", "1002", "1003", "1004");
    private static final int REST = 4;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /// Longer than the test takes, and much less than an hour.
    private static final Duration LONG = Duration.ofMinutes(10);
    /// Those without a subscription are read every 45 s.
    private static final Duration POLLED = Duration.ofSeconds(70);

    private final World world = new World(
            ALL.size(),
            new FinesseSimulatorOptions(),
            WebexSimulatorOptions.defaults().withMaxSubscriptions(3).withMaxSubscriptionTtl(24));
    private final WallClock clock = new WallClock();
    private final Product product = Product.startUnder(clock, settings());

    WallClockAcceptanceTest() throws IOException {}

    @AfterEach
    void stop() {
        product.close();
        clock.close();
        world.close();
    }

    private Map<String, String> settings() {
        Map<String, String> env = world.serverMode();
        env.put("PRESENCE_SYNC_SETTLE_HOLD", SETTLE.toMillis() + "ms");
        env.put("PRESENCE_SYNC_SETTLE_RELEASE", SETTLE.toMillis() + "ms");
        return env;
    }

    @Test
    void nothing_that_waits_waits_by_the_clock_on_the_wall_and_no_age_is_absurd() {
        List<String> subscribed = new ArrayList<>(ALL);
        String read = unsubscribed(subscribed);
        agesAreSound();
        world.webex.addFault(new io.presencesync.simulators.webex.Fault.Answer(Endpoint.SUBSCRIBE, 429, REST, 1));
        world.presence(read, "dnd");
        steps(subscribed, -1, -2);
        told("back");
        Await.until("who is read now and then is held", () -> world.shown(read).equals(HELD), product::log, POLLED);
        Await.until(
                "subscriptions are renewed after a rest",
                this::renewedAfterRest,
                () -> subscribes().toString());
        agesAreSound();

        long polls = world.webex.log().count(Endpoint.COMPOSITIONS);
        long renewals = subscribes().size();
        steps(subscribed, -1, 0);
        told("forward");
        assertThat(world.webex.log().count(Endpoint.COMPOSITIONS)).isBetween(polls, polls + 1);
        assertThat((long) subscribes().size()).isBetween(renewals, renewals + 4);
        clock.set(Duration.ofHours(1));
        agesAreSound();
        wrongPasswordsAreCountedOn();
    }

    /// The one of them who finds no room among the subscriptions; the others are held and released.
    private String unsubscribed(List<String> subscribed) {
        Await.until(
                "somebody is read",
                () -> world.webex.log().count(Endpoint.COMPOSITIONS) > 0,
                () -> world.webex.log().counters().toString());
        ALL.forEach(id -> world.presence(id, "dnd"));
        Await.until("three are held", () -> held().size() == 3, () -> held() + product.log());
        subscribed.retainAll(held());
        ALL.forEach(id -> world.presence(id, "active"));
        subscribed.forEach(id -> world.awaitShown(id, "READY"));
        return ALL.stream().filter(id -> !subscribed.contains(id)).findFirst().orElseThrow();
    }

    private List<String> held() {
        return ALL.stream().filter(id -> world.shown(id).equals(HELD)).toList();
    }

    /// The clock is set twice: while a presence settles, and while Finesse is left alone.
    private void steps(List<String> agents, int first, int second) {
        settlesOver(agents.get(0), Duration.ofHours(first));
        agesAreSound();
        restsOver(agents.get(1), Duration.ofHours(second));
        agesAreSound();
        agents.subList(0, 2).forEach(id -> world.presence(id, "active"));
        agents.subList(0, 2).forEach(id -> world.awaitShown(id, "READY"));
    }

    private void settlesOver(String id, Duration ahead) {
        long begun = System.nanoTime();
        world.presence(id, "dnd");
        product.awaitPresence(id, "dnd");
        clock.set(ahead);
        world.awaitShown(id, HELD);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(SETTLE);
    }

    private void restsOver(String id, Duration ahead) {
        int before = world.puts(id).size();
        Map<String, String> wait = Map.of("Retry-After", Integer.toString(REST));
        world.finesse.faults().add(Fault.onPut(id, 1, new Fault.Status(429, null, wait)));
        world.presence(id, "dnd");
        Await.until("it is asked for", () -> world.puts(id).size() > before, product::log);
        clock.set(ahead);
        world.awaitShown(id, HELD);
        List<LoggedRequest> asked = world.puts(id).subList(before, before + 2);
        assertThat(Duration.ofNanos(
                        asked.getLast().nanoTime() - asked.getFirst().nanoTime()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(REST));
    }

    private List<LogEntry> subscribes() {
        return world.webex.log().requests(Endpoint.SUBSCRIBE);
    }

    private boolean renewedAfterRest() {
        List<LogEntry> all = subscribes();
        for (int refused = 0; refused < all.size() - 1; refused++) {
            if (all.get(refused).status() == 429) {
                long wait = all.get(refused + 1).nanos() - all.get(refused).nanos();
                assertThat(Duration.ofNanos(wait)).isGreaterThanOrEqualTo(Duration.ofSeconds(REST));
                return true;
            }
        }
        return false;
    }

    private void told(String direction) {
        String words = "The clock of this machine was set " + direction + " by ";
        Await.until("the step is told", () -> product.log().contains(words), product::log);
    }

    private void wrongPasswordsAreCountedOn() {
        for (int wrong = 0; wrong < 10; wrong++) {
            assertThat(product.getAs("admin", "wrong", "/users").statusCode()).isEqualTo(401);
        }
        assertThat(product.getAsAdmin("/users").statusCode()).isEqualTo(429);
        clock.set(Duration.ofHours(2));
        assertThat(product.getAsAdmin("/users").statusCode()).isEqualTo(429);
    }

    /// Nothing that is shown lies in what is not yet, or long before the start.
    private void agesAreSound() {
        JsonNode health = json("/health");
        assertThat(health.path("uptimeSeconds").asLong()).isBetween(0L, LONG.toSeconds());
        health.findValues("since").forEach(this::isRecent);
        health.findValues("nextTry").forEach(this::isSoon);
        json("/api/v1/agents").path("agents").forEach(this::agentIsSound);
        for (String id : ALL) {
            assertThat(product.explained(id))
                    .as("explain %s", id)
                    .doesNotContain("The journal has nothing", "none in the journal")
                    .doesNotContainPattern("[ (]-\\d+ |\\d\\d min\\b|\\d+ (h|d)\\b");
        }
    }

    private void agentIsSound(JsonNode agent) {
        assertThat(agent.path("presence").path("ageSeconds").asLong()).isBetween(0L, LONG.toSeconds());
        isRecent(agent.path("presence").path("confirmedAt"));
        isRecent(agent.path("state").path("seenAt"));
    }

    private void isRecent(JsonNode time) {
        if (!time.isNull() && !time.isMissingNode()) {
            assertThat(Instant.parse(time.asText()))
                    .isBetween(clock.now().minus(LONG), clock.now().plusSeconds(3));
        }
    }

    private void isSoon(JsonNode time) {
        if (!time.isNull() && !time.isMissingNode()) {
            assertThat(Instant.parse(time.asText()))
                    .isBetween(clock.now().minusSeconds(3), clock.now().plus(LONG));
        }
    }

    private JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(product.getAsAdmin(path).body());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
