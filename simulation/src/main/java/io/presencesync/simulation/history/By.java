package io.presencesync.simulation.history;

import org.jspecify.annotations.Nullable;

/// Who brought an agent into his READY or NOT_READY, as Finesse itself could tell it.
///
/// @param request our request; null when it was not us
public record By(Who who, @Nullable String request) {
    public static final By AGENT = new By(Who.AGENT, null);
    public static final By SUPERVISOR = new By(Who.SUPERVISOR, null);
    public static final By SIGN_IN = new By(Who.SIGN_IN, null);
    public static final By SYSTEM = new By(Who.SYSTEM, null);

    /// Kinds of movers.
    public enum Who {
        AGENT,
        /// A human supervisor.
        SUPERVISOR,
        /// A request of Presence Sync.
        US,
        SIGN_IN,
        /// Finesse or the phone system, such as after an unanswered call.
        SYSTEM
    }

    public static By us(String request) {
        return new By(Who.US, request);
    }

    public boolean ours() {
        return who == Who.US;
    }

    /// The agent or a supervisor.
    public boolean human() {
        return who == Who.AGENT || who == Who.SUPERVISOR;
    }
}
