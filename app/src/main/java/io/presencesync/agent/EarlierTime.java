package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a state told with an earlier time than the known one is old news, or news by a clock that was set back.
///
/// What was asked for directly after the known state was heard is the truth, whatever its time. Once it is known that
/// the clock was set back, so is what Finesse or the agent's desktop tells by itself; and, always, what carries the id
/// of our request that was decided on the known state. Anything else is in doubt, and a direct read decides; nothing is
/// sent before. Reads the turn, changes nothing.
final class EarlierTime {
    /// A node may answer a read by what the other one has told already for so long.
    static final Duration NODES_LAG = Duration.ofSeconds(2);

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration LONGEST_RING = Duration.ofMinutes(5);
    private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    /// What is to be made of it.
    enum Says {
        /// Its time tells: it is judged by [Newest].
        ORDERED,
        /// It is older than the known one.
        OLD,
        /// It is newer than the known one, though its time is earlier.
        TRUTH,
        /// A direct read has to tell.
        IN_DOUBT
    }

    private final Turn turn;
    private final AgentState known;
    private final AgentState next;
    private final @Nullable Instant askedAt;
    private final boolean overtaken;

    private EarlierTime(Turn turn, AgentState known, AgentEvent.StateSeen event) {
        this.turn = turn;
        this.known = known;
        this.next = event.state();
        this.askedAt = event.askedAt();
        this.overtaken = overtaken(turn, known, event);
    }

    /// After a gap other rules hold, see [Upkeep].
    static Says of(Turn turn, AgentEvent.StateSeen event) {
        AgentState known = turn.state;
        return known == null || turn.gap ? Says.ORDERED : new EarlierTime(turn, known, event).says();
    }

    /// A read was under way when the known state was told first, and shows another one with a later time: it may be one
    /// of before the clock was set back.
    static boolean overtaken(Turn turn, AgentState known, AgentEvent.StateSeen event) {
        Instant told = turn.firstSeenAt == null ? known.seenAt() : turn.firstSeenAt;
        return turn.policy.canRead()
                && event.askedAt() != null
                && before(event.askedAt(), told)
                && (event.state().state() != known.state() || Newest.anotherReason(known, event.state()))
                && Newest.earlier(known, event.state());
    }

    /// A read was asked for so soon after the known state was told first that a node may answer it by what was before.
    static boolean lagging(Turn turn, AgentState known, AgentEvent.StateSeen event) {
        AgentState next = event.state();
        Instant told = turn.firstSeenAt;
        return turn.policy.canRead()
                && next.source() == StateSource.USER_GET
                && Newest.earlier(next, known)
                && !turn.clock.noticed()
                && told != null
                && before(askedAt(turn, event), told.plus(NODES_LAG));
    }

    /// When what is told was asked for: a direct read that does not say so is the last one that we made. Null when it
    /// is not known, or nobody asked.
    static @Nullable Instant askedAt(Turn turn, AgentEvent.StateSeen event) {
        boolean readByUs = event.askedAt() == null && event.state().source() == StateSource.USER_GET;
        return readByUs ? turn.readAt : event.askedAt();
    }

    private Says says() {
        if (overtaken || crossed() || rangTooLong()) {
            return Says.IN_DOUBT;
        }
        if (overruled() && !askedSinceKnown()) {
            return exactlyOverruled() || !turn.policy.canRead() ? Says.OLD : Says.IN_DOUBT;
        }
        if (!Newest.earlier(next, known)
                || shortlyBefore()
                || (sameShown() && !anotherStamp() && !turn.clock.contradicted())) {
            return Says.ORDERED;
        }
        if (madeSince()) {
            return Says.TRUTH;
        }
        return turn.policy.canRead() ? readable() : unreadable();
    }

    /// The known state was found right after a gap, and the change to it was not told: by its later time what is told
    /// now may follow it, or be the state before it, told late with the time of a clock that was set back.
    private boolean crossed() {
        boolean byItself = next.source() == StateSource.NOTIFICATION || next.source() == StateSource.GADGET;
        boolean inOrder = next.source() == StateSource.GADGET && known.source() == StateSource.GADGET;
        return turn.policy.canRead()
                && turn.clock.setBackAt() != null
                && !turn.clock.former()
                && turn.firstSeenAt == null
                && byItself
                && !inOrder
                && next.state() != known.state()
                && Newest.earlier(known, next)
                && turn.gapAt != null
                && next.seenAt().isBefore(turn.gapAt.plus(LATE));
    }

