package io.presencesync.simulation.drive;

import io.presencesync.agent.AgentEvent;
import io.presencesync.agent.AgentMachine;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Moment;
import io.presencesync.agent.Policy;
import io.presencesync.presence.StateRequest;
import java.time.Instant;

/// The machine under test; as it is, or with a bug planted by overriding a method.
public interface Machine {
    /// As it is.
    Machine REAL = new Machine() {};

    default AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
        return AgentMachine.decide(memory, event, policy, moment);
    }

    default Memory.Durable durable(Memory memory) {
        return memory.durable();
    }

    default Memory restored(Memory.Durable durable, Instant now) {
        return Memory.restored(durable, now);
    }

    default boolean mayLeave(Memory memory, StateRequest request, Policy policy, Moment moment) {
        return AgentMachine.mayLeave(memory, request, policy, moment);
    }
}
