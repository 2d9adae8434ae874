package io.presencesync.agent;

/// The state an agent goes back to when no call keeps him: what he, or we, chose last outside of calls.
enum Rest {
    READY,
    NOT_READY,
    /// First seen in a call, or calls were missed.
    UNKNOWN
}
