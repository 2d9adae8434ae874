package io.presencesync;

import io.presencesync.engine.Timers;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every ten seconds whether our wall clock was set. What is defined by it (working hours, a pause until a time)
/// is judged anew then; nothing else changes. Runs on the timers' thread.
final class WallClockWatch {
    private static final Logger log = LoggerFactory.getLogger(WallClockWatch.class);
    private static final Duration PACE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofSeconds(2);

    private final SteadyClock clock;
    private final Timers timers;
    private final Runnable judgeAnew;
    private Duration ahead;

    /// @param judgeAnew only enqueues
    WallClockWatch(SteadyClock clock, Timers timers, Runnable judgeAnew) {
        this.clock = clock;
        this.timers = timers;
        this.judgeAnew = judgeAnew;
        this.ahead = clock.wallAhead();
    }

    void start() {
        timers.after(PACE, this::look);
    }

    private void look() {
        try {
            compare(clock.wallAhead());
        } finally {
            start();
        }
    }

    private void compare(Duration now) {
        Duration step = now.minus(ahead);
        ahead = now;
        if (step.abs().compareTo(STEP) >= 0) {
            log.warn(
                    "The clock of this machine was set {} by {} s. Nothing that waits is changed by it; working hours and"
                            + " pauses are judged by the new time",
                    step.isNegative() ? "back" : "forward",
                    String.format(Locale.ROOT, "%.1f", step.abs().toMillis() / 1000.0));
            judgeAnew.run();
        }
    }
}
