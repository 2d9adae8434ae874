package io.presencesync.simulation.drive;

/// Where the process dies.
public enum KillPoint {
    BEFORE_REMEMBER,
    AFTER_REMEMBER,
    AFTER_SEND,
    BEFORE_ANSWER,
    ANYWHERE
}
