package io.presencesync.simulation.check;

import java.time.Instant;

/// Ends a run: the first promise broken in it.
public final class BrokenPromise extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Promise promise;
    private final int agent;
    private final Instant at;

    BrokenPromise(Promise promise, int agent, Instant at, String how) {
        super(how);
        this.promise = promise;
        this.agent = agent;
        this.at = at;
    }

    public Promise promise() {
        return promise;
    }

    public int agent() {
        return agent;
    }

    public Instant at() {
        return at;
    }
}
