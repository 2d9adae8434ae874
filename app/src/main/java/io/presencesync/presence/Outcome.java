package io.presencesync.presence;

/// What became of a [StateRequest] at the channel. Accepted (Finesse's 202) is not success: success is the state
/// that Finesse shows afterwards.
public sealed interface Outcome {
    /// Error type of a hold whose reason label the agent does not have; only wishes for that label are given up.
    String LABEL_MISSING = "reason_label_missing";

    /// Error type of a request that the channel did not answer in time.
    String SILENT = "no_answer";

    /// Error type of an answer that is not the document asked for.
    String UNREADABLE = "unreadable_answer";

    /// Finesse took the request.
    record Accepted() implements Outcome {}

    /// Nothing was sent, because the wish had died or what `onlyIf` says no longer held.
    record NotSent(String why) implements Outcome {}

    /// Refused or unanswered.
    ///
    /// @param failure what to do about it
    /// @param errorType Finesse's ErrorType, or a word of ours such as `timeout`
    /// @param message for the journal and the operator, without secrets
    record Failed(Failure failure, String errorType, String message) implements Outcome {}

    /// Classes of failure: the outcomes table of the design, §3.
    enum Failure {
        /// 503, time-out, connection, 5xx, 429: again with backoff.
        RETRY,
        /// Invalid State, 265, 257, 1010, 33: wait for the agent's next state.
        WAIT_FOR_STATE,
        /// Invalid Supervisor, 404, reason label missing, not_allowed: give up for this agent until things are re-read.
        THIS_AGENT_ONLY,
        /// Wrong password: no further request with this account.
        ACCOUNT_STOPPED,
        /// No gadget connected, or no supervisor: decide again when the channel is back.
        CHANNEL_GONE
    }
}
