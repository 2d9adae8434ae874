package io.presencesync.presence;

/// The way a decision reaches Finesse. A hold is judged by the channel that made it.
public enum ChannelKind {
    /// The agent's own desktop, with a real reason code.
    GADGET,
    /// REST as a supervisor; Finesse stamps its own code (999 on CCE, 33 on CCX).
    SUPERVISOR
}