    /// No call rings for so long: what is told to have begun after it may have been before it, by a clock that was set
    /// back since.
    private boolean rangTooLong() {
        Instant since = known.stateChangeTime();
        Instant began = next.stateChangeTime();
        return turn.policy.canRead()
                && !askedSinceKnown()
                && Calls.of(known.state()) == Calls.RINGING
                && next.state() != known.state()
                && since != null
                && began != null
                && began.isAfter(since.plus(LONGEST_RING));
    }

    /// The state before the known one, told a little late, as happens every day.
    private boolean shortlyBefore() {
        Instant since = turn.firstSeenAt;
        return since != null
                && !askedSinceKnown()
                && Newest.sameTime(known.stateChangeTime(), next.stateChangeTime())
                && next.seenAt().isBefore(since.plus(NODES_LAG));
    }

    /// The same state, begun anew since the clock was set back. Before that is noticed, two nodes may differ,
    /// unless one is asked that must know the known state.
    private boolean anotherStamp() {
        boolean tells = turn.clock.former() || !turn.policy.canRead() || askedSinceKnown() || longBefore();
        return tells && !Newest.sameTime(known.stateChangeTime(), next.stateChangeTime());
    }

    /// By more than the clocks of two nodes differ.
    private boolean longBefore() {
        Instant limit =
                known.stateChangeTime() == null ? null : known.stateChangeTime().minus(CLOCKS_DIFFER);
        return limit != null
                && next.stateChangeTime() != null
                && next.stateChangeTime().isBefore(limit);
    }

    /// By the request under way, which was decided on the known state: it came after that.
    private boolean madeSince() {
        Sent sent = turn.phase.sent();
        return sent != null
                && sent.id().equals(next.requestId())
                && Objects.equals(sent.onTime(), known.stateChangeTime());
    }

    private Says readable() {
        return switch (next.source()) {
            case USER_GET -> askedSinceKnown() ? Says.TRUTH : asked();
            case TEAM_GET -> asked();
            case NOTIFICATION, GADGET ->
                turn.clock.noticed() && !turn.clock.laterWaits(next) && !mayBeLate() ? Says.TRUTH : Says.IN_DOUBT;
        };
    }

    /// The state before the known one may be told so long after it. That clock and report may cross: the known state's
    /// time may be one of the clock that was set back already.
    private boolean mayBeLate() {
        Instant since = turn.firstSeenAt;
        return since == null || next.seenAt().isBefore(since.plus(LATE));
    }

    /// What had been asked for before the known state was heard was overtaken by it; but a list may itself have been
    /// asked for long before, what was found may have begun long before, and the time told first since we began may
    /// be one of a clock that was set back.
    private Says asked() {
        boolean before = known.source() == StateSource.TEAM_GET || turn.firstSeenAt == null;
        boolean direct = next.source() == StateSource.USER_GET;
        boolean overtakenBy = askedAt != null && askedAt.isBefore(known.seenAt()) && !(direct && before);
        return overtakenBy && !turn.clock.unsure() ? Says.OLD : Says.IN_DOUBT;
    }

    /// Nobody can be asked: what one source tells is told in order, and what was under way arrives soon.
    private Says unreadable() {
        boolean inOrder = next.source() == known.source() || turn.clock.noticed();
        boolean late = next.seenAt().isBefore(known.seenAt().plus(NODES_LAG));
        return inOrder || !late ? Says.TRUTH : Says.OLD;
    }

    /// A direct read asked for so late that every node knew the known state, if it is still the newest.
    private boolean askedSinceKnown() {
        Instant setBackAt = turn.clock.setBackAt();
        boolean sinceSetBack = turn.clock.noticed() && setBackAt != null && !before(askedAt, setBackAt);
        return next.source() == StateSource.USER_GET
                && (sinceSetBack || !before(askedAt, known.seenAt().plus(NODES_LAG)));
    }

