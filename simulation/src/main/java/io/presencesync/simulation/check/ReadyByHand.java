package io.presencesync.simulation.check;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether somebody was set READY by hand in the present busy spell, by what reached us, and with `override: enforce`
/// whether they were held against it.
final class ReadyByHand {
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(60);

    private static final Duration TO_CONFIRM = Duration.ofSeconds(5);

    private @Nullable Instant chosenAt;
    private boolean stands;
    private boolean unconfirmed;
    private boolean renewed;
    private @Nullable Instant renewedAt;
    private @Nullable Renewal last;

    /// @param before when they had been held against it before; null when never
    private record Renewal(String request, @Nullable Instant before) {}

    void spellOver() {
        stands = false;
        renewed = false;
    }

    /// @param doubtful told by a list, with an earlier time than what was known: a read has to confirm it
    void chosen(boolean doubtful, Instant now) {
        chosenAt = now;
        unconfirmed = doubtful && !stands;
        stands = true;
    }

    /// Finesse's clock was set back: what was told just before, or waits for a read, may never be confirmed by one.
    void clockSet(Instant now) {
        stands &= !unconfirmed;
        stands &= chosenAt == null || !now.isBefore(chosenAt.plus(TO_CONFIRM));
    }

    /// A direct read told that it is so.
    void confirmed() {
        unconfirmed = false;
    }

    /// What was not confirmed is not remembered.
    void killed() {
        stands &= !unconfirmed;
        unconfirmed = false;
    }

    boolean stands() {
        return stands;
    }

    /// False when they were held against it before in this spell, or within the last 60 s.
    boolean mayRenew(Instant now) {
        return !renewed && (renewedAt == null || !now.isBefore(renewedAt.plus(BETWEEN_RENEWALS)));
    }

    void renewedBy(String request, Instant now) {
        last = new Renewal(request, renewedAt);
        stands = false;
        renewed = true;
        renewedAt = now;
    }

    /// This request was kept back on its way: nobody was held by it, whether the spell is over or not.
    void keptBack(String request) {
        if (last != null && last.request().equals(request)) {
            stands |= renewed;
            renewed = false;
            renewedAt = last.before();
        }
    }
}
