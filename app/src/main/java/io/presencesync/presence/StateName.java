package io.presencesync.presence;

/// The Finesse agent states (User object, field `state`).
public enum StateName {
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
    UNKNOWN;

    /// Reads Finesse's word in any case of letters; a word we do not know is UNKNOWN, never an error.
    public static StateName of(String word) {
        for (StateName name : values()) {
            if (name.name().equalsIgnoreCase(word)) {
                return name;
            }
        }
        return UNKNOWN;
    }
}
