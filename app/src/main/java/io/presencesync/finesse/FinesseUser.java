package io.presencesync.finesse;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `User` element: whole (GET User, GET Users) or a summary (Team). What was not delivered is null.
///
/// @param reason `reasonCodeId` and the embedded code as one; null when neither element was there
/// @param roles such as `Agent`, `Supervisor`
record FinesseUser(
        FinesseUserId loginId,
        @Nullable String loginName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String teamId,
        @Nullable String teamName,
        List<String> roles,
        StateName state,
        @Nullable Reason reason,
        @Nullable StateName pendingState,
        @Nullable Instant stateChangeTime) {

    AgentState agentState(StateSource source, Instant seenAt) {
        return new AgentState(state, reason, pendingState, stateChangeTime, source, seenAt);
    }

    /// The same, told by a clock that is that much ahead of the one that counts.
    FinesseUser onClock(Duration ahead) {
        if (stateChangeTime == null || ahead.isZero()) {
            return this;
        }
        return new FinesseUser(
                loginId,
                loginName,
                firstName,
                lastName,
                teamId,
                teamName,
                roles,
                state,
                reason,
                pendingState,
                stateChangeTime.minus(ahead));
    }

    /// Login name, or the id where Finesse gives no name.
    String login() {
        return loginName == null ? loginId.value() : loginName;
    }

    /// First and last name, or the login name where Finesse gives none.
    String displayName() {
        String name = (firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName);
        return name.isBlank() ? login() : name.strip();
    }

    /// Whether the word is this user's login name or id, without regard to case.
    boolean answersTo(String word) {
        return loginId.value().equalsIgnoreCase(word) || login().equalsIgnoreCase(word);
    }
}
