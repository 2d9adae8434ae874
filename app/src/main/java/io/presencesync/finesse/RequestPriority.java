package io.presencesync.finesse;

/// Who goes first where requests wait for a connection to Finesse: a state that somebody is waiting for before a look
/// at one, the agent who must get no call before the agent who may get one again.
enum RequestPriority {
    HOLD,
    RELEASE,
    /// A read without which a hold or a release cannot leave.
    READ_FOR_WISH,
    /// Polling, roster, reason codes, proofs of gadgets.
    READ;

    boolean changesState() {
        return this == HOLD || this == RELEASE;
    }

    boolean forWish() {
        return this != READ;
    }
}
