package io.presencesync.simulation.world;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import org.jspecify.annotations.Nullable;

/// Calls of one agent outside the queue, around which the system puts them Not Ready with a code of its own, and back.
/// What anybody chooses meanwhile stays.
final class OutsideCalls {
    private final PretendAgent agent;
    private final PretendPhone phone;
    private final Scene scene;
    private @Nullable Call current;

    private static final class Call {
        /// What the system set.
        private final Rest off;
        /// Where the agent rested.
        private final Rest before;

        Call(Rest off, Rest before) {
            this.off = off;
            this.before = before;
        }

        /// READY from the system's hand is nobody's choice.
        Rest back() {
            return before.state() == StateName.READY ? Rest.ready(By.SYSTEM) : before;
        }
    }

    OutsideCalls(Scene scene, PretendAgent agent, PretendPhone phone) {
        this.scene = scene;
        this.agent = agent;
        this.phone = phone;
    }

    /// The system has the agent out for a call.
    boolean goesOn() {
        return current != null && goesOn(current);
    }

    /// The agent lifts the receiver, wherever they rest.
    void dial() {
        if (current != null) {
            return;
        }
        Rest off = agent.showable(Rest.notReady(Reasons.aroundCall(agent.platform(), scene.chance()), By.SYSTEM));
        Call call = new Call(off, agent.shown().rest());
        current = call;
        agent.otherCall = !agent.cce();
        agent.become(StateName.NOT_READY, off);
        if (agent.cce() && scene.chance().of(0.5)) {
            scene.after(scene.chance().between(300, 3_000), () -> talk(call));
        }
        scene.after(scene.chance().between(2_000, 25_000), () -> end(call));
    }

    /// On CCE the call itself may show; how it ends is the phone's business.
    private void talk(Call call) {
        if (goesOn(call)) {
            current = null;
            phone.talk(call.back());
        }
    }

    private void end(Call call) {
        if (goesOn(call)) {
            agent.become(call.before.state(), call.back());
        }
        if (call == current) {
            agent.otherCall = false;
            current = null;
        }
    }

    private boolean goesOn(Call call) {
        return call == current
                && agent.state() == StateName.NOT_READY
                && agent.shown().rest().equals(call.off);
    }

    /// No call goes on any more.
    void fallSilent() {
        if (current != null) {
            end(current);
        }
    }

    /// The desktop loses its link, and the system takes the agent out until they set themselves READY again.
    void disconnect() {
        agent.become(StateName.NOT_READY, Rest.notReady(Reasons.DISCONNECTED, By.SYSTEM));
    }
}
