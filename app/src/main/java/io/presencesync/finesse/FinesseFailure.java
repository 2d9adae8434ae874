package io.presencesync.finesse;

import io.presencesync.net.HttpFailure;
import io.presencesync.presence.Outcome;

/// A call that brought no result, already judged by the outcomes table. Stays inside this package: ports hand out the
/// [Outcome.Failed] it carries.
final class FinesseFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Failed failed;
    private final int status;
    private final boolean neverSent;

    /// @param status HTTP status; 0 when there was no answer
    FinesseFailure(Outcome.Failed failed, int status) {
        this(failed, status, false);
    }

    private FinesseFailure(Outcome.Failed failed, int status, boolean neverSent) {
        super(failed.errorType() + ": " + failed.message());
        this.failed = failed;
        this.status = status;
        this.neverSent = neverSent;
    }

    static FinesseFailure of(HttpFailure silent) {
        return new FinesseFailure(Failures.of(silent), 0, silent.neverSent());
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

    /// The request certainly had no effect, so that another node may be asked at once.
    boolean withoutEffect() {
        return neverSent || status == 503 || status == 429;
    }

    /// There was an answer, but it went wrong in Finesse, or cannot be read.
    boolean brokenAnswer() {
        return failed.failure() == Outcome.Failure.RETRY && (status == 500 || (status >= 200 && status < 300));
    }

    /// Nothing was learned: the node was silent, broken or out of service.
    boolean outage() {
        return failed.failure() == Outcome.Failure.RETRY;
    }
}
