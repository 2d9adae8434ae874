package io.presencesync.simulators.finesse;

/// The states a User object can show. LOGIN is a request value only and therefore not here.
public enum AgentState {
    LOGOUT,
    NOT_READY,
    READY,
    RESERVED,
    RESERVED_OUTBOUND,
    RESERVED_OUTBOUND_PREVIEW,
    TALKING,
    HOLD,
    WORK,
    WORK_READY,
    UNKNOWN
}
