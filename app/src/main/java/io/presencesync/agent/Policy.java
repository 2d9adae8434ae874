package io.presencesync.agent;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import java.time.Duration;
import java.util.Map;

/// How one agent is treated at this moment.
///
/// @param agent whom
/// @param rules from presence to verdict
/// @param settleHold how long a busy presence must last before a hold
/// @param settleRelease how long a free presence must last before a release
/// @param channel the channel that acts for this agent
/// @param channelAvailable whether a request could go out now
/// @param canRead whether the agent's state can be read directly
/// @param freshFor age up to which a known state needs no read before a hold: two polls
/// @param staleAfter age from which a presence says nothing any more
/// @param supervisorCode what Finesse stamps on a supervisor's NOT_READY: 999 on CCE, 33 on CCX
/// @param reasonIds labels of the known Not Ready reason codes by their database id
/// @param adopt whether a NOT_READY with one of our labels is taken as a hold at first sight (empty store)
public record Policy(
        AgentId agent,
        Rules rules,
        Duration settleHold,
        Duration settleRelease,
        ChannelKind channel,
        boolean channelAvailable,
        boolean canRead,
        Duration freshFor,
        Duration staleAfter,
        int supervisorCode,
        Map<String, String> reasonIds,
        boolean adopt) {}
