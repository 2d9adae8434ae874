package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Walks every combination of what may be known of a hold and what Finesse may show of it. The presence says nothing
/// here, so that only step 1 is seen.
class SightTest {
    private enum Position {
        NONE,
        LATE,
        ASKED,
        RESTAMP,
        HELD,
        RELEASING
    }

    private enum Before {
        NOT_READY,
        READY,
        TALKING,
        UNSEEN
    }

    private enum Shown {
        OURS,
        OTHER,
        EMPTY,
        UNTOLD
    }

    private enum Time {
        SAME,
        LATER,
        EMPTY
    }

    private enum Outage {
        NEAR,
        LONG
    }

    private record Sighting(
            Position position,
            Before before,
            StateName state,
            Shown reason,
            Time time,
            ChannelKind channel,
            StateSource source,
            Outage outage) {
        private static final Platform PLATFORM = Platform.CCE;

        /// Left out: what cannot come about, and what [Newest] has made one with the state known before.
        boolean possible() {
            boolean restampUntold = position == Position.RESTAMP
                    && state == StateName.NOT_READY
                    && (reason == Shown.EMPTY || reason == Shown.UNTOLD || channel == ChannelKind.SUPERVISOR);
            boolean same = state.name().equals(before.name());
            boolean merged = same && (time == Time.EMPTY || (time == Time.SAME && source == StateSource.TEAM_GET));
            return !restampUntold
                    && !merged
                    && !(position == Position.ASKED && before == Before.NOT_READY)
                    && !(time == Time.SAME && !same && before != Before.UNSEEN)
                    && !(state == StateName.READY && reason != Shown.UNTOLD)
                    && !(state == StateName.LOGOUT && reason != Shown.UNTOLD)
                    && !(before == Before.UNSEEN && outage == Outage.LONG);
        }

        AgentMachine.Step play() {
            Memory memory = memory();
            Reason shown = shown();
            Instant since = switch (time) {
                case SAME -> Scene.EARLIER;
                case LATER -> Scene.NOW;
                case EMPTY -> null;
            };
            AgentState next = Scene.state(state, shown, since, source);
            return Scene.decide(memory, new AgentEvent.StateSeen(next), Scene.policy(channel, PLATFORM, true));
        }

        private @Nullable Reason shown() {
            return switch (reason) {
                case OURS ->
                    position == Position.RESTAMP ? AgentScript.label("Webex Call") : Scene.ours(channel, PLATFORM);
                case OTHER -> AgentScript.LUNCH;
                case EMPTY -> AgentScript.SIGNED_IN;
                case UNTOLD -> null;
            };
        }

        private Memory memory() {
            StateName known = before == Before.UNSEEN ? StateName.NOT_READY : StateName.valueOf(before.name());
            Instant knownSince = known == StateName.TALKING ? Scene.EARLIER.plusSeconds(10) : Scene.EARLIER;
            Reason reason = known == StateName.NOT_READY && position != Position.NONE && position != Position.LATE
                    ? Scene.ours(channel, PLATFORM)
                    : null;
            Instant gapAt = outage == Outage.NEAR ? Scene.NOW.minusSeconds(20) : null;
            List<Memory.Lost> lost = position == Position.LATE
                    ? List.of(new Memory.Lost(Scene.hold(channel), "r9", false, Scene.NOW.plusSeconds(10)))
                    : List.of();
            return new Memory(
                    Scene.presence("unknown", null, Scene.NOW.minusSeconds(60)),
                    true,
                    new Memory.Seen(
                            Scene.state(known, reason, knownSince, StateSource.USER_GET),
                            before == Before.UNSEEN,
                            gapAt,
                            Rest.READY,
                            null,
                            null,
                            Calls.of(known) != Calls.NONE,
                            false,
                            false,
                            false,
                            false,
                            null,
                            ServerClock.STEADY,
                            null,
                            null,
                            null,
                            null),
                    phase(),
                    new Spell(
                            new Stance(
                                    ReasonLabel.MEETING,
                                    Scene.EARLIER,
                                    Scene.EARLIER,
                                    Duration.ofSeconds(1),
                                    "meeting",
                                    PresenceOrigin.MERCURY),
                            false,
                            false,
                            null,
                            null),
                    Memory.Tries.NONE,
                    lost,
                    null,
                    null);
        }

        private Phase phase() {
            Phase.Held held = Scene.held(channel, PLATFORM);
            return switch (position) {
                case NONE, LATE -> new Phase.None();
                case ASKED -> new Phase.Asked(Scene.hold(channel), Scene.sent(Sent.Answer.ACCEPTED), null);
                case RESTAMP ->
                    new Phase.Asked(
                            new Hold(ReasonLabel.CALL, channel, "call", Scene.NOW),
                            Scene.sent(Sent.Answer.ACCEPTED),
                            held);
                case HELD -> held;
                case RELEASING -> new Phase.Releasing(held, Scene.sent(Sent.Answer.ACCEPTED));
            };
        }
    }

    private static List<Sighting> all() {
        List<Sighting> all = new ArrayList<>();
        for (Position position : Position.values()) {
            for (Before before : Before.values()) {
                for (StateName state : List.of(StateName.READY, StateName.NOT_READY, StateName.LOGOUT)) {
                    for (Shown reason : Shown.values()) {
                        for (Time time : Time.values()) {
                            for (ChannelKind channel : ChannelKind.values()) {
                                for (StateSource source : List.of(StateSource.USER_GET, StateSource.TEAM_GET)) {
                                    for (Outage outage : Outage.values()) {
                                        all.add(new Sighting(
                                                position, before, state, reason, time, channel, source, outage));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return all.stream().filter(Sighting::possible).toList();
    }

    @Test
    void every_sight_of_a_hold_is_taken_as_the_table_says() {
        Expectations expectations = Expectations.read("sights.txt");
        List<String> wrong = new ArrayList<>();
        for (Sighting one : all()) {
            String expected = expectations.of(
                    one.position(),
                    one.before(),
                    one.state(),
                    one.reason(),
                    one.time(),
                    one.channel(),
                    one.source(),
                    one.outage());
            String taken = taken(one.play());
            if (!taken.equals(expected.replace("KEPT", one.position().name()))) {
                wrong.add(one + ": " + taken + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(expectations.unused()).as("lines no combination comes to").isEmpty();
    }

    private static String taken(AgentMachine.Step step) {
        String phase = step.memory().phase().getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
        boolean read = step.effects().contains(new Effect.Read());
        return (step.memory().spell().override() ? "OVERRIDE" : phase) + (read ? "+READ" : "");
    }
}
