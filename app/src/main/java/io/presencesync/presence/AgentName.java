package io.presencesync.presence;

import org.jspecify.annotations.Nullable;

/// By what people call an agent.
///
/// @param loginName the Finesse login name; null when it is not known
/// @param address null when it is not known
public record AgentName(
        AgentId id, @Nullable String loginName, @Nullable WebexAddress address) {
    /// For people: `emea/1001 (csmith)`.
    @Override
    public String toString() {
        return loginName == null ? id.toString() : id + " (" + loginName + ")";
    }
}
