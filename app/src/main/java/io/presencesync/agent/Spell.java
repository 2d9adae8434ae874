package io.presencesync.agent;

import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the presence wants and how far people went along with it. A spell begins with busy and ends when free has
/// lasted the release settle.
///
/// @param stance what the newest judged presence wants; null before the first
/// @param override a human set READY during this spell, which stands until its end: until Webex shows them free
/// @param renewed a hold was renewed against an override during this spell
/// @param renewedAt when that was last done, in whatever spell; null when never
/// @param restore reason of the busy presence that has just ended, while a NOT_READY that is not ours may be ended with
///     it; null otherwise
public record Spell(
        @Nullable Stance stance,
        boolean override,
        boolean renewed,
        @Nullable Instant renewedAt,
        @Nullable ReasonLabel restore) {
    /// Before the first presence.
    public static final Spell NONE = new Spell(null, false, false, null, null);

    Spell notAfter(Instant now) {
        Instant last = renewedAt == null || renewedAt.isBefore(now) ? renewedAt : now;
        return new Spell(stance == null ? null : stance.notAfter(now), override, renewed, last, restore);
    }
}
