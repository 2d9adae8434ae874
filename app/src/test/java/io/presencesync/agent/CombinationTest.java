package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Walks every combination of presence, state, phase, channel, platform and resting state.
class CombinationTest {
    private enum Wish {
        SAME,
        OTHER,
        FREE,
        IGNORE,
        STALE;

        Presence presence() {
            Instant confirmed = this == STALE ? Scene.NOW.minus(Duration.ofHours(1)) : Scene.NOW.minusSeconds(60);
            return switch (this) {
                case SAME, STALE -> Scene.presence("meeting", "online", confirmed);
                case OTHER -> Scene.presence("call", null, confirmed);
                case FREE -> Scene.presence("active", null, confirmed);
                case IGNORE -> Scene.presence("unknown", null, confirmed);
            };
        }

        Stance stance() {
            ReasonLabel label = this == FREE ? null : this == OTHER ? ReasonLabel.CALL : ReasonLabel.MEETING;
            return new Stance(label, Scene.EARLIER, Scene.EARLIER, Duration.ofSeconds(1), "x", PresenceOrigin.MERCURY);
        }
    }

    private enum Position {
        NONE,
        OVERRIDE,
        ASKED,
        PENDING,
        HELD,
        RELEASING;

        Phase phase(ChannelKind channel, Platform platform) {
            return switch (this) {
                case NONE, OVERRIDE -> new Phase.None();
                case ASKED -> new Phase.Asked(Scene.hold(channel), Scene.sent(Sent.Answer.PENDING), null);
                case PENDING -> new Phase.Asked(Scene.hold(channel), Scene.sent(Sent.Answer.ACCEPTED), null);
                case HELD -> Scene.held(channel, platform);
                case RELEASING -> new Phase.Releasing(Scene.held(channel, platform), Scene.sent(Sent.Answer.ACCEPTED));
            };
        }

        /// The state known before, from which the next one is a step.
        StateName before() {
            return switch (this) {
                case NONE, OVERRIDE, PENDING -> StateName.TALKING;
                case ASKED -> StateName.READY;
                case HELD, RELEASING -> StateName.NOT_READY;
            };
        }

        boolean ours() {
            return this != NONE && this != OVERRIDE;
        }
    }

    private record Combination(
            Wish wish, StateName state, Position position, ChannelKind channel, Platform platform, Rest rest) {
        AgentMachine.Step play(boolean available) {
            Reason ours = Scene.ours(channel, platform);
            Reason before = position.before() == StateName.NOT_READY ? ours : null;
            Memory memory = Scene.memory(
                    wish.presence(),
                    wish.stance(),
                    position == Position.OVERRIDE,
                    Scene.state(position.before(), before, Scene.EARLIER, StateSource.USER_GET),
                    position.ours() ? Rest.READY : rest,
                    position.phase(channel, platform));
            return Scene.decide(
                    memory, new AgentEvent.StateSeen(shown(ours)), Scene.policy(channel, platform, available));
        }

        private AgentState shown(Reason ours) {
            boolean same = state == StateName.NOT_READY && position.before() == StateName.NOT_READY;
            Reason reason = state != StateName.NOT_READY ? null : position.ours() ? ours : AgentScript.LUNCH;
            return Scene.state(state, reason, same ? Scene.EARLIER : Scene.NOW, StateSource.USER_GET);
        }
    }

    private static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (Wish wish : Wish.values()) {
            for (StateName state : StateName.values()) {
                for (Position position : Position.values()) {
                    for (ChannelKind channel : ChannelKind.values()) {
                        for (Platform platform : Platform.values()) {
                            for (Rest rest : Rest.values()) {
                                all.add(new Combination(wish, state, position, channel, platform, rest));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private final Expectations expectations = Expectations.read("decisions.txt");

    private String expected(Combination one) {
        return expectations.of(one.wish(), one.state(), one.position(), one.channel(), one.platform(), one.rest());
    }

    @Test
    void every_combination_is_decided_as_the_table_says() {
        List<String> wrong = new ArrayList<>();
        for (Combination one : all()) {
            String decided = one.play(true).decision().kind().name();
            if (!decided.equals(expected(one))) {
                wrong.add(one + ": " + decided + " instead of " + expected(one));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(expectations.unused()).as("lines no combination comes to").isEmpty();
    }

    @Test
    void a_hold_sends_its_reason_a_release_sends_ready_and_nothing_else_sends_anything() {
        for (Combination one : all()) {
            AgentMachine.Step step = one.play(true);
            List<StateRequest> sent = sent(step);
            switch (step.decision().kind()) {
                case HOLD -> {
                    assertThat(sent).as(one.toString()).hasSize(1);
                    assertThat(sent.getFirst().target()).isEqualTo(TargetState.NOT_READY);
                    assertThat(sent.getFirst().label())
                            .isEqualTo(one.wish().stance().label());
                    assertThat(step.memory().phase()).isInstanceOf(Phase.Asked.class);
                }
                case RELEASE -> {
                    assertThat(sent).as(one.toString()).hasSize(1);
                    assertThat(sent.getFirst().target()).isEqualTo(TargetState.READY);
                    assertThat(step.memory().phase()).isInstanceOf(Phase.Releasing.class);
                }
                case LEAVE, WAIT -> assertThat(sent).as(one.toString()).isEmpty();
            }
        }
    }

    @Test
    void without_a_channel_nothing_is_sent_and_what_was_to_be_sent_waits() {
        for (Combination one : all()) {
            AgentMachine.Step step = one.play(false);
            assertThat(sent(step)).as(one.toString()).isEmpty();
            String expected = expected(one).replaceFirst("HOLD|RELEASE", "WAIT");
            assertThat(step.decision().kind().name()).as(one.toString()).isEqualTo(expected);
        }
    }

    @Test
    void a_signed_out_agent_is_forgotten_and_gets_nothing() {
        for (Combination one : all()) {
            if (one.state() == StateName.LOGOUT) {
                AgentMachine.Step step = one.play(true);
                assertThat(step.memory().phase()).as(one.toString()).isEqualTo(new Phase.None());
                assertThat(sent(step)).as(one.toString()).isEmpty();
            }
        }
    }

    @Test
    void deciding_again_at_once_sends_nothing_more() {
        for (Combination one : all()) {
            AgentMachine.Step first = one.play(true);
            AgentMachine.Step second = Scene.decide(
                    first.memory(), new AgentEvent.LookAgain(), Scene.policy(one.channel(), one.platform(), true));
            assertThat(sent(second)).as(one.toString()).isEmpty();
        }
    }

    @Test
    void no_combination_fails_for_want_of_a_row() {
        for (Combination one : all()) {
            assertThatCode(() -> one.play(true)).as(one.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    void no_phase_is_left_out() {
        assertThat(Arrays.stream(Phase.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Position.values())
                        .map(position -> position.phase(ChannelKind.GADGET, Platform.CCE)
                                .getClass()
                                .getSimpleName())
                        .collect(Collectors.toSet()));
    }

    private static List<StateRequest> sent(AgentMachine.Step step) {
        return step.effects().stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).request())
                .toList();
    }
}
