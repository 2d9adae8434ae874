package io.presencesync.simulation.world;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Shown;

/// Calls of one agent, in and out, held and retrieved, with and without wrap-up.
final class PretendPhone {
    private final PretendAgent agent;
    private final Timeline timeline;
    private final Chance chance;
    private int call;

    PretendPhone(PretendAgent agent, Timeline timeline, Chance chance) {
        this.agent = agent;
        this.timeline = timeline;
        this.chance = chance;
    }

    /// A customer calls an agent who is READY.
    void ring() {
        if (agent.state() != StateName.READY) {
            return;
        }
        boolean dialer = chance.of(0.1);
        agent.become(
                dialer ? StateName.RESERVED_OUTBOUND : StateName.RESERVED,
                agent.shown().rest());
        int ringing = ++call;
        timeline.after(chance.between(500, 6_000), () -> afterRinging(ringing));
    }

    private void afterRinging(int ringing) {
        boolean still = agent.state() == StateName.RESERVED || agent.state() == StateName.RESERVED_OUTBOUND;
        if (ringing != call || !still) {
            return;
        }
        if (chance.of(0.75)) {
            talk();
        } else if (chance.of(0.6)) {
            agent.become(StateName.READY, agent.shown().rest());
        } else {
            agent.become(StateName.NOT_READY, Rest.notReady(Reasons.noAnswer(agent.platform()), By.SYSTEM));
        }
    }

    /// The agent calls somebody. On CCX that shows nowhere.
    void dial() {
        if (agent.cce()) {
            talk();
        } else if (agent.state() == StateName.NOT_READY && !agent.otherCall) {
            agent.otherCall = true;
            timeline.after(chance.between(3_000, 30_000), () -> agent.otherCall = false);
        }
    }

    private void talk() {
        talk(agent.shown().rest());
    }

    /// Talks, and rests so afterwards.
    void talk(Rest rest) {
        agent.become(StateName.TALKING, rest);
        int talking = ++call;
        timeline.after(chance.between(2_000, 40_000), () -> hangUp(talking));
        if (agent.cce() && chance.of(0.3)) {
            timeline.after(chance.between(500, 8_000), () -> hold(talking));
        }
    }

    private void hold(int talking) {
        if (talking == call && agent.state() == StateName.TALKING) {
            agent.turn(StateName.HOLD);
            timeline.after(chance.between(500, 5_000), () -> retrieve(talking));
        }
    }

    private void retrieve(int talking) {
        if (talking == call && agent.state() == StateName.HOLD) {
            agent.turn(StateName.TALKING);
        }
    }

    private void hangUp(int talking) {
        if (talking == call) {
            hangUp();
        }
    }

    /// Ends a call, if there is one.
    void hangUp() {
        Shown now = agent.shown();
        if (now.state() != StateName.TALKING && now.state() != StateName.HOLD) {
            return;
        }
        Rest next = now.pending() != null ? now.pending() : now.rest();
        if (chance.of(0.4)) {
            wrapUp(next);
        } else {
            agent.become(next.state(), next);
        }
    }

    private void wrapUp(Rest next) {
        boolean workReady = agent.cce() && next.state() == StateName.READY;
        agent.become(workReady ? StateName.WORK_READY : StateName.WORK, next);
        int wrapping = ++call;
        timeline.after(chance.between(1_000, 20_000), () -> endWrapUp(wrapping));
    }

    private void endWrapUp(int wrapping) {
        if (wrapping == call && agent.shown().wrapUp()) {
            endWrapUp();
        }
    }

    /// Ends wrap-up, if there is one.
    void endWrapUp() {
        if (agent.shown().wrapUp()) {
            Rest next = agent.shown().rest();
            agent.become(next.state(), next);
        }
    }

    /// Nothing is going on with him any more, soon.
    void fallSilent() {
        timeline.after(0, () -> {
            afterRinging(call);
            hangUp();
        });
        timeline.after(500, this::hangUp);
        timeline.after(1_000, this::endWrapUp);
        agent.otherCall = false;
    }
}
