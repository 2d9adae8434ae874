package io.presencesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.DutyHours;
import io.presencesync.agent.Manner;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Ruling;
import io.presencesync.agent.Verdict;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The clock of our own machine is set back or forward while agents are looked after.
class EngineWallClockTest {
    private static final AgentId AGENT = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final WebexPersonId PERSON = new WebexPersonId("p1");
    private static final Reason MEETING = new Reason("43", null, "Webex Meeting");

    private final ManualTimers timers = new ManualTimers();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<StateRequest> sent = new ArrayList<>();
    private Duration set = Duration.ZERO;
    private DutyHours hours = DutyHours.ALWAYS;
    private Outcome answer = new Outcome.Accepted();
    private final Facts facts = new Facts();
    private final Engine engine = engine();

    private Instant wall() {
        return timers.instant().plus(set);
    }

    private final class Channel implements AgentChannel {
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
            sent.add(request);
            return answer;
        }
    }

    private static final class Nothing implements HoldLog {
        @Override
        public Map<AgentId, Memory.Durable> load() {
            return Map.of();
        }

        @Override
        public void remember(AgentId agent, Memory.Durable durable) {}

        @Override
        public void close() {}
    }

    private static final class Facts implements Surroundings {
        private Duration finesseAhead = Duration.ZERO;

        @Override
        public Platform platform() {
            return Platform.CCE;
        }

        @Override
        public Map<String, String> reasonIds() {
            return Map.of("43", "Webex Meeting");
        }

        @Override
        public Set<ReasonLabel> missing(AgentId agent) {
            return Set.of();
        }

        @Override
        public @Nullable Instant liveSince(AgentId agent) {
            return null;
        }

        @Override
        public boolean canRead() {
            return false;
        }

        @Override
        public Duration clockAhead() {
            return finesseAhead;
        }
    }

    private Engine engine() {
        Manner manner = Manner.standard(presence -> presence.status().equals("meeting")
                ? new Ruling(new Verdict.Busy(ReasonLabel.MEETING), "", Duration.ofSeconds(1))
                : new Ruling(new Verdict.Free(), "", Duration.ofSeconds(3)));
        EnginePorts ports = new EnginePorts(
                new Channel(),
                agent -> {
                    throw new AssertionError("nothing can be read here");
                },
                facts,
                agent -> manner.with(hours),
                new Nothing(),
                entries::add,
                timers,
                timers,
                this::wall,
                new Random(1),
                tasks::add,
                (agent, standing) -> {});
        return new Engine(ports, Duration.ofSeconds(10));
    }

    private void pass(Duration time) {
        settle();
        timers.pass(time);
        settle();
    }

    private void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void shows(StateName state, @Nullable Reason reason) {
        engine.seen(
                AGENT,
                new AgentState(
                        state,
                        reason,
                        null,
                        timers.instant().plus(facts.finesseAhead),
                        StateSource.GADGET,
                        timers.instant()));
    }

    private void hears(String status) {
        Presence presence = new Presence(status, null, null, null, PresenceOrigin.MERCURY, timers.instant(), "{}");
        engine.presence(new PresenceEvent(PERSON, presence));
    }

    private void readyAgent() {
        Roster.Entry entry = new Roster.Entry(AGENT, "1001", "1001", "500", new WebexAddress("a@b.example"));
        engine.add(List.of(entry));
        engine.resolved(entry.address(), PERSON);
        shows(StateName.READY, null);
        hears("active");
        pass(Duration.ofSeconds(5));
    }

    private List<TargetState> asked() {
        return sent.stream().map(StateRequest::target).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -60, 60, 3600})
    void a_hold_and_a_release_leave_when_their_presence_has_settled(long seconds) {
        readyAgent();
        hears("meeting");
        settle();
        set = Duration.ofSeconds(seconds);
        pass(Duration.ofMillis(900));
        assertThat(sent).isEmpty();
        pass(Duration.ofMillis(100));
        assertThat(asked()).containsExactly(TargetState.NOT_READY);
        shows(StateName.NOT_READY, MEETING);
        hears("active");
        settle();
        set = Duration.ZERO;
        pass(Duration.ofMillis(2900));
        assertThat(sent).hasSize(1);
        pass(Duration.ofMillis(100));
        assertThat(asked()).containsExactly(TargetState.NOT_READY, TargetState.READY);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void a_try_that_failed_is_made_again_after_its_backoff(long seconds) {
        readyAgent();
        answer = new Outcome.Failed(Outcome.Failure.WAIT_FOR_STATE, "x", "y");
        hears("meeting");
        pass(Duration.ofSeconds(1));
        set = Duration.ofSeconds(seconds);
        pass(Duration.ofSeconds(5));
        assertThat(sent).hasSize(1);
        pass(Duration.ofSeconds(15));
        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void a_presence_grows_stale_by_the_time_that_has_passed(long seconds) {
        readyAgent();
        hears("meeting");
        settle();
        set = Duration.ofSeconds(seconds);
        shows(StateName.READY, null);
        pass(Duration.ofMinutes(14));
        assertThat(asked()).containsExactly(TargetState.NOT_READY);
    }

    @Test
    void a_pause_ends_when_the_clock_on_the_wall_says_so() {
        readyAgent();
        engine.pause(AGENT, new Pause(wall().plus(Duration.ofMinutes(30)), Pause.Author.AGENT));
        hears("meeting");
        pass(Duration.ofMinutes(5));
        assertThat(sent).isEmpty();
        set = Duration.ofHours(1);
        engine.lookAgain();
        pass(Duration.ofSeconds(1));
        assertThat(asked()).containsExactly(TargetState.NOT_READY);
    }

    @Test
    void a_pause_lasts_until_its_time_though_the_clock_was_set_back() {
        readyAgent();
        engine.pause(AGENT, new Pause(wall().plus(Duration.ofMinutes(10)), Pause.Author.AGENT));
        hears("meeting");
        settle();
        set = Duration.ofMinutes(-5);
        engine.lookAgain();
        pass(Duration.ofMinutes(14));
        assertThat(sent).isEmpty();
        hears("meeting");
        pass(Duration.ofMinutes(1));
        pass(Duration.ofSeconds(1));
        assertThat(asked()).containsExactly(TargetState.NOT_READY);
    }

    @Test
    void working_hours_are_meant_by_the_clock_on_the_wall() {
        Instant opens = wall().plus(Duration.ofMinutes(30));
        hours = at ->
                at.isBefore(opens) ? new DutyHours.Duty(false, "not yet", opens) : new DutyHours.Duty(true, "", null);
        readyAgent();
        hears("meeting");
        pass(Duration.ofMinutes(5));
        assertThat(sent).isEmpty();
        set = Duration.ofMinutes(26);
        engine.lookAgain();
        pass(Duration.ofSeconds(1));
        assertThat(asked()).containsExactly(TargetState.NOT_READY);
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 0, 600})
    void a_state_told_just_now_is_not_told_to_be_old_because_finesses_clock_is_wrong(long seconds) {
        facts.finesseAhead = Duration.ofSeconds(seconds);
        readyAgent();
        pass(Duration.ofMinutes(1));
        shows(StateName.NOT_READY, new Reason("16", 10, "Lunch"));
        settle();
        JournalEntry state = entries.stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.STATE)
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(state.delay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void the_journal_has_the_times_on_the_wall() {
        set = Duration.ofHours(-1);
        readyAgent();
        assertThat(entries)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.at()).isBetween(wall().minusSeconds(10), wall()));
    }
}
