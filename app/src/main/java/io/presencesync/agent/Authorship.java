package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.SystemReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whose a state is that Finesse shows: ours, the system's, or a person's. Reads the turn, changes nothing.
final class Authorship {
    /// A hold that shows no reason follows Finesse's 202 within this time, or is not known to be ours.
    private static final Duration FOLLOWS = Duration.ofSeconds(10);

    private final Turn turn;

    Authorship(Turn turn) {
        this.turn = turn;
    }

    /// A person asked for it: by a request that is not ours.
    boolean foreign(AgentState shown) {
        String request = shown.requestId();
        return request != null && !turn.ours.contains(request);
    }

    /// A NOT_READY without a told reason that a request of ours made, as its id tells.
    boolean own(AgentState shown) {
        String request = shown.requestId();
        return request != null
                && shown.state() == StateName.NOT_READY
                && !Reason.told(shown.reason())
                && turn.ours.contains(request);
    }

    /// A NOT_READY without a told reason that the request under way made: it carries the request's id, or READY turned
    /// into it as the first change, within 10 s of Finesse's 202.
    boolean tied(Phase.Asked asked, AgentState shown) {
        Sent sent = asked.sent();
        if (shown.state() != StateName.NOT_READY || Reason.told(shown.reason())) {
            return false;
        }
        if (sent.id().equals(shown.requestId())) {
            return true;
        }
        Instant answeredAt = sent.answeredAt();
        return sent.answer() == Sent.Answer.ACCEPTED
                && answeredAt != null
                && firstChange(sent, shown, answeredAt.plus(FOLLOWS));
    }

    /// READY turned into it as the first change since the request was decided on, and the request's answer is still to
    /// come.
    boolean mayBeTied(Phase.Asked asked, AgentState shown) {
        return asked.sent().answer() == Sent.Answer.PENDING
                && asked.sent().mayHaveLeft()
                && !Reason.told(shown.reason())
                && firstChange(asked.sent(), shown, Instant.MAX);
    }

    private boolean firstChange(Sent sent, AgentState shown, Instant limit) {
        Memory.Turned turned = turn.turned;
        return turned != null
                && turned.request().equals(sent.id())
                && !turned.at().isAfter(limit)
                && !foreign(shown);
    }

    /// READY that the system gave back after a Not Ready of its own that began in READY, and so not in a hold of
    /// ours. A person who asks for READY has a request.
    boolean givenBack(@Nullable AgentState before, AgentState shown) {
        return before != null
                && shown.state() == StateName.READY
                && temporary(before)
                && turn.rest == Rest.READY
                && !turn.confirmed()
                && !foreign(shown);
    }

    /// The system's Not Ready around a call outside the queue.
    boolean temporary(AgentState shown) {
        return kind(shown) == SystemReason.Kind.TEMPORARY;
    }

    /// Finesse lost the agent's desktop.
    boolean disconnected(AgentState shown) {
        return kind(shown) == SystemReason.Kind.DISCONNECTED;
    }

    /// A call was offered, whether it was answered or not.
    boolean offered(AgentState shown) {
        return Calls.of(shown.state()) == Calls.RINGING || kind(shown) == SystemReason.Kind.CALL_NOT_ANSWERED;
    }

    /// The system's Not Ready around a call outside the queue is a call too.
    boolean inCall(AgentState shown) {
        return Calls.of(shown.state()) != Calls.NONE || temporary(shown);
    }

    /// A Not Ready of the system that says nothing of what the agent wants.
    boolean bySystem(@Nullable AgentState shown) {
        return shown != null && bySystem(shown, turn.policy.platform());
    }

    static boolean bySystem(AgentState shown, Platform platform) {
        SystemReason.Kind kind = kind(shown, platform);
        return kind == SystemReason.Kind.TEMPORARY || kind == SystemReason.Kind.DISCONNECTED;
    }

    private SystemReason.@Nullable Kind kind(AgentState shown) {
        return kind(shown, turn.policy.platform());
    }

    private static SystemReason.@Nullable Kind kind(AgentState shown, Platform platform) {
        return shown.state() != StateName.NOT_READY
                ? null
                : SystemReason.of(platform, shown.reason())
                        .map(SystemReason::kind)
                        .orElse(null);
    }

    /// A NOT_READY told again, at another time, in which nobody can have been READY: no change was missed, or Finesse
    /// itself was out of service.
    ///
    /// @param unseen changes may have been missed since `before`
    boolean toldAgain(@Nullable AgentState before, AgentState shown, boolean unseen) {
        if (before == null || before.state() != StateName.NOT_READY) {
            return false;
        }
        return (!unseen && everyChangeTold(before, shown)) || afterOutage(before, shown);
    }

    boolean everyChangeTold(AgentState before, AgentState shown) {
        Instant live = turn.policy.liveSince();
        boolean byGadget = before.source() == StateSource.GADGET && shown.source() == StateSource.GADGET;
        return byGadget || (live != null && !before.seenAt().isBefore(live));
    }

    /// Finesse publishes the last states anew after an outage of its own.
    boolean afterOutage(@Nullable AgentState before, AgentState shown) {
        Memory.Untold waiting = turn.untold;
        if (waiting != null && waiting.published() && Objects.equals(before, waiting.before())) {
            return before != null;
        }
        return published(before, waiting == null ? shown.seenAt() : waiting.toldAt());
    }

    /// @param toldAt when what followed `before` was told first, by our clock
    boolean published(@Nullable AgentState before, Instant toldAt) {
        FinesseOutage outage = turn.policy.outage();
        return before != null
                && outage != null
                && outage.between(knownUntil(before, outage), toldAt)
                && !outage.longBefore(turn.policy.liveSince());
    }

    /// A gadget tells every change: what it told stands while nothing was missed, however long ago that was.
    private Instant knownUntil(AgentState before, FinesseOutage outage) {
        boolean stands = before.source() == StateSource.GADGET && !turn.gap && missedNothingSince(before.seenAt());
        return stands && before.seenAt().isBefore(outage.since()) ? outage.since() : before.seenAt();
    }

    private boolean missedNothingSince(Instant time) {
        Instant gapAt = turn.gapAt;
        return gapAt == null || !gapAt.isAfter(time);
    }
}