    private static boolean before(@Nullable Instant asked, Instant limit) {
        return asked == null || asked.isBefore(limit);
    }

    /// What was found to be older than the known state is told once more, by whom it reached late.
    private boolean overruled() {
        ServerClock.Overruled old = turn.clock.overruled();
        Instant since = known.stateChangeTime();
        return old != null
                && since != null
                && since.isBefore(old.state().stateChangeTime())
                && old.toldAgain(next, turn.now);
    }

    /// At another time, however near, it may be a new one: a read tells.
    private boolean exactlyOverruled() {
        ServerClock.Overruled old = turn.clock.overruled();
        return old != null && Objects.equals(old.state().stateChangeTime(), next.stateChangeTime());
    }

    private boolean sameShown() {
        boolean told = known.reason() == null && Reason.told(next.reason());
        return next.state() == known.state() && !told && !Newest.anotherReason(known, next) && !anotherRequest();
    }

    /// Another request asked for it than for the known state; or one that the known state is not known to be by, at a
    /// time no two nodes differ by.
    private boolean anotherRequest() {
        String request = next.requestId();
        return Newest.anotherRequest(known, next)
                || (request != null
                        && !request.equals(known.requestId())
                        && !Newest.sameTime(known.stateChangeTime(), next.stateChangeTime()));
    }

    private static boolean told(AgentState state, @Nullable Instant time) {
        Instant since = state.stateChangeTime();
        return time != null
                && since != null
                && Duration.between(time, since).abs().compareTo(Newest.NODES_DIFFER) <= 0;
    }

    /// What is known of Finesse's clock once `after` is the newest state.
    static ServerClock clockAfter(Turn turn, AgentEvent.StateSeen event, AgentState after, Says told) {
        AgentState known = turn.state;
        if (known == null) {
            return atFirstSight(turn, after);
        }
        EarlierTime time = new EarlierTime(turn, known, event);
        boolean same = told(after, known.stateChangeTime());
        ServerClock clock = turn.clock.withTime(same);
        if (told == Says.TRUTH || (turn.gap && Newest.earlier(event.state(), known))) {
            return clock.overruling(known, turn.now).settled();
        }
        if (!same) {
            return clock.settledUpTo(after);
        }
        return time.confirms() ? clock.toldSince(event.askedAt()) : clock;
    }

    /// A hold remembered over a restart, which began later than what a read finds instead, showed before the clock was
    /// set back.
    private static ServerClock atFirstSight(Turn turn, AgentState found) {
        ServerClock clock = (turn.clock.unsure() ? turn.clock : turn.clock.withTime(false)).settled();
        AgentState hold = found.source() == StateSource.USER_GET ? remembered(turn, found) : null;
        return hold != null && Newest.earlier(found, hold) ? clock.overruling(hold, turn.now) : clock;
    }

    /// Before the first state since a restart, a confirmed hold that was remembered over it is what is known; null
    /// where there is none, or `told` may be that very one. What is told with an earlier time may be of before
    /// the hold, as a desktop shows it that Finesse left without news.
    static @Nullable AgentState remembered(Turn turn, AgentState told) {
        Phase.Held held = HoldDoubt.confirmed(turn.phase);
        if (held == null || held.time() == null || !turn.policy.canRead()) {
            return null;
        }
        boolean same = told.state() == StateName.NOT_READY && Newest.sameTime(told.stateChangeTime(), held.time());
        return same
                ? null
                : new AgentState(
                        StateName.NOT_READY, held.reason(), null, held.time(), StateSource.USER_GET, Instant.EPOCH);
    }

    /// The known state is told by a direct read made since. Told once more by anybody else it may have been under way
    /// for long; where nobody can be asked, that has to do.
    private boolean confirms() {
        return turn.policy.canRead() ? askedSinceKnown() : turn.gap || next.source() == StateSource.NOTIFICATION;
    }

    /// A state with an earlier time waits to be looked into.
    static void lookInto(Turn turn, AgentState known) {
        Instant earliest = known.seenAt().plus(NODES_LAG);
        if (turn.now.isBefore(earliest)) {
            turn.wakeAt(earliest);
        } else if (turn.allowed()) {
            turn.readEvery(BETWEEN_READS);
        }
    }
}
