package io.presencesync.simulation.check;

import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Shown;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether what is known was told with an earlier time than what was known before it, or by a direct read that
/// was asked for before that was told, and waits for a direct read to confirm it: one asked for so late that
/// every node knew the state before.
final class ToldEarlier {
    private static final Duration NODES_LAG = Duration.ofSeconds(2);

    private final boolean canRead;
    private boolean doubt;
    /// When the state that counted before the doubt was told last.
    private Instant countedAt = Instant.EPOCH;
    /// When states were last said to have changed unseen.
    private Instant gapAt = Instant.EPOCH;
    /// When what is known was told first.
    private Instant firstAt = Instant.EPOCH;

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
    /// @param before what was known; null when nothing was
    void reached(Fact.Reached report, boolean earlier, @Nullable Shown before, Instant now) {
        int number = report.shown().number();
        boolean older = before != null && before.number() > number;
        boolean newer = before == null || before.number() < number;
        boolean tells = !canRead || readSince(report, now);
        boolean overtaken = canRead && before != null && newer && overtaken(report);
        doubt = (doubt && !tells) || (earlier && !readSince(report, now)) || overtaken;
        countedAt = !doubt || older ? now : countedAt;
        firstAt = newer ? now : firstAt;
    }

    private boolean overtaken(Fact.Reached report) {
        Instant askedAt = report.askedAt();
        return report.source() == StateSource.USER_GET && askedAt != null && askedAt.isBefore(firstAt);
    }

    /// A node may answer a read made sooner by what was before.
    private boolean readSince(Fact.Reached report, Instant now) {
        Instant late = countedAt.plus(NODES_LAG);
        return !now.isBefore(late) && report.readSince(late) && report.readSince(gapAt);
    }
}
