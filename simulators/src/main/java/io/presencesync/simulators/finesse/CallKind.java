package io.presencesync.simulators.finesse;

/// What is on the agent's phone. An ICD call was routed to him by the contact center; OTHER is any other call.
public enum CallKind {
    NONE,
    ICD,
    OTHER
}
