package io.presencesync.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request to change an agent's Finesse state.
///
/// @param id unique; the `requestId` header of the supervisor's PUT and the id of the gadget's command
/// @param agent whom
/// @param channel by which it was decided to act; another one would need another request
/// @param target the state asked for
/// @param label reason label of a NOT_READY; used by the gadget channel only (a supervisor must not send one)
/// @param onlyIf what Finesse must show at that moment for the request to be right
/// @param why the decision in words
/// @param cause the presence behind it, as legacy gadgets want it
/// @param dueSince of a release that a direct read let be decided just now: since when it is wanted and settled, by our
///     clock. If that read left since then, it is the one before the release. Null where one is made for the release
public record StateRequest(
        String id,
        AgentId agent,
        ChannelKind channel,
        TargetState target,
        @Nullable ReasonLabel label,
        OnlyIf onlyIf,
        String why,
        Presence cause,
        @Nullable Instant dueSince) {

    /// For which a read of its own is made where one is needed.
    public StateRequest(
            String id,
            AgentId agent,
            ChannelKind channel,
            TargetState target,
            @Nullable ReasonLabel label,
            OnlyIf onlyIf,
            String why,
            Presence cause) {
        this(id, agent, channel, target, label, onlyIf, why, cause, null);
    }

    /// The agent state the decision was made on.
    public record OnlyIf(
            StateName state,
            @Nullable String reasonId,
            @Nullable Instant stateChangeTime) {
        /// Nodes and agents' clocks stamp the same change this far apart.
        private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

        /// Why the agent is not as the decision took him to be; empty when he is. Fields not known are not compared.
        public Optional<String> objection(AgentState seen) {
            if (seen.state() != state) {
                return Optional.of("the agent is " + seen.inWords() + ", not " + state);
            }
            if (reasonId != null
                    && (seen.reason() == null || !reasonId.equals(seen.reason().id()))) {
                return Optional.of("the agent is " + seen.inWords() + ", not with reason " + reasonId);
            }
            if (differ(stateChangeTime, seen.stateChangeTime())) {
                return Optional.of("the agent is " + seen.inWords() + " since " + seen.stateChangeTime()
                        + ", chosen after our request");
            }
            return Optional.empty();
        }

        private static boolean differ(@Nullable Instant one, @Nullable Instant other) {
            return one != null
                    && other != null
                    && Duration.between(one, other).abs().compareTo(CLOCKS_DIFFER) > 0;
        }
    }
}
