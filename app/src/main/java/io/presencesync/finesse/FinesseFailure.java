package io.presencesync.finesse;

import io.presencesync.presence.Outcome;

/// A call that brought no result, already judged by the outcomes table. Stays inside this package: ports hand out the
/// [Outcome.Failed] it carries.
final class FinesseFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Failed failed;
    private final int status;

    /// @param status HTTP status; 0 when there was no answer
    FinesseFailure(Outcome.Failed failed, int status) {
        super(failed.errorType() + ": " + failed.message());
        this.failed = failed;
        this.status = status;
    }

    static FinesseFailure noAnswer(Outcome.Failure failure, String errorType, String message) {
        return new FinesseFailure(new Outcome.Failed(failure, errorType, message), 0);
    }

    Outcome.Failed failed() {
        return failed;
    }

    int status() {
        return status;
    }

    /// Nothing was learned: the node was silent, broken or out of service.
    boolean outage() {
        return failed.failure() == Outcome.Failure.RETRY;
    }
}
