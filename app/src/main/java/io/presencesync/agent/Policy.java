package io.presencesync.agent;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Platform;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one agent is treated at this moment: the rules in force and the facts around him.
///
/// @param agent whom
/// @param manner what the administrator wants
/// @param platform which contact center
/// @param channel the channel that acts for this agent
/// @param channelAvailable whether a request could go out now
/// @param canRead whether the agent's state can be read directly
/// @param freshFor age up to which a known state needs no read before a hold: two polls
/// @param liveSince since when every change of his state reaches us by itself; null when it does not
/// @param outage the last time that Finesse itself was out of service; null when it never was, as far as we know
/// @param doubt why his presence does not reach us; null while it does, and when it was never expected to
/// @param doubtSince a presence confirmed at or before this time is not known to hold any more: the feed broke, sharing
///     was switched off; null when nothing of the kind happened
/// @param feedDown Webex is out of reach, so that nobody's presence reaches us
/// @param reasonIds labels of the known Not Ready reason codes by their database id
/// @param missing labels known to be missing for his team
/// @param adopt whether a NOT_READY with one of our labels is taken as a hold at first sight (empty store)
public record Policy(
        AgentId agent,
        Manner manner,
        Platform platform,
        ChannelKind channel,
        boolean channelAvailable,
        boolean canRead,
        Duration freshFor,
        @Nullable Instant liveSince,
        @Nullable FinesseOutage outage,
        @Nullable String doubt,
        @Nullable Instant doubtSince,
        boolean feedDown,
        Map<String, String> reasonIds,
        Set<ReasonLabel> missing,
        boolean adopt) {
    /// Longer than any request waits for its turn.
    private static final Duration ANY_AGE = Duration.ofDays(1);

    /// The same where a state known is as good as one just heard, as long as none can have been missed since.
    Policy withoutAge() {
        return new Policy(
                agent,
                manner,
                platform,
                channel,
                channelAvailable,
                canRead,
                ANY_AGE,
                liveSince,
                outage,
                doubt,
                doubtSince,
                feedDown,
                reasonIds,
                missing,
                adopt);
    }
}
