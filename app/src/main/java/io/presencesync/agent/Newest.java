package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of two agent states is the newer truth: the newest stateChangeTime wins; equal times: the better source;
/// without times: the one heard last. A field a source does not deliver stays what it was.
final class Newest {
    /// Two nodes stamp the same change a little differently.
    static final Duration NODES_DIFFER = Duration.ofMillis(100);

    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    private Newest() {}

    /// The truth after hearing `next`.
    static AgentState of(@Nullable AgentState known, AgentState next) {
        if (known == null) {
            return next;
        }
        Instant before = known.stateChangeTime();
        Instant after = next.stateChangeTime();
        if (before == null || after == null) {
            return next.state() == known.state() && after == null && !anotherReason(known, next)
                    ? confirmed(known, next)
                    : next;
        }
        if (close(before, after) && sameShown(known, next) && !anotherRequest(known, next)) {
            return confirmed(known, next);
        }
        int order = after.compareTo(before);
        return order > 0 ? next : order < 0 ? known : atSameTime(known, next);
    }

    /// The truth after hearing `next`, which was asked for since `known` was heard: it shows the known state
    /// still where its time is as near to the known one as nodes and clocks differ.
    static AgentState since(AgentState known, AgentState next) {
        boolean still = earlier(next, known)
                && sameTime(known.stateChangeTime(), next.stateChangeTime())
                && sameShown(known, next)
                && !anotherReason(known, next)
                && !anotherRequest(known, next);
        return still ? confirmed(known, next) : of(known, next);
    }

    /// Whether two times can be those of one change.
    static boolean close(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(NODES_DIFFER) <= 0;
    }

    /// Whether two times can be those of one change, as far as nodes and clocks differ; one that is not told can be
    /// any.
    static boolean sameTime(@Nullable Instant one, @Nullable Instant other) {
        return one == null
                || other == null
                || Duration.between(one, other).abs().compareTo(SAME_TIME) <= 0;
    }

    /// Its time is told, and is before the other's.
    static boolean earlier(AgentState one, AgentState other) {
        Instant time = one.stateChangeTime();
        return time != null && other.stateChangeTime() != null && time.isBefore(other.stateChangeTime());
    }

    /// A reason is told, and it is not the known one: nobody's earlier telling, better as its source may be, outlasts
    /// it.
    static boolean anotherReason(AgentState known, AgentState next) {
        Reason told = next.reason();
        Reason before = known.reason();
        return Reason.told(told) && before != null && (before.none() || before.contradicts(told));
    }

    /// The same state, and not with another reason: a reason may be changed within the time that nodes differ by.
    private static boolean sameShown(AgentState known, AgentState next) {
        Reason reason = known.reason();
        return next.state() == known.state() && (reason == null || !reason.contradicts(next.reason()));
    }

    private static AgentState atSameTime(AgentState known, AgentState next) {
        if (next.state() == known.state()) {
            return confirmed(known, next);
        }
        return next.source().compareTo(known.source()) <= 0 ? next : known;
    }

    /// The same state heard again: younger, and with every field that either delivered.
    private static AgentState confirmed(AgentState known, AgentState next) {
        boolean better = next.source().compareTo(known.source()) <= 0;
        boolean asKnown = next.reason() == null || (!better && Reason.told(known.reason()));
        Reason reason = asKnown ? known.reason() : next.reason();
        StateName pending = next.pendingState() == null ? known.pendingState() : next.pendingState();
        Instant time = later(known.stateChangeTime(), next.stateChangeTime());
        return new AgentState(next.state(), reason, pending, time, next.source(), next.seenAt(), request(known, next));
    }

    /// What is to be believed whatever its time; of the change that was known already it is known still who asked.
    static AgentState instead(@Nullable AgentState known, AgentState next) {
        return known != null && sameChange(known, next) ? withKnown(known, next) : next;
    }

    /// Of the same change it is still known what this source does not deliver.
    private static AgentState withKnown(AgentState known, AgentState next) {
        boolean untold = next.reason() == null && next.state() == known.state();
        return new AgentState(
                next.state(),
                untold ? known.reason() : next.reason(),
                next.pendingState(),
                next.stateChangeTime(),
                next.source(),
                next.seenAt(),
                request(known, next));
    }

    /// Whether both tell of one change: the same state, begun at the same time.
    static boolean sameChange(AgentState known, AgentState next) {
        Instant before = known.stateChangeTime();
        Instant after = next.stateChangeTime();
        return before != null
                && after != null
                && close(before, after)
                && sameShown(known, next)
                && !anotherRequest(known, next);
    }

    /// Two requests make two changes, however shortly after one another.
    static boolean anotherRequest(AgentState known, AgentState next) {
        String one = known.requestId();
        String other = next.requestId();
        return one != null && other != null && !one.equals(other);
    }

    /// The request belongs to the change: a source that tells the same change without one does not take it away.
    private static @Nullable String request(AgentState known, AgentState next) {
        return next.requestId() == null ? known.requestId() : next.requestId();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
