package io.presencesync.simulation.history;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Kinds of situations integrators met, beyond what every run plays. A run plays some of those switched on.
public enum Situation {
    /// Around calls outside the queue the system puts an agent Not Ready with codes of its own, and back again.
    GIVEN_BACK,
    /// Requests of agents' desktops and of supervisors carry ids of their own, which some reports tell.
    REQUEST_IDS,
    /// Finesse shows holds without a reason: no code is listed for a supervisor's Not Ready, or none at all, or a
    /// notification loses it.
    NO_REASON,
    /// After a fail-over Finesse publishes last states with new times, by its own clock.
    TOLD_ANEW,
    /// Finesse's clock is set back, by a minute or by an hour, which is noticed a little later.
    CLOCK_SET_BACK,
    /// Requests wait for their turn, for up to 45 s, and are judged as they leave.
    BURSTS,
    /// A request that left is never answered.
    UNANSWERED,
    /// Mode `auto`: the agent's gadget while it is connected and answers, else the supervisor.
    AUTO;

    /// Switched on unless a run is asked for others.
    public static final Set<Situation> PLAYED = Collections.unmodifiableSet(EnumSet.allOf(Situation.class));
}
