package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentView;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.WebexAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final ManualTimers timers = new ManualTimers();
    private final Wall wall = new Wall();
    private final SteadyClock clock = new SteadyClock(
            wall, () -> Duration.between(START, timers.instant()).toNanos());
    private int judged;

    private final class Wall extends Clock {
        private Duration set = Duration.ZERO;

        @Override
        public Instant instant() {
            return timers.instant().plus(set);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -60, 60, 3600})
    void goes_on_when_the_clock_on_the_wall_is_set(int seconds) {
        assertThat(clock.instant()).isEqualTo(START);
        timers.pass(Duration.ofSeconds(5));
        wall.set = Duration.ofSeconds(seconds);
        timers.pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
        assertThat(clock.wallAhead()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_link_is_shown_with_the_times_on_the_wall() {
        ConnectionState down = new ConnectionState(
                "webex", ConnectionState.Kind.DEGRADED, "unreachable", "", "", START, START.plusSeconds(30));
        assertThat(clock.onWall(down)).isEqualTo(down);
        wall.set = Duration.ofHours(-1);
        assertThat(clock.onWall(down).since()).isEqualTo(START.minusSeconds(3600));
        assertThat(clock.onWall(down).nextTry()).isEqualTo(START.minusSeconds(3570));
        ConnectionState up = ConnectionState.connected("webex", "", START);
        assertThat(clock.onWall(up).nextTry()).isNull();
    }

    @Test
    void an_agent_is_shown_with_the_times_on_the_wall() {
        Presence presence = new Presence("active", null, null, START, PresenceOrigin.MERCURY, START, "{}");
        AgentState state = new AgentState(StateName.READY, null, null, START, StateSource.USER_GET, START);
        AgentView known = agent(presence, state);
        assertThat(clock.onWall(known)).isEqualTo(known);
        wall.set = Duration.ofHours(-1);
        Instant before = START.minusSeconds(3600);
        assertThat(clock.onWall(known)).isEqualTo(agent(presence.at(before), state.at(before)));
        assertThat(state.at(before).stateChangeTime()).as("Finesse's own").isEqualTo(START);
        assertThat(clock.onWall(agent(null, null))).isEqualTo(agent(null, null));
    }

    private static AgentView agent(@Nullable Presence presence, @Nullable AgentState state) {
        AgentId id = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
        WebexAddress address = new WebexAddress("agent1001@example.com");
        return new AgentView(id, "agent1001", "Agent", address, presence, state, true, true, null, null, null);
    }

    @Test
    void what_is_meant_by_the_clock_on_the_wall_is_judged_anew_once_it_was_set() {
        new WallClockWatch(clock, timers, () -> judged++).start();
        timers.pass(Duration.ofMinutes(10));
        assertThat(judged).isZero();
        wall.set = Duration.ofHours(1);
        timers.pass(Duration.ofSeconds(10));
        assertThat(judged).isEqualTo(1);
        timers.pass(Duration.ofMinutes(10));
        wall.set = Duration.ofMinutes(59);
        timers.pass(Duration.ofMinutes(10));
        assertThat(judged).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_slewed_is_no_news() {
        new WallClockWatch(clock, timers, () -> judged++).start();
        for (int second = 0; second < 100; second++) {
            wall.set = Duration.ofMillis(50L * second);
            timers.pass(Duration.ofSeconds(1));
        }
        assertThat(judged).isZero();
    }
}
