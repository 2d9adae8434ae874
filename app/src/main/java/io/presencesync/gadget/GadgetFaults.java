package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.presence.AgentId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Finesse does not let connected gadgets read: their agent, or the agent's Not Ready reasons. Each is logged once
/// until it is over. Thread-safe.
final class GadgetFaults {
    private static final Logger log = LoggerFactory.getLogger(GadgetFaults.class);

    private final InstantSource clock;
    private final Map<AgentId, GadgetFault> users = new ConcurrentHashMap<>();
    private final Map<AgentId, GadgetFault> reasons = new ConcurrentHashMap<>();

    GadgetFaults(InstantSource clock) {
        this.clock = clock;
    }

    void user(AgentId agent, JsonNode told) {
        GadgetFault fault = GadgetFault.of(told, clock.instant());
        if (added(users, agent, fault)) {
            log.warn(
                    "The gadget of {} cannot read its agent from Finesse ({}). The agent's state is not changed while"
                            + " this lasts: {}",
                    agent,
                    fault.inWords(),
                    advice(fault));
        }
    }

    void reasons(AgentId agent, JsonNode told) {
        GadgetFault fault = GadgetFault.of(told, clock.instant());
        if (added(reasons, agent, fault)) {
            log.warn(
                    "The gadget of {} cannot read the agent's Not Ready reasons from Finesse ({}): look whether Finesse"
                            + " lists Not Ready reasons for the agent's team",
                    agent,
                    fault.inWords());
        }
    }

    void userRead(AgentId agent) {
        if (users.remove(agent) != null) {
            log.info("The gadget of {} reads its agent from Finesse again", agent);
        }
    }

    void reasonsRead(AgentId agent) {
        reasons.remove(agent);
    }

    /// The gadget is gone, or another one has come, which will tell by itself.
    void forget(AgentId agent) {
        users.remove(agent);
        reasons.remove(agent);
    }

    Map<AgentId, GadgetFault> users() {
        return Map.copyOf(users);
    }

    Map<AgentId, GadgetFault> reasons() {
        return Map.copyOf(reasons);
    }

    /// A fault that is only told again keeps its time.
    private static boolean added(Map<AgentId, GadgetFault> faults, AgentId agent, GadgetFault fault) {
        GadgetFault kept = faults.merge(agent, fault, (old, fresh) -> old.same(fresh) ? old : fresh);
        return fault.equals(kept);
    }

    private static String advice(GadgetFault fault) {
        Integer status = fault.status();
        return status != null && status == 401
                ? "Finesse refused the desktop's sign-in, which is not tried again; the agent signs out and in again"
                : "the gadget tries again by itself; look at Finesse";
    }
}
