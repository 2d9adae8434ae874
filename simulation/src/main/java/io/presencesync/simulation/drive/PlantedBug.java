package io.presencesync.simulation.drive;

import io.presencesync.agent.AgentEvent;
import io.presencesync.agent.AgentMachine;
import io.presencesync.agent.Effect;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Moment;
import io.presencesync.agent.Phase;
import io.presencesync.agent.Policy;
import io.presencesync.agent.Sent;
import io.presencesync.agent.Stance;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.SystemCodes;
import io.presencesync.simulation.world.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Machines with one bug each, to show that the checker finds it. Each alters what goes into the real machine, or what
/// comes out of it.
public enum PlantedBug implements Machine {
    RESTAMP_OVER_LUNCH("a held agent's lunch is taken for our hold, and gets another reason or is ended") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentState seen = seen(event, StateName.NOT_READY);
            if (seen != null && chosen(seen.reason()) && memory.phase() instanceof Phase.Held held) {
                AgentState ours = Altered.with(seen, "reason", held.reason());
                return super.decide(memory, instead(event, ours), policy, moment);
            }
            return super.decide(memory, event, policy, moment);
        }
    },

    RELEASE_RACED_BY_MEETING("our own release, overtaken by a new meeting, is read as his override") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            boolean raced = memory.phase() instanceof Phase.Releasing && busy(memory);
            boolean shown = seen(event, StateName.READY) != null;
            return super.decide(raced && shown ? unheld(memory) : memory, event, policy, moment);
        }
    },

    HOLD_LOST_BY_CALL("a call made while held ends the hold") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            boolean call = memory.phase() instanceof Phase.Held && seen(event, StateName.TALKING) != null;
            return super.decide(call ? unheld(memory) : memory, event, policy, moment);
        }
    },

    HOLD_LOST_BY_MINUS_ONE("reason -1 after a fail-over ends the hold") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentState seen = seen(event, StateName.NOT_READY);
            boolean lost = seen != null && seen.reason() != null && none(seen.reason());
            boolean held = memory.phase() instanceof Phase.Held;
            return super.decide(held && lost ? unheld(memory) : memory, event, policy, moment);
        }
    },

    HOLD_ON_RESTED_AT_LUNCH("who calls out from lunch is held as if he had been READY") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentState talking = seen(event, StateName.TALKING);
            AgentState before = memory.state();
            boolean fromLunch = before != null && before.state() == StateName.NOT_READY;
            if (talking == null || !fromLunch || !(memory.phase() instanceof Phase.None)) {
                return super.decide(memory, event, policy, moment);
            }
            AgentState ringing = Altered.with(talking, "state", StateName.RESERVED);
            AgentState earlier = Altered.with(ringing, "stateChangeTime", earlier(talking.stateChangeTime()));
            Memory rung = super.decide(memory, instead(event, earlier), policy, moment)
                    .memory();
            return super.decide(rung, event, policy, moment);
        }

        private @Nullable Instant earlier(@Nullable Instant time) {
            return time == null ? null : time.minusMillis(1);
        }
    },

    OVERRIDE_FORGOTTEN_AT_RESTART("a READY set by hand is forgotten at a restart") {
        @Override
        public Memory.Durable durable(Memory memory) {
            Memory.Durable durable = super.durable(memory);
            return Altered.with(durable, "spell", Altered.with(durable.spell(), "override", false));
        }
    },

    SECOND_SOURCE_FREES_MEETING("the second source, which tells no meeting type, ends a meeting") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            if (event instanceof AgentEvent.PresenceHeard(Presence presence)
                    && presence.origin() == PresenceOrigin.PEOPLE_API) {
                Presence plain = Altered.with(presence, "origin", PresenceOrigin.MERCURY);
                return super.decide(memory, new AgentEvent.PresenceHeard(plain), policy, moment);
            }
            return super.decide(memory, event, policy, moment);
        }
    },

    HOLD_LOST_BY_KILL("a hold is remembered only once Finesse has shown it") {
        @Override
        public Memory.Durable durable(Memory memory) {
            Memory.Durable durable = super.durable(memory);
            return durable.phase() instanceof Phase.Asked ? Altered.with(durable, "phase", new Phase.None()) : durable;
        }
    },

    RELEASE_TO_SIGNED_OUT("a hold outlives the sign-out, and is released") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentMachine.Step step = super.decide(memory, event, policy, moment);
            AgentState state = step.memory().state();
            boolean out = state != null && state.state() == StateName.LOGOUT;
            if (!out || !(memory.phase() instanceof Phase.Held held)) {
                return step;
            }
            return free(step.memory(), moment) && sure(step.memory(), policy)
                    ? release(step, held, policy, moment)
                    : new AgentMachine.Step(
                            Altered.with(step.memory(), "phase", held), step.effects(), step.decision());
        }

        // Made anew, the wrong decision is the same.
        @Override
        public boolean mayLeave(Memory memory, StateRequest request, Policy policy, Moment moment) {
            AgentState state = memory.state();
            boolean out = state != null && state.state() == StateName.LOGOUT;
            boolean wrong = out && request.target() == TargetState.READY && free(memory, moment);
            return wrong || super.mayLeave(memory, request, policy, moment);
        }

        private AgentMachine.Step release(AgentMachine.Step step, Phase.Held held, Policy policy, Moment moment) {
            StateRequest request = new StateRequest(
                    moment.freshId(),
                    policy.agent(),
                    policy.channel(),
                    TargetState.READY,
                    null,
                    new StateRequest.OnlyIf(StateName.LOGOUT, null, null),
                    "planted",
                    Objects.requireNonNull(step.memory().presence()));
            Sent sent = new Sent(request.id(), Sent.Answer.PENDING, null, null, 0);
            Memory memory = Altered.with(step.memory(), "phase", new Phase.Releasing(held, sent));
            return new AgentMachine.Step(memory, List.of(new Effect.Send(request)), step.decision());
        }
    },

    STALE_READ_AS_FREE("a presence that does not reach us any more is read as free") {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            if (policy.doubt() == null || memory.presence() == null) {
                return super.decide(memory, event, policy, moment);
            }
            Presence free = new Presence("active", null, null, null, PresenceOrigin.MERCURY, moment.now(), "{}");
            Policy sure = Altered.with(Altered.with(policy, "doubt", null), "doubtSince", null);
            return super.decide(Altered.with(memory, "presence", free), event, sure, moment);
        }
    },

    GIVEN_BACK_TAKEN_FOR_CHOICE(
            "READY that the system gives back is taken for the agent's choice", Situation.GIVEN_BACK) {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentState seen = seen(event, StateName.NOT_READY);
            boolean unheld = memory.phase() instanceof Phase.None;
            boolean system = seen != null && SystemCodes.aroundCall(policy.platform(), seen.reason());
            return super.decide(
                    memory, unheld && system ? atLunch(event, Objects.requireNonNull(seen)) : event, policy, moment);
        }
    },

    UNREASONED_HOLD_NOT_OURS("a hold that shows no reason is taken for the agent's own", Situation.NO_REASON) {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentState seen = seen(event, StateName.NOT_READY);
            boolean asked = memory.phase() instanceof Phase.Asked;
            boolean without = seen != null && none(seen.reason());
            return super.decide(
                    memory, asked && without ? atLunch(event, Objects.requireNonNull(seen)) : event, policy, moment);
        }
    },

    TOLD_ANEW_NOT_OURS("a hold told again with a new time is dropped", Situation.TOLD_ANEW) {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            AgentState seen = seen(event, StateName.NOT_READY);
            boolean moved = seen != null && memory.phase() instanceof Phase.Held held && moved(held, seen);
            return super.decide(memory, moved ? atLunch(event, Objects.requireNonNull(seen)) : event, policy, moment);
        }

        private boolean moved(Phase.Held held, AgentState seen) {
            Instant before = held.time();
            Instant after = seen.stateChangeTime();
            return before != null
                    && after != null
                    && Duration.between(before, after).abs().toSeconds() > 2;
        }
    },

    EARLIER_TIMES_IGNORED("after Finesse's clock was set back, earlier times are old news", Situation.CLOCK_SET_BACK) {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            boolean notice = event instanceof AgentEvent.ClockSetBack;
            boolean deaf =
                    notice || (event instanceof AgentEvent.StateSeen seen && earlier(memory.state(), seen.state()));
            return super.decide(memory, deaf ? new AgentEvent.LookAgain() : event, policy, moment);
        }

        private boolean earlier(@Nullable AgentState known, AgentState seen) {
            Instant before = known == null ? null : known.stateChangeTime();
            Instant after = seen.stateChangeTime();
            return before != null && after != null && after.isBefore(before);
        }
    },

    QUEUED_IS_NOT_ASKED_AGAIN("of a request that waited, only the presence is asked again", Situation.BURSTS) {
        @Override
        public boolean mayLeave(Memory memory, StateRequest request, Policy policy, Moment moment) {
            return AgentMachine.stillWanted(memory, request.id());
        }
    },

    UNANSWERED_WAITS_FOR_EVER("a request without an answer is waited for for ever", Situation.UNANSWERED) {
        @Override
        public AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
            boolean left = event instanceof AgentEvent.Left;
            return super.decide(memory, left ? new AgentEvent.LookAgain() : event, policy, moment);
        }
    };

    private final String sentence;
    private final @Nullable Situation needs;

    PlantedBug(String sentence) {
        this.sentence = sentence;
        this.needs = null;
    }

    PlantedBug(String sentence, Situation needs) {
        this.sentence = sentence;
        this.needs = needs;
    }

    /// Those that can show where these situations occur.
    public static List<PlantedBug> playedWith(Set<Situation> situations) {
        return Arrays.stream(values())
                .filter(bug -> bug.needs == null || situations.contains(bug.needs))
                .toList();
    }

    /// What goes wrong with it.
    public String sentence() {
        return sentence;
    }

    private static @Nullable AgentState seen(AgentEvent event, StateName state) {
        return event instanceof AgentEvent.StateSeen(AgentState seen, var _) && seen.state() == state ? seen : null;
    }

    /// The same event, telling another state.
    private static AgentEvent instead(AgentEvent event, AgentState other) {
        Instant askedAt = event instanceof AgentEvent.StateSeen(var _, Instant asked) ? asked : null;
        return new AgentEvent.StateSeen(other, askedAt);
    }

    /// The same event, telling that the agent is at lunch.
    private static AgentEvent atLunch(AgentEvent event, AgentState seen) {
        return instead(event, Altered.with(seen, "reason", Reasons.LUNCH));
    }

    private static Memory unheld(Memory memory) {
        return Altered.with(memory, "phase", new Phase.None());
    }

    private static boolean none(@Nullable Reason reason) {
        return reason == null || reason.none();
    }

    private static boolean chosen(@Nullable Reason reason) {
        String label = reason == null ? null : reason.label();
        return label != null && !ReasonLabel.OURS.contains(new ReasonLabel(label));
    }

    private static boolean busy(Memory memory) {
        Stance stance = memory.spell().stance();
        return stance != null && stance.label() != null;
    }

    private static boolean sure(Memory memory, Policy policy) {
        Presence presence = memory.presence();
        Instant doubt = policy.doubtSince();
        return presence != null && (doubt == null || presence.confirmedAt().isAfter(doubt));
    }

    private static boolean free(Memory memory, Moment moment) {
        Stance stance = memory.spell().stance();
        return stance != null
                && stance.label() == null
                && !moment.now().isBefore(stance.since().plus(stance.settle()));
    }
}
