package io.presencesync.presence;

/// The two states we ever ask for.
public enum TargetState {
    READY,
    NOT_READY
}
