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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
                return super.decide(memory, new AgentEvent.StateSeen(ours), policy, moment);
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
            Memory rung = super.decide(memory, new AgentEvent.StateSeen(earlier), policy, moment)
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
    };

    private final String sentence;

    PlantedBug(String sentence) {
        this.sentence = sentence;
    }

    /// What goes wrong with it.
    public String sentence() {
        return sentence;
    }

    private static @Nullable AgentState seen(AgentEvent event, StateName state) {
        return event instanceof AgentEvent.StateSeen(AgentState seen, var _) && seen.state() == state ? seen : null;
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
