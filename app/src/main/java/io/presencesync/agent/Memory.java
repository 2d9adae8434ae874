package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All the machine knows of one agent.
///
/// @param presence newest presence; null before the first
/// @param knownBefore whether a known presence was ever seen for him
/// @param state newest agent state; null before the first
/// @param gap states may have changed unseen since: the next one is no step
/// @param phase where our hold stands
/// @param stance what the presence wants; null before the first judged presence
/// @param override a human set READY during this busy spell
/// @param attempts failed tries in a row for the present wish
/// @param notBefore no request before this; null when there is no limit
/// @param reading a direct read is under way
/// @param readAt when the last direct read was asked for; null before the first
/// @param lost a request given up as not carried out, which may still be; null when there is none
/// @param givenUp what is not sent for this agent until things are re-read; null when all is well
public record Memory(
        @Nullable Presence presence,
        boolean knownBefore,
        @Nullable AgentState state,
        boolean gap,
        Phase phase,
        @Nullable Stance stance,
        boolean override,
        int attempts,
        @Nullable Instant notBefore,
        boolean reading,
        @Nullable Instant readAt,
        @Nullable Lost lost,
        @Nullable GivenUp givenUp) {

    /// An agent never seen.
    public static final Memory EMPTY =
            new Memory(null, false, null, true, new Phase.None(), null, false, 0, null, false, null, null, null);

    /// A request that may still be carried out although the state did not show it.
    ///
    /// @param release whether it asked for READY
    public record Lost(Hold hold, boolean release, Instant until) {}

    /// Requests that are not sent, and why.
    ///
    /// @param label only holds with this label; null: none at all
    public record GivenUp(String why, @Nullable ReasonLabel label) {
        boolean covers(Verdict verdict) {
            return label == null || (verdict instanceof Verdict.Busy busy && label.equals(busy.label()));
        }
    }

    /// What must survive a restart.
    public record Durable(Phase phase, boolean override, boolean knownBefore) {
        public static final Durable NOTHING = new Durable(new Phase.None(), false, false);
    }

    public Durable durable() {
        Sent sent = phase.sent();
        Phase lasting = sent == null ? phase : phase.with(Sent.pending(sent.id(), sent.onTime()));
        return new Durable(lasting, override, knownBefore);
    }

    /// The memory after a restart: a request that was under way may have been carried out or not.
    public static Memory restored(Durable durable, Instant now) {
        Sent sent = durable.phase().sent();
        Phase phase = sent == null ? durable.phase() : durable.phase().with(sent.answered(Sent.Answer.UNCERTAIN, now));
        return new Memory(
                null,
                durable.knownBefore(),
                null,
                true,
                phase,
                null,
                durable.override(),
                0,
                null,
                false,
                null,
                null,
                null);
    }
}
