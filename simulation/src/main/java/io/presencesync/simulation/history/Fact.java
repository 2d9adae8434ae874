package io.presencesync.simulation.history;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Presence;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to one agent.
public sealed interface Fact {
    /// Finesse shows something new.
    record Changed(Shown shown) implements Fact {}

    /// A state of Finesse reached us and was taken in.
    ///
    /// @param reasonTold whether the report carries reasons
    /// @param requestTold whether it carries the id of the request behind the change
    /// @param askedAt when it was asked for; null when it came by itself
    record Reached(
            Shown shown,
            boolean reasonTold,
            boolean requestTold,
            StateSource source,
            @Nullable Instant askedAt) implements Fact {
        public Reached(Shown shown, boolean reasonTold, boolean requestTold, StateSource source) {
            this(shown, reasonTold, requestTold, source, null);
        }

        public Reached(Shown shown, boolean reasonTold, StateSource source) {
            this(shown, reasonTold, false, source);
        }

        public Reached askedAt(@Nullable Instant time) {
            return new Reached(shown, reasonTold, requestTold, source, time);
        }

        /// A direct read that was asked for at this time or later.
        public boolean readSince(Instant time) {
            return source == StateSource.USER_GET && (askedAt == null || !askedAt.isBefore(time));
        }

        /// Whose request brought the change, as told.
        public @Nullable String request() {
            return requestTold ? shown.request() : null;
        }
    }

    /// We were told that states may have changed unseen.
    ///
    /// @param outage because Finesse itself was out of service, so that nobody could act
    record Gap(boolean outage) implements Fact {}

    /// From now on notifications reach us, or do not.
    record Notified(boolean on) implements Fact {}

    /// We noticed that Finesse itself is out of service, or is back.
    record OutOfService(boolean on) implements Fact {}

    /// Finesse's clock was set back.
    record ClockSet() implements Fact {}

    /// We noticed that Finesse's clock was set back.
    record ClockNoticed() implements Fact {}

    /// A presence reached us.
    record Heard(Presence presence) implements Fact {}

    /// From now on presences do not reach us, or do again.
    record Doubt(boolean on, String why) implements Fact {}

    /// A request was handed to the channel.
    record Handed(StateRequest request) implements Fact {}

    /// A request left us for Finesse or for the gadget.
    record Left(StateRequest request) implements Fact {}

    /// What the channel answered.
    ///
    /// @param refused certainly not carried out
    record Answered(String request, String words, boolean refused) implements Fact {}

    /// The channel came or went.
    ///
    /// @param kind which one acts
    record Channel(boolean available, ChannelKind kind) implements Fact {}

    /// What was given up may be tried again.
    record Reloaded() implements Fact {}

    /// We were killed; `words` say where.
    record Killed(String words) implements Fact {}

    /// We run again.
    ///
    /// @param emptyStore nothing at all was remembered
    record Restarted(boolean emptyStore) implements Fact {}

    /// Faults have ended for so long that Finesse must agree by now.
    record Settled() implements Fact {}

    /// What was decided, in words; told when it changes, for the story alone.
    record Decided(String words) implements Fact {}

    /// For the story alone.
    record Note(String words) implements Fact {}
}
