package io.presencesync.finesse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells one agent whose record Finesse cannot deliver from a Finesse that can deliver none: after three broken answers
/// in a row the single reads rest, one per interval excepted. Any thread.
final class BrokenReads {
    private static final int IN_A_ROW = 3;

    private final Silence silence;
    private final AtomicInteger inARow = new AtomicInteger();

    BrokenReads(Duration interval, InstantSource clock) {
        this.silence = new Silence(interval, clock);
    }

    boolean mayAsk() {
        return silence.mayAsk();
    }

    void read() {
        inARow.set(0);
        silence.end();
    }

    void broken() {
        if (inARow.incrementAndGet() >= IN_A_ROW) {
            silence.begin();
        }
    }
}
