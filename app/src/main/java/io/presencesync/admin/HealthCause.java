package io.presencesync.admin;

import java.util.Locale;

/// Why the service's health is what it is, besides its links. Its text is in [HealthTexts].
enum HealthCause {
    /// Finesse does not tell who the agents are, because something fails.
    AGENTS_UNREADABLE,
    /// Nobody is named, or whoever is named has no members.
    NO_AGENT,
    /// Agents are named, but none of them is in Finesse.
    NO_AGENT_FOUND,
    /// Agents are followed, but no presence of any of them can reach us.
    NO_AGENT_IN_WEBEX,
    /// The rules switch everybody off.
    ALL_SWITCHED_OFF,
    /// Each agent is kept from being held, but not all by the same.
    NO_AGENT_HOLDABLE,
    /// Nobody's working hours are now.
    OUTSIDE_WORKING_HOURS,
    /// No agent can take any of the reasons.
    NO_REASON_LABEL,
    /// Some agents lack some reasons.
    SOME_REASON_LABELS,
    /// The supervisor account supervises no agent.
    NO_TEAM_COVERED,
    /// The supervisor account supervises some of the agents only.
    SOME_TEAMS_NOT_COVERED,
    /// Agents are signed in, and no gadget is connected.
    NO_GADGET,
    /// Some signed-in agents have no gadget.
    SOME_WITHOUT_GADGET,
    /// Finesse does not let connected gadgets read their agent, or the agent's reasons.
    GADGET_UNREADABLE,
    /// No gadget has come, and nothing says that one should have.
    WAITING_FOR_GADGETS,
    /// Pages of an origin that is not set want to connect.
    ORIGIN_REFUSED,
    /// The gadget is asked for where it is not.
    PATH_NOT_FOUND;

    /// For scripts; stable.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
