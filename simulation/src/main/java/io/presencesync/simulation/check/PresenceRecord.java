package io.presencesync.simulation.check;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Setting.Twist;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What reached us of one agent's presence, and what it has wanted since when.
final class PresenceRecord {
    private final Setting setting;
    private @Nullable Presence presence;
    private @Nullable Instant doubtSince;
    private boolean everKnown;
    /// The second source says `unknown`, and said nothing else since the first one, or since a start.
    private boolean noStep;
    private @Nullable Wish stance;
    private Instant since = Instant.EPOCH;
    private Instant labelSince = Instant.EPOCH;
    private @Nullable Instant spellSince;
    private Duration releaseSettle = Duration.ZERO;
    private int turns;

    PresenceRecord(Setting setting) {
        this.setting = setting;
    }

    /// The newest that reached us; null before the first.
    @Nullable
    Presence presence() {
        return presence;
    }

    void heard(Presence heard, Instant now) {
        boolean before = presence == null || presence.origin() == PresenceOrigin.MERCURY || noStep;
        noStep = before
                && heard.origin() == PresenceOrigin.PEOPLE_API
                && heard.status().equals("unknown");
        presence = heard;
        look(now);
    }

    void doubted(Instant now) {
        doubtSince = now;
        look(now);
    }

    /// The end of the process forgets the presence, not what it wanted and since when.
    void forgotten() {
        presence = null;
        doubtSince = null;
    }

    /// Takes in what the presence wants now; to be called before every judgement.
    void look(Instant now) {
        if (spellSince != null && stance != null && stance.free() && settled(now)) {
            spellSince = null;
        }
        Wish wish = wish(now);
        if (wish.kind() == Wish.Kind.IGNORE) {
            return;
        }
        if (stance == null || stance.busy() != wish.busy()) {
            since = now;
            labelSince = now;
            turns++;
        } else if (!stance.equals(wish)) {
            labelSince = now;
        }
        if (wish.free() && (stance == null || stance.busy())) {
            releaseSettle = old(now) ? Duration.ZERO : setting.settleRelease();
        }
        stance = wish;
        if (wish.busy() && spellSince == null) {
            spellSince = now;
        }
    }

    private boolean settled(Instant now) {
        return !now.isBefore(since.plus(releaseSettle));
    }

    /// What is wanted at this moment.
    Wish wish(Instant now) {
        if (presence == null || !setting.onDuty(now)) {
            return Wish.IGNORE;
        }
        if (old(now)) {
            return everKnown || !presence.status().equals("unknown") ? tooOld() : Wish.IGNORE;
        }
        if (doubtSince != null && !presence.confirmedAt().isAfter(doubtSince)) {
            return Wish.IGNORE;
        }
        if (!presence.status().equals("unknown")) {
            everKnown = true;
        }
        return everKnown && !noStep ? Wish.of(presence) : Wish.IGNORE;
    }

    /// Last confirmed longer ago than the limit; what is then wanted needs no settling.
    boolean old(Instant now) {
        return presence != null && Duration.between(presence.confirmedAt(), now).compareTo(setting.staleAfter()) > 0;
    }

    private Wish tooOld() {
        return setting.twist() == Twist.STALE_RELEASE
                ? Wish.FREE
                : setting.twist() == Twist.STALE_HOLD ? Wish.UNAVAILABLE : Wish.IGNORE;
    }

    /// The last thing wanted that was not "leave them"; null before the first.
    @Nullable
    Wish stance() {
        return stance;
    }

    /// Since when busy or free.
    Instant since() {
        return since;
    }

    /// Since when this very reason.
    Instant labelSince() {
        return labelSince;
    }

    /// Start of the busy spell that goes on; null when there is none.
    @Nullable
    Instant spellSince() {
        return spellSince;
    }

    /// How often busy and free have changed places.
    int turns() {
        return turns;
    }
}
