package io.presencesync.finesse;

import io.presencesync.presence.Outcome;
import org.jspecify.annotations.Nullable;

/// Tells, in one reading of many, a failure of one user or team from one of Finesse: what is refused concerns this one,
/// and so does a broken answer (500, or no document that can be read) while others are answered. Three in a row, or
/// nothing but broken ones, are an outage. One thread.
final class SingleFailures {
    private static final int IN_A_ROW = 3;

    private int inARow;
    private boolean anyRead;
    private @Nullable FinesseFailure broken;

    void read() {
        inARow = 0;
        anyRead = true;
    }

    /// The failure, when it concerns this one alone.
    ///
    /// @throws FinesseFailure the same, when it does not
    FinesseFailure ofThisOne(FinesseFailure failure) throws FinesseFailure {
        if (failure.failed().failure() == Outcome.Failure.THIS_AGENT_ONLY) {
            read();
            return failure;
        }
        inARow++;
        if (!failure.brokenAnswer() || inARow >= IN_A_ROW) {
            throw failure;
        }
        broken = failure;
        return failure;
    }

    /// At the end of the reading.
    ///
    /// @throws FinesseFailure when nothing at all could be read
    void judge() throws FinesseFailure {
        FinesseFailure last = broken;
        if (last != null && !anyRead) {
            throw last;
        }
    }
}
