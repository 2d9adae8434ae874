package io.presencesync.simulation.check;

import io.presencesync.simulation.history.Fact;
import java.time.Duration;
import java.time.Instant;

/// Whether what is known was told with an earlier time than what was known before it, and waits for a direct read to
/// confirm it: one asked for so late that every node knew the state before.
final class ToldEarlier {
    private static final Duration NODES_LAG = Duration.ofSeconds(2);

    private final boolean canRead;
    private boolean doubt;
    /// When the state that counted before the doubt was told last.
    private Instant countedAt = Instant.EPOCH;
    /// When states were last said to have changed unseen.
    private Instant gapAt = Instant.EPOCH;

    /// @param canRead somebody can be asked
    ToldEarlier(boolean canRead) {
        this.canRead = canRead;
    }

    boolean doubt() {
        return doubt;
    }

    void forgotten() {
        doubt = false;
    }

    /// What was asked for before tells of before.
    void gap(Instant now) {
        gapAt = now;
    }

    /// @param earlier it tells an earlier time than the known state's
    /// @param older it tells a state from before the known one
    void reached(Fact.Reached report, boolean earlier, boolean older, Instant now) {
        boolean tells = !canRead || readSince(report, now);
        doubt = (doubt && !tells) || (earlier && !readSince(report, now));
        countedAt = !doubt || older ? now : countedAt;
    }

    /// A node may answer a read made sooner by what was before.
    private boolean readSince(Fact.Reached report, Instant now) {
        Instant late = countedAt.plus(NODES_LAG);
        return !now.isBefore(late) && report.readSince(late) && report.readSince(gapAt);
    }
}
