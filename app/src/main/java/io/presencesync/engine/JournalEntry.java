package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the history of one agent.
///
/// | kind | what | why | source | delay: how long after |
/// |---|---|---|---|---|
/// | PRESENCE | `meeting (online)` | | `mercury`, `people_api` | |
/// | STATE | `NOT_READY (Lunch)` | `then READY`: follows the call | `notification`, `user_get`, `gadget`, `team_get` |
/// Finesse's stateChangeTime |
/// | DECISION | `HOLD`, `RELEASE`, `LEAVE`, `WAIT` | the reason in words | | the presence that asks for it was heard |
/// | ATTEMPT | `NOT_READY Webex Meeting`, `READY` | the decision in words | | the decision |
/// | OUTCOME | `accepted`, `not sent`, `failed`, `shown` | message, error type | | the attempt |
/// | NOTE | what happened otherwise: `restart`, `gap`, `paused`, `resumed` | | | |
/// | REPORT | `this is wrong`: the agent says so | his words | | |
///
/// @param id unique; sorts by time within one process
/// @param at when it happened, by our clock
/// @param rule the rule behind a decision; null otherwise
/// @param requestId joins a decision, its attempts and their outcomes; null otherwise
public record JournalEntry(
        String id,
        AgentId agent,
        Instant at,
        Kind kind,
        String what,
        String why,
        @Nullable String rule,
        @Nullable String requestId,
        @Nullable ChannelKind channel,
        @Nullable String source,
        @Nullable Duration delay) {
    /// When it was recorded by the clock that is never set, to the millisecond: its id begins with it
    /// ([EngineContext#entryId]). Null where the id is of another form.
    public @Nullable Instant counted() {
        int end = id.indexOf('-');
        try {
            return Instant.ofEpochMilli(Long.parseLong(id, 0, Math.max(0, end), 16));
        } catch (NumberFormatException ofAnotherForm) {
            return null;
        }
    }

    /// The same, told to have happened then.
    public JournalEntry happened(Instant other) {
        return new JournalEntry(id, agent, other, kind, what, why, rule, requestId, channel, source, delay);
    }

    /// What an entry tells of.
    public enum Kind {
        PRESENCE,
        STATE,
        DECISION,
        ATTEMPT,
        OUTCOME,
        NOTE,
        REPORT
    }
}
