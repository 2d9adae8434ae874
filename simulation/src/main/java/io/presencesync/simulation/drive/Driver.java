package io.presencesync.simulation.drive;

import io.presencesync.agent.AgentEvent;
import io.presencesync.agent.AgentMachine;
import io.presencesync.agent.Decision;
import io.presencesync.agent.Effect;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Moment;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.StateRequest;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Witness;
import io.presencesync.simulation.world.Chance;
import io.presencesync.simulation.world.Gate;
import io.presencesync.simulation.world.Product;
import io.presencesync.simulation.world.Timeline;
import io.presencesync.simulation.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Presence Sync around the machine: memories, the store, timers, effects; and death at the worst moments.
public final class Driver implements Product {
    private final Timeline timeline;
    private final Chance chance;
    private final Machine machine;
    private final Setting setting;
    private final Policies policies;
    private final Witness witness;
    private final Map<Integer, Memory.Durable> store = new HashMap<>();
    private final Memory[] memories;
    private final long[] alarms;
    private final @Nullable Decision[] decisions;
    private @Nullable World world;
    private @Nullable KillPoint armed;
    private boolean running = true;
    private boolean adopt = true;
    private int life;
    private int requests;
    private int ids;

    public Driver(Timeline timeline, Chance chance, Setting setting, int agents, Machine machine, Witness witness) {
        this.timeline = timeline;
        this.chance = chance;
        this.machine = machine;
        this.setting = setting;
        this.policies = new Policies(setting);
        this.witness = witness;
        this.memories = new Memory[agents];
        this.alarms = new long[agents];
        this.decisions = new Decision[agents];
        remember();
    }

    /// Must come before anything else.
    public void in(World world) {
        this.world = world;
    }

    public int requests() {
        return requests;
    }

    private World world() {
        return Objects.requireNonNull(world);
    }

    private void remember() {
        for (int agent = 0; agent < memories.length; agent++) {
            Memory.Durable durable = store.get(agent);
            memories[agent] =
                    durable == null ? Memory.begun(timeline.now()) : machine.restored(durable, timeline.now());
        }
    }

    /// The process dies at the next chance of this kind, or a little later in any case.
    public void arm(KillPoint point) {
        if (!running) {
            return;
        }
        armed = point;
        int now = life;
        timeline.after(point == KillPoint.ANYWHERE ? 0 : 8_000, () -> {
            if (life == now) {
                die(0, KillPoint.ANYWHERE);
            }
        });
    }

    private boolean dies(int agent, KillPoint point) {
        if (armed != point) {
            return false;
        }
        die(agent, point);
        return true;
    }

    private void die(int agent, KillPoint point) {
        if (!running) {
            return;
        }
        running = false;
        armed = null;
        life++;
        for (int each = 0; each < memories.length; each++) {
            tell(each, new Fact.Killed(each == agent ? point.name() : "somewhere"));
        }
        world().productDied();
        timeline.after(chance.between(300, 15_000), this::live);
    }

    private void live() {
        running = true;
        adopt = store.isEmpty();
        remember();
        for (int agent = 0; agent < memories.length; agent++) {
            tell(agent, new Fact.Restarted(adopt));
        }
        world().productStarted();
    }

    private void tell(int agent, Fact fact) {
        witness.see(timeline.now(), agent, fact);
    }

    /// One event, as the engine's runner takes it.
    private void take(int agent, AgentEvent event, @Nullable Fact fact) {
        if (!running) {
            return;
        }
        Memory before = memories[agent];
        AgentMachine.Step step = machine.decide(before, event, policies.of(agent, world(), adopt), moment());
        Memory.Durable durable = machine.durable(step.memory());
        if (!durable.equals(machine.durable(before))) {
            if (dies(agent, KillPoint.BEFORE_REMEMBER)) {
                return;
            }
            store.put(agent, durable);
        }
        memories[agent] = step.memory();
        if (fact != null) {
            tell(agent, fact);
        }
        if (!step.decision().equals(decisions[agent])) {
            decisions[agent] = step.decision();
            tell(
                    agent,
                    new Fact.Decided(
                            step.decision().kind() + ", " + step.decision().why()));
        }
        boolean sends = step.effects().stream().anyMatch(Effect.Send.class::isInstance);
        if (sends && dies(agent, KillPoint.AFTER_REMEMBER)) {
            return;
        }
        step.effects().forEach(effect -> carryOut(agent, effect));
    }

    private Moment moment() {
        return new Moment(timeline.now(), "r" + ++ids, chance.factor());
    }

    private void carryOut(int agent, Effect effect) {
        switch (effect) {
            case Effect.Send(StateRequest request) -> send(agent, request);
            case Effect.Read() -> world().read(agent);
            case Effect.WakeAt(Instant time) -> wakeAt(agent, time);
        }
    }

    private void send(int agent, StateRequest request) {
        requests++;
        tell(agent, new Fact.Handed(request));
        world().send(agent, request, gate(agent, request));
        if (armed == KillPoint.AFTER_SEND) {
            timeline.after(chance.between(1, 600), () -> dies(agent, KillPoint.AFTER_SEND));
        }
    }

    private Gate gate(int agent, StateRequest request) {
        int sentIn = life;
        return new Gate() {
            private boolean gone;

            @Override
            public boolean alive() {
                return running && life == sentIn;
            }

            @Override
            public boolean mayLeave() {
                return alive()
                        && machine.mayLeave(memories[agent], request, policies.of(agent, world(), adopt), moment());
            }

            @Override
            public void left() {
                if (!gone && alive()) {
                    gone = true;
                    take(agent, new AgentEvent.Left(request.id()), null);
                }
            }

            @Override
            public boolean stillWanted() {
                return alive() && AgentMachine.stillWanted(memories[agent], request.id());
            }
        };
    }

    private void wakeAt(int agent, Instant time) {
        long alarm = ++alarms[agent];
        int now = life;
        timeline.at(time, () -> {
            if (life == now && alarms[agent] == alarm) {
                take(agent, new AgentEvent.LookAgain(), null);
            }
        });
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public void state(int agent, Fact.Reached report, @Nullable Instant askedAt) {
        var state = World.agentState(report, setting.minusOne(), timeline.now());
        take(agent, new AgentEvent.StateSeen(state, askedAt), report.askedAt(askedAt));
    }

    @Override
    public void gap(int agent, boolean outage) {
        take(agent, new AgentEvent.Gap(), new Fact.Gap(outage));
    }

    @Override
    public void clockSetBack(int agent) {
        take(agent, new AgentEvent.ClockSetBack(), new Fact.ClockNoticed());
    }

    @Override
    public void presence(int agent, Presence presence) {
        take(agent, new AgentEvent.PresenceHeard(presence), new Fact.Heard(presence));
    }

    @Override
    public void lookAgain(int agent) {
        take(agent, new AgentEvent.LookAgain(), null);
    }

    @Override
    public void reloaded(int agent) {
        take(agent, new AgentEvent.Reloaded(), null);
    }

    @Override
    public void answered(int agent, String request, Outcome outcome, boolean refused) {
        if (running && dies(agent, KillPoint.BEFORE_ANSWER)) {
            return;
        }
        String words = outcome.getClass().getSimpleName()
                + (outcome instanceof Outcome.Failed(var failure, var type, var message)
                        ? " " + failure + " " + type
                        : "");
        take(agent, new AgentEvent.Answered(request, outcome), new Fact.Answered(request, words, refused));
    }

    @Override
    public void readFailed(int agent) {
        take(agent, new AgentEvent.ReadFailed("simulated"), new Fact.Note("a read failed"));
    }
}
