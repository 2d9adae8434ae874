package io.presencesync.presence;

/// Where an agent state came from, most trusted first when two have the same stateChangeTime.
public enum StateSource {
    NOTIFICATION,
    USER_GET,
    GADGET,
    TEAM_GET
}
