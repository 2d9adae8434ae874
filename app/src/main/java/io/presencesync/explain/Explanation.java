package io.presencesync.explain;

import io.presencesync.presence.ChannelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why one agent was in his state at one time. Sentences name times as ISO instants; [Report] shows them in a zone.
///
/// @param headline the answer in one or two sentences
/// @param presence null when the journal has none
/// @param state null when the journal has none
/// @param decision null when the journal has none
/// @param hold null when we did not hold him
/// @param request the last request we made for him; null when none is known
/// @param notes what else happened since his state began: restarts, gaps
/// @param next what happens next, and what somebody may do
/// @param reachesBackTo set only when nothing was found: the agent's oldest entry in the journal, null when there is
///     none
public record Explanation(
        Subject agent,
        Instant at,
        String headline,
        @Nullable PresencePart presence,
        @Nullable StatePart state,
        @Nullable DecisionPart decision,
        @Nullable HoldPart hold,
        @Nullable RequestPart request,
        List<NotePart> notes,
        String next,
        @Nullable Instant reachesBackTo) {

    /// What Webex said.
    ///
    /// @param since when we first heard these words
    /// @param source who told us, such as `mercury`; null when the journal does not say
    /// @param confirmedAt when Webex last confirmed it; null when that is not known
    public record PresencePart(
            String words,
            Instant since,
            @Nullable String source,
            @Nullable Instant confirmedAt) {}

    /// What Finesse showed.
    ///
    /// @param words state and reason: `NOT_READY (Lunch)`
    /// @param pending the state that follows the call; empty when none
    /// @param since Finesse's own time of the change where it gave one, else when we saw it
    /// @param source who told us, such as `notification`; null when the journal does not say
    /// @param requestId our request behind it; null when it was not ours
    public record StatePart(
            String words,
            String pending,
            Instant since,
            @Nullable String source,
            Author author,
            @Nullable String requestId) {}

    /// Who made a state.
    public enum Author {
        WE("we set it"),
        WE_PROBABLY("most likely our request, which Finesse has not confirmed"),
        BACK_TO_OURS("back to our hold after a call"),
        HIMSELF("the agent chose it"),
        HIMSELF_OR_SUPERVISOR("set by hand, by the agent or by a supervisor"),
        SUPERVISOR("set by a supervisor, not by us"),
        SYSTEM("the system's, neither ours nor the agent's"),
        CALL("a call"),
        AFTER_CALL("after a call"),
        SIGN_IN("by signing in"),
        SIGN_OUT("the agent signed out, or was signed out"),
        BEFORE_US("so when we first saw them"),
        UNKNOWN("nobody can say");

        final String words;

        Author(String words) {
            this.words = words;
        }

        public String inWords() {
            return words;
        }
    }

    /// What the machine chose.
    ///
    /// @param kind `HOLD`, `RELEASE`, `LEAVE` or `WAIT`
    /// @param rule the rule that judged the presence; null when none did
    public record DecisionPart(
            String kind, String why, @Nullable String rule, Instant since) {}

    /// Our hold.
    ///
    /// @param label the reason by the rules
    /// @param channel who made it; null when the journal does not say
    /// @param requestId our request behind it; null for one taken over at first sight
    public record HoldPart(
            String label,
            Instant since,
            @Nullable ChannelKind channel,
            @Nullable String requestId) {}

    /// A request to Finesse.
    ///
    /// @param what `NOT_READY Webex Meeting`, `READY`
    /// @param decidedAt null when the decision is not in the journal any more
    /// @param sentAt null while it waits in the queue, or when it was never sent
    /// @param answer `accepted`, `not sent`, `failed`; null while there is none
    /// @param message what came with the answer; empty when nothing
    /// @param shownAt when Finesse showed the new state; null while it did not
    public record RequestPart(
            String id,
            String what,
            String why,
            @Nullable ChannelKind channel,
            @Nullable Instant decidedAt,
            @Nullable Instant sentAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            String message,
            @Nullable Instant shownAt,
            List<Hop> hops) {}

    /// How long one hop took.
    ///
    /// @param name `presence to decision`, `decision to sending`, `sending to answer`, `sending to shown`
    public record Hop(String name, Duration took) {}

    /// Something else that happened.
    public record NotePart(String what, String words, Instant at) {}

    /// Whether the journal had anything to tell.
    public boolean knowsAnything() {
        return presence != null || state != null || decision != null || request != null;
    }
}
