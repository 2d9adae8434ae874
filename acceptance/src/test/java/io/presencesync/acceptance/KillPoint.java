package io.presencesync.acceptance;

import java.util.List;

/// How far a request had come when the product was killed.
enum KillPoint {
    /// Decided and written down; Finesse never got it.
    BEFORE_SEND("before a send"),
    /// Finesse got it and had not answered.
    UNANSWERED("between send and answer"),
    /// Finesse had answered; the product had not yet written that down.
    UNSTORED("between answer and store"),
    /// The answer was written down; Finesse's state had not been seen yet.
    STORED("after the store");

    /// Those that can be aimed at.
    static final List<KillPoint> AIMS = List.of(BEFORE_SEND, UNANSWERED, UNSTORED);

    final String words;

    KillPoint(String words) {
        this.words = words;
    }
}
