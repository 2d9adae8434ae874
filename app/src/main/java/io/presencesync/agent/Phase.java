package io.presencesync.agent;

import io.presencesync.presence.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a hold stands.
public sealed interface Phase {
    /// We do not hold this agent.
    record None() implements Phase {}

    /// NOT_READY sent, not yet shown by Finesse.
    ///
    /// @param replaces whose reason is being changed: a confirmed hold, or one that was to follow after his
    ///     call; null for a new hold
    record Asked(Hold hold, Sent sent, @Nullable Phase replaces) implements Phase {
        /// The confirmed hold whose reason is being changed; null when there is none.
        @Nullable
        Held confirmed() {
            return replaces instanceof Held held ? held : null;
        }

        /// The hold whose reason is being changed, confirmed or not; null when there is none.
        @Nullable
        Hold earlier() {
            return replaces == null ? null : replaces.hold();
        }
    }

    /// Finesse shows it.
    ///
    /// @param time the stateChangeTime Finesse showed; null when it gave none
    /// @param reason the reason Finesse showed; null when it gave none
    record Held(Hold hold, @Nullable Instant time, @Nullable Reason reason) implements Phase {}

    /// READY sent, not yet shown by Finesse.
    record Releasing(Held held, Sent sent) implements Phase {}

    /// Our hold, whatever its phase; null when there is none.
    default @Nullable Hold hold() {
        return switch (this) {
            case None() -> null;
            case Asked asked -> asked.hold;
            case Held held -> held.hold;
            case Releasing releasing -> releasing.held.hold;
        };
    }

    /// The request under way; null when there is none.
    default @Nullable Sent sent() {
        return switch (this) {
            case None() -> null;
            case Held held -> null;
            case Asked asked -> asked.sent;
            case Releasing releasing -> releasing.sent;
        };
    }

    /// The same phase with the request seen in another light.
    default Phase with(Sent sent) {
        return switch (this) {
            case None() -> this;
            case Held held -> held;
            case Asked asked -> new Asked(asked.hold, sent, asked.replaces);
            case Releasing releasing -> new Releasing(releasing.held, sent);
        };
    }

    /// Where we stand when the request under way has certainly not been carried out.
    default Phase before() {
        return switch (this) {
            case None() -> this;
            case Held held -> held;
            case Asked asked -> asked.replaces == null ? new None() : asked.replaces;
            case Releasing releasing -> releasing.held.hold.ours() ? releasing.held : new None();
        };
    }
}
