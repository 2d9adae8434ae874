package io.presencesync.simulation.history;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// How Presence Sync is set up in a run.
///
/// @param channel by which it acts, unless it takes whichever is there
/// @param staleAfter age from which a presence says nothing any more
/// @param canRead whether it may read agents from Finesse; always so in supervisor mode
/// @param notified whether it hears Finesse's notifications
/// @param teamTellsReason whether the team list carries reasons
/// @param notificationTellsRequest whether notifications carry the id of the request behind a change, as those of an
///     agent's own node do; those of a team do not
/// @param listed which reason codes Finesse knows, so that it can show them
/// @param minusOne where no reason shows, notifications and reads tell -1 instead of nothing
/// @param situations what else may happen in this run
public record Setting(
        Platform platform,
        ChannelKind channel,
        Duration settleHold,
        Duration settleRelease,
        Duration staleAfter,
        boolean canRead,
        boolean notified,
        boolean teamTellsReason,
        boolean notificationTellsRequest,
        Listed listed,
        boolean minusOne,
        Twist twist,
        Set<Situation> situations) {
    /// The one setting that differs from the defaults.
    public enum Twist {
        NONE,
        STALE_RELEASE,
        STALE_HOLD,
        ENFORCE,
        ALWAYS,
        CUT,
        HOURS
    }

    /// The reason codes of a site.
    public enum Listed {
        ALL,
        /// Not the one of a supervisor's Not Ready.
        NOT_SUPERVISORS,
        NONE
    }

    /// How long on and off duty take turns, with [Twist#HOURS].
    public static final Duration SHIFT = Duration.ofSeconds(200);

    /// Whether agents are looked after at this moment.
    public boolean onDuty(Instant now) {
        return twist != Twist.HOURS || (now.getEpochSecond() / SHIFT.toSeconds()) % 4 != 3;
    }

    public boolean plays(Situation situation) {
        return situations.contains(situation);
    }

    /// By gadget alone.
    public boolean gadget() {
        return channel == ChannelKind.GADGET && !auto();
    }

    public boolean auto() {
        return plays(Situation.AUTO);
    }

    /// Gadgets may act.
    public boolean gadgets() {
        return auto() || gadget();
    }

    /// A supervisor may act.
    public boolean supervisor() {
        return !gadget();
    }

    public boolean cce() {
        return platform == Platform.CCE;
    }
}
