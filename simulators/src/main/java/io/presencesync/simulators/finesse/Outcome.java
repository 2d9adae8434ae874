package io.presencesync.simulators.finesse;

/// What the state machine answers to one request or phone event.
public sealed interface Outcome {
    /// The agent's new place; `published` says whether Finesse notifies anyone.
    record Change(AgentStatus next, boolean published) implements Outcome {}

    /// Accepted, nothing to do, nobody told.
    record Unchanged() implements Outcome {}

    /// Refused at once with HTTP 400.
    record Refused(ApiError error) implements Outcome {}

    /// Answered 202, then refused by a notification with `apiErrors`.
    record RefusedLater(ApiError error) implements Outcome {}

    static Outcome change(AgentStatus next) {
        return new Change(next, true);
    }

    static Outcome silent(AgentStatus next) {
        return new Change(next, false);
    }
}
