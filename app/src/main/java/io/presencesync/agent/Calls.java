package io.presencesync.agent;

import io.presencesync.presence.StateName;

/// What kind of moment of a call a state is.
enum Calls {
    /// READY, NOT_READY, LOGOUT, UNKNOWN.
    NONE,
    /// A call is offered or reserved for him.
    RINGING,
    /// He talks; what is asked for now follows after the call.
    TALKING,
    /// After-call work; what is asked for now comes at once.
    WRAP_UP;

    static Calls of(StateName state) {
        return switch (state) {
            case LOGOUT, NOT_READY, READY, UNKNOWN -> NONE;
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW -> RINGING;
            case TALKING, HOLD -> TALKING;
            case WORK, WORK_READY -> WRAP_UP;
        };
    }
}
