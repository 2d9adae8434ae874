package io.presencesync.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The one request under way for an agent.
///
/// @param id its request id
/// @param answer what the channel has answered so far
/// @param answeredAt when, by our clock; null while pending
/// @param onTime stateChangeTime of the state the request was decided on; null when unknown
/// @param looks how often the state was read since the answer
/// @param leftAt when it left, by our clock; null while it waits for its turn, and when not known
public record Sent(
        String id,
        Answer answer,
        @Nullable Instant answeredAt,
        @Nullable Instant onTime,
        int looks,
        @Nullable Instant leftAt) {
    /// A request of which is not known when it left.
    public Sent(String id, Answer answer, @Nullable Instant answeredAt, @Nullable Instant onTime, int looks) {
        this(id, answer, answeredAt, onTime, looks, null);
    }

    /// What the channel said.
    public enum Answer {
        /// Nothing yet.
        PENDING,
        /// Finesse took it; success shows in the state.
        ACCEPTED,
        /// No clear answer: it may have been carried out or not.
        UNCERTAIN
    }

    static Sent pending(String id, @Nullable Instant onTime) {
        return new Sent(id, Answer.PENDING, null, onTime, 0);
    }

    /// One that has not left is answered nothing but that; of one remembered over a restart it is not known.
    boolean mayHaveLeft() {
        return leftAt != null || answer != Answer.PENDING;
    }

    Sent answered(Answer how, Instant at) {
        return new Sent(id, how, at, onTime, 0, leftAt);
    }

    Sent looked() {
        return new Sent(id, answer, answeredAt, onTime, looks + 1, leftAt);
    }

    Sent left(Instant at) {
        return new Sent(id, answer, answeredAt, onTime, looks, at);
    }
}
