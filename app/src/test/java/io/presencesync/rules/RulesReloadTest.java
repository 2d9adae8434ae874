package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.config.RulesConfig;
import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.AgentStateReader;
import io.presencesync.engine.Engine;
import io.presencesync.engine.EnginePorts;
import io.presencesync.engine.HoldLog;
import io.presencesync.engine.ManualTimers;
import io.presencesync.engine.RequestGate;
import io.presencesync.engine.Surroundings;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.WebexPersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine under rules that change while an agent is held.
class RulesReloadTest {
    private static final WebexPersonId PERSON = new WebexPersonId("p1");
    private static final Map<String, String> REASONS = Map.of("41", "Webex DND", "42", "Webex Call");

    @TempDir
    Path folder;

    private final ManualTimers timers = new ManualTimers();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private Memory.Durable stored = Memory.Durable.NOTHING;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Engine engine;

    private final class Desktop implements AgentChannel {
        @Override
        public ChannelKind kind(AgentId agent) {
            return ChannelKind.GADGET;
        }

        @Override
        public boolean available(AgentId agent) {
            return true;
        }

        @Override
        public Outcome send(StateRequest request, RequestGate gate) {
            if (!gate.leave()) {
                return new Outcome.NotSent("no longer wanted");
            }
            sent.add(request.target() + (request.label() == null ? "" : " " + request.label()));
            return new Outcome.Accepted();
        }
    }

    private final class Log implements HoldLog {
        @Override
        public Map<AgentId, Memory.Durable> load() {
            return Map.of();
        }

        @Override
        public void remember(AgentId agent, Memory.Durable durable) {
            stored = durable;
        }

        @Override
        public void close() {}
    }

    private static final class Facts implements Surroundings {
        @Override
        public @Nullable Instant liveSince(AgentId agent) {
            return null;
        }

        @Override
        public Platform platform() {
            return Platform.CCE;
        }

        @Override
        public Set<ReasonLabel> missing(AgentId agent) {
            return Set.of();
        }

        @Override
        public Map<String, String> reasonIds() {
            return REASONS;
        }

        @Override
        public boolean canRead() {
            return false;
        }
    }

    @BeforeEach
    void a_held_agent() throws IOException {
        write("rules: [{status: dnd, reason: Webex DND}]\n");
        RulesConfig config = new RulesConfig(folder.resolve("rules.yml"), "rules.yml", false);
        LiveRules rules = LiveRules.open(config, Samples.SETTLE, timers);
        AgentStateReader nobodyReads = agent -> {
            throw new AssertionError("nothing can be read here");
        };
        engine = new Engine(
                new EnginePorts(
                        new Desktop(),
                        nobodyReads,
                        new Facts(),
                        rules.inForce(),
                        new Log(),
                        entry -> {},
                        timers,
                        timers,
                        new Random(1),
                        tasks::add,
                        (agent, standing) -> {}),
                Duration.ofSeconds(10));
        rules.watch(timers, Runnable::run, () -> engine.lookAgain());
        engine.add(List.of(Samples.CHRIS));
        engine.resolved(Samples.CHRIS.address(), PERSON);
        shows(StateName.READY, null);
        hears("active");
        pass(Duration.ofSeconds(5));
        hears("dnd");
        pass(Duration.ofSeconds(1));
        shows(StateName.NOT_READY, new Reason("41", null, "Webex DND"));
        pass(Duration.ofSeconds(1));
        assertThat(sent).containsExactly("NOT_READY Webex DND");
        assertHeld("Webex DND");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), text);
    }

    private void hears(String status) {
        engine.presence(new PresenceEvent(
                PERSON, new Presence(status, null, null, null, PresenceOrigin.MERCURY, timers.instant(), "{}")));
    }

    private void shows(StateName state, @Nullable Reason reason) {
        engine.seen(
                Samples.CHRIS.agent(),
                new AgentState(state, reason, null, timers.instant(), StateSource.GADGET, timers.instant()));
    }

    private void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /// In small steps, so that what the timers start runs at its time.
    private void pass(Duration time) {
        settle();
        for (Duration left = time; left.isPositive(); left = left.minusMillis(50)) {
            timers.pass(Duration.ofMillis(50));
            settle();
        }
    }

    private void assertHeld(String label) {
        assertThat(stored.phase())
                .isInstanceOfSatisfying(
                        Phase.Held.class,
                        held -> assertThat(held.hold().label().value()).isEqualTo(label));
    }

    @Test
    void another_label_for_the_same_presence_restamps_the_hold() throws IOException {
        write("rules: [{status: dnd, reason: Webex Call}]\n");
        pass(Duration.ofSeconds(4));
        assertThat(sent).containsExactly("NOT_READY Webex DND", "NOT_READY Webex Call");
        shows(StateName.NOT_READY, new Reason("42", null, "Webex Call"));
        pass(Duration.ofSeconds(1));
        assertHeld("Webex Call");
    }

    @Test
    void a_faulty_file_changes_nothing() throws IOException {
        write("rules: [{status: dnd, reason: Webex Cal}]\n");
        pass(Duration.ofMinutes(2));
        assertThat(sent).hasSize(1);
        assertHeld("Webex DND");
    }

    @Test
    void a_reload_that_does_not_concern_him_sends_nothing_and_the_hold_ends_as_ever() throws IOException {
        write("rules: [{status: dnd, reason: Webex DND}]\nteams: {\"600\": {sync: off}}\n");
        pass(Duration.ofMinutes(2));
        assertThat(sent).hasSize(1);
        assertHeld("Webex DND");
        hears("active");
        pass(Duration.ofSeconds(4));
        assertThat(sent).containsExactly("NOT_READY Webex DND", "READY");
    }

    @Test
    void a_presence_that_is_free_from_now_on_releases() throws IOException {
        write("rules: [{status: dnd, then: free}]\n");
        pass(Duration.ofSeconds(6));
        assertThat(sent).containsExactly("NOT_READY Webex DND", "READY");
    }

    @Test
    void switched_off_he_is_left_as_he_is_and_on_again_his_hold_is_still_ours() throws IOException {
        write("teams: {Support: {sync: off}}\n");
        pass(Duration.ofSeconds(3));
        hears("active");
        pass(Duration.ofMinutes(1));
        assertThat(sent).hasSize(1);
        assertHeld("Webex DND");
        write("teams: {Support: {sync: on}}\n");
        pass(Duration.ofSeconds(6));
        assertThat(sent).containsExactly("NOT_READY Webex DND", "READY");
    }
}
