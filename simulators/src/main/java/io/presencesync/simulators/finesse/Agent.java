package io.presencesync.simulators.finesse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One user as he is now. Immutable; {@link Agents} replaces it.
///
/// @param changedAt `stateChangeTime`; null when Finesse does not know it
/// @param wrapUp    whether his calls end with wrap-up
public record Agent(
        UserProfile profile, AgentStatus status, @Nullable Instant changedAt, String extension, boolean wrapUp) {

    public String loginId() {
        return profile.loginId();
    }

    String uri() {
        return "/finesse/api/User/" + profile.loginId();
    }

    public boolean signedIn() {
        return status.state() != AgentState.LOGOUT;
    }

    Agent to(AgentStatus next, @Nullable Instant at) {
        return new Agent(profile, next, at, extension, wrapUp);
    }

    Agent as(UserProfile other) {
        return new Agent(other, status, changedAt, extension, wrapUp);
    }

    Agent withExtension(String other) {
        return new Agent(profile, status, changedAt, other, wrapUp);
    }

    Agent withWrapUp(boolean other) {
        return new Agent(profile, status, changedAt, extension, other);
    }
}
