package io.presencesync.explain;

import io.presencesync.presence.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whom an explanation is about.
///
/// @param name as people know him; null when only the journal is at hand
/// @param loginName his Finesse login name; null as above
/// @param confirmedAt when Webex last confirmed his presence, by our clock; null when that is not known, or when the
///     explanation is about an earlier time
/// @param doubt why what was told last may be so no longer, a sentence; null when nothing speaks against it
public record Subject(
        AgentId agent,
        @Nullable String name,
        @Nullable String loginName,
        @Nullable Instant confirmedAt,
        @Nullable String doubt) {
    /// Without a doubt.
    public Subject(AgentId agent, @Nullable String name, @Nullable String loginName, @Nullable Instant confirmedAt) {
        this(agent, name, loginName, confirmedAt, null);
    }

    /// Somebody of whom nothing but his id is known.
    public static Subject of(AgentId agent) {
        return new Subject(agent, null, null, null);
    }

    String inWords() {
        String known = name == null || name.equals(loginName) ? loginName : name + ", " + loginName;
        return "Agent " + agent + (known == null ? "" : " (" + known + ")");
    }
}
