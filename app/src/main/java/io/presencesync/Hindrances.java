package io.presencesync;

import io.presencesync.config.SyncConfig;
import io.presencesync.gadget.GadgetSessions;
import io.presencesync.presence.AgentId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Which agents cannot be held, whatever keeps each of them from it. What is not known hinders nobody. One pass, one
/// thread.
final class Hindrances {
    private final SyncConfig.Mode mode;
    private final Predicate<AgentId> hasGadget;
    private final Set<AgentId> missesGadget = new HashSet<>();
    private final Set<AgentId> gadgetCannotAct = new HashSet<>();
    private final Set<AgentId> uncovered = new HashSet<>();
    private int count;

    Hindrances(SyncConfig.Mode mode, GadgetSessions sessions) {
        this(mode, sessions::has);
    }

    Hindrances(SyncConfig.Mode mode, Predicate<AgentId> hasGadget) {
        this.mode = mode;
        this.hasGadget = hasGadget;
    }

    /// @param missed signed in without a gadget for longer than it takes to come
    void missesGadget(AgentId agent, boolean missed) {
        if (missed) {
            missesGadget.add(agent);
        }
    }

    /// It has no reason to choose, or Finesse does not let it read.
    void gadgetCannotAct(AgentId agent) {
        gadgetCannotAct.add(agent);
    }

    /// The supervisor account does not supervise the agent's team.
    void uncovered(AgentId agent) {
        uncovered.add(agent);
    }

    /// Counts one agent, after all has been told of them.
    ///
    /// @param leftAlone no presence reaches us, or the rules switch the agent off for good
    void agent(AgentId agent, boolean leftAlone) {
        count += leftAlone || hasNoWay(agent) ? 1 : 0;
    }

    /// The supervisor acts for an agent only while there is no gadget; one may still come at sign-in.
    private boolean hasNoWay(AgentId agent) {
        boolean byGadget = gadgetCannotAct.contains(agent);
        boolean missed = missesGadget.contains(agent);
        return switch (mode) {
            case GADGET -> byGadget || missed;
            case SUPERVISOR -> uncovered.contains(agent);
            case AUTO -> hasGadget.test(agent) ? byGadget : uncovered.contains(agent) && (byGadget || missed);
        };
    }

    int count() {
        return count;
    }
}
