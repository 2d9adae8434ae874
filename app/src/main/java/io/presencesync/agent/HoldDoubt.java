package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the NOT_READY shown does not tell if it is our hold. Reads the turn, changes nothing.
final class HoldDoubt {
    /// Finesse may not know reasons and times for so long after an outage.
    static final Duration OUTAGE = Duration.ofMinutes(3);

    private HoldDoubt() {}

    /// NOT_READY without what tells whose it is, while Finesse may have lost just that: an outage may show in what it
    /// tells before it shows in the links.
    static boolean doubtful(Turn turn) {
        AgentState shown = turn.state;
        return shown != null && (doubtful(turn, shown) || follows(turn, shown));
    }

    /// The system's Not Ready says nothing of a doubt that it came upon.
    static boolean follows(Turn turn, AgentState shown) {
        AgentState before = turn.untold == null ? null : turn.untold.before();
        return before != null && outage(turn) && new Authorship(turn).bySystem(shown) && doubtful(turn, before);
    }

    private static boolean doubtful(Turn turn, AgentState shown) {
        if (shown.state() != StateName.NOT_READY) {
            return false;
        }
        Hold hold = turn.phase.hold();
        Authorship authorship = new Authorship(turn);
        if (shown.requestId() != null
                || (turn.phase instanceof Phase.Asked asked && authorship.mayBeTied(asked, shown))) {
            return false;
        }
        return hold != null
                && (turn.gapAt == null || outage(turn))
                && (reasonLost(turn, hold, shown) || (outage(turn) && timeLost(turn, hold, shown)));
    }

    /// A NOT_READY whose reason was not delivered, and that is not proven to be the one we know, or that has none at
    /// another time than that one: a read tells more.
    static boolean untold(Turn turn) {
        AgentState shown = turn.state;
        if (shown == null || shown.state() != StateName.NOT_READY || turn.phase.hold() == null) {
            return false;
        }
        boolean readable = shown.source() == StateSource.TEAM_GET && turn.policy.canRead();
        Reason reason = shown.reason();
        Phase.Held confirmed = confirmed(turn.phase);
        return readable && (reason == null ? !exactlySame(confirmed, shown) : reason.none() && moved(confirmed, shown));
    }

    private static boolean moved(Phase.@Nullable Held confirmed, AgentState shown) {
        return confirmed != null && !Newest.sameTime(confirmed.time(), shown.stateChangeTime());
    }

    /// Without a reason, a time that only nearly agrees proves nothing: the agent may have signed out and in.
    static boolean exactlySame(Phase.@Nullable Held confirmed, AgentState shown) {
        Instant time = confirmed == null ? null : confirmed.time();
        return time != null && shown.stateChangeTime() != null && Newest.close(time, shown.stateChangeTime());
    }

    /// Told to have begun at another time than the hold, by more than nodes differ.
    static boolean begunAnew(Phase phase, AgentState shown) {
        Phase.Held held = confirmed(phase);
        return held != null && held.time() != null && shown.stateChangeTime() != null && !exactlySame(held, shown);
    }

    static boolean provenSame(Phase.@Nullable Held confirmed, AgentState shown) {
        Instant time = confirmed == null ? null : confirmed.time();
        return time != null && shown.stateChangeTime() != null && Newest.sameTime(time, shown.stateChangeTime());
    }

    /// Whether Finesse may not know reasons and times at present.
    static boolean outage(Turn turn) {
        Instant gapAt = turn.gapAt;
        return gapAt != null && turn.now.isBefore(gapAt.plus(OUTAGE));
    }

    private static boolean reasonLost(Turn turn, Hold hold, AgentState shown) {
        Phase.Held confirmed = confirmed(turn.phase);
        Reason reason = shown.reason();
        boolean lost = reason == null ? untoldByRight(hold, confirmed, shown) : reason.none();
        boolean neverTold = confirmed != null && !Reason.told(confirmed.reason());
        return lost && !neverTold && !exactlySame(confirmed, shown);
    }

    private static boolean timeLost(Turn turn, Hold hold, AgentState shown) {
        Phase.Held confirmed = confirmed(turn.phase);
        Reason reason = shown.reason();
        boolean ownLabel =
                hold.channel() == ChannelKind.GADGET && ReasonMatch.of(hold, reason, turn.policy) == ReasonMatch.OURS;
        boolean lost = confirmed != null && confirmed.time() != null && shown.stateChangeTime() == null;
        return lost && !ownLabel && !contradicted(turn.phase, reason);
    }

    /// No reason from a source that tells one whenever there is one: gadgets always do, others as they did before.
    private static boolean untoldByRight(Hold hold, Phase.@Nullable Held confirmed, AgentState shown) {
        boolean toldBefore = confirmed == null ? hold.channel() == ChannelKind.GADGET : confirmed.reason() != null;
        return shown.source() == StateSource.GADGET || (toldBefore && shown.source() != StateSource.TEAM_GET);
    }

    /// A reason that is told and is another needs no time.
    private static boolean contradicted(Phase phase, @Nullable Reason reason) {
        Phase.Held held = confirmed(phase);
        Reason known = held == null ? null : held.reason();
        return known != null && known.contradicts(reason);
    }

    static boolean reasonKnown(Phase phase) {
        Phase.Held held = confirmed(phase);
        return held != null && Reason.told(held.reason());
    }

    /// As Finesse showed it; null when it never did.
    static Phase.@Nullable Held confirmed(Phase phase) {
        return switch (phase) {
            case Phase.None() -> null;
            case Phase.Held held -> held;
            case Phase.Releasing releasing -> releasing.held();
            case Phase.Asked asked -> asked.confirmed();
        };
    }
}
