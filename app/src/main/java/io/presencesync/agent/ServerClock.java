package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of the clock by which Finesse told the time of the known state: only times of one clock have an order.
///
/// @param setBackAt when it was last noticed, by our clock, that Finesse's was set back; null when never
/// @param former the known state's time was told before that; or perhaps was: it is the first one told since we began,
///     and nobody knows what happened before
/// @param overruled a state that turned out to be older than one with an earlier time; null when none
/// @param contradictions what was told with an earlier time and may be the newer state all the same, in the order told;
///     empty when nothing waits to be looked into
record ServerClock(
        @Nullable Instant setBackAt,
        boolean former,
        @Nullable Overruled overruled,
        List<Contradiction> contradictions) {
    private static final int MOST = 4;
    static final Duration LATEST = Duration.ofSeconds(30);

    /// Nothing was told by it yet.
    static final ServerClock UNKNOWN = new ServerClock(null, true, null, List.of());

    /// Never known to have been set back.
    static final ServerClock STEADY = new ServerClock(null, false, null, List.of());

    /// An old state that may be told once more, by whom it reached late.
    ///
    /// @param until our clock; nobody is that late
    record Overruled(AgentState state, Instant until) {
        boolean toldAgain(AgentState told, Instant now) {
            return now.isBefore(until) && !another(told) && Newest.sameChange(state, told);
        }

        /// One source tells the same of one change each time, but for a list without reasons, to which another source
        /// added one; its time, too, where it is but one node that speaks.
        private boolean another(AgentState told) {
            boolean untold = told.source() == StateSource.TEAM_GET && told.reason() == null;
            boolean anotherReason = !untold && !Objects.equals(state.reason(), told.reason());
            boolean oneNode = told.source() == StateSource.GADGET || told.source() == StateSource.NOTIFICATION;
            boolean anotherTime = oneNode && !Objects.equals(state.stateChangeTime(), told.stateChangeTime());
            return state.source() == told.source() && (anotherReason || anotherTime);
        }
    }

    /// A state told that is not taken in yet.
    ///
    /// @param first as it was told first
    /// @param latest as it was told last
    /// @param unseen changes may have been missed between the known state and it
    /// @param gapAt when that last happened before it was told first; null when not known
    /// @param busy Webex showed them busy when it was told first, and that spell lasts
    record Contradiction(
            AgentState first,
            AgentState latest,
            boolean unseen,
            @Nullable Instant gapAt,
            boolean busy) {
        /// Changes may have been missed between what waited before it, or the known state, and it.
        boolean unseenSince(@Nullable Contradiction last) {
            return unseen && (last == null || gapAt == null || gapAt.isAfter(last.shownBefore(this)));
        }

        private Instant shownBefore(Contradiction next) {
            boolean before = latest.seenAt().isBefore(next.first.seenAt());
            return before ? latest.seenAt() : first.seenAt();
        }

        boolean tellsOf(AgentState truth) {
            return Newest.sameChange(first, truth);
        }

        /// Finesse was out of service between the two.
        boolean published(AgentState newest, @Nullable FinesseOutage outage) {
            return outage != null && outage.between(latest.seenAt(), newest.seenAt());
        }

        /// Nothing in between can have made another of it. Who was READY and is so still was set so by a person,
        /// whatever came in between.
        boolean stands(AgentState newest, @Nullable FinesseOutage outage) {
            return newest.state() == StateName.READY || published(newest, outage);
        }

        /// By a list or read so late that it cannot tell what was before the known state.
        boolean listedSince(AgentState known) {
            boolean listed = latest.source() == StateSource.TEAM_GET || latest.source() == StateSource.USER_GET;
            return listed && latest.seenAt().isAfter(known.seenAt().plus(EarlierTime.LATE));
        }

        /// It is later than what was read, and was told first when the read was under way already; or than what was
        /// told by itself, and only a read can tell.
        boolean follows(AgentState read, @Nullable Instant askedAt) {
            return Newest.earlier(read, first) && (askedAt == null || toldSince(askedAt));
        }

        private boolean toldSince(@Nullable Instant askedAt) {
            return askedAt != null && first.seenAt().isAfter(askedAt);
        }

        /// Only who is READY is offered a call.
        boolean offered(AgentState known, AgentState newest) {
            return known.state() == StateName.NOT_READY
                    && latest.state() == StateName.READY
                    && Calls.of(newest.state()) == Calls.RINGING;
        }

        private Contradiction spellOver() {
            return new Contradiction(first, latest, unseen, gapAt, false);
        }

        private Contradiction toldAgain(AgentState told) {
            return tellsOf(told) ? new Contradiction(first, Newest.of(latest, told), unseen, gapAt, busy) : this;
        }
    }

    /// The known state's time was told before it was noticed that the clock was set back.
    boolean noticed() {
        return former && setBackAt != null;
    }

    /// It may have been set back unnoticed since the known state's time was told.
    boolean unsure() {
        return former && setBackAt == null;
    }

    ServerClock setBack(Instant now) {
        return new ServerClock(now, true, overruled, contradictions);
    }

    /// @param gapAt when changes were last missed, or may have been
    ServerClock contradicted(AgentState told, boolean unseen, @Nullable Instant gapAt, boolean busy) {
        if (contradictions.stream().anyMatch(each -> each.tellsOf(told))) {
            return waiting(contradictions.stream().map(each -> each.toldAgain(told)));
        }
        Stream<Contradiction> known = contradictions.stream().skip(Math.max(0, contradictions.size() + 1 - MOST));
        return waiting(Stream.concat(known, Stream.of(new Contradiction(told, told, unseen, gapAt, busy))));
    }

    private ServerClock waiting(Stream<Contradiction> all) {
        return new ServerClock(setBackAt, former, overruled, all.toList());
    }

    /// Something that waits has a later time than this.
    boolean laterWaits(AgentState told) {
        return contradictions.stream().anyMatch(each -> Newest.earlier(told, each.first()));
    }

    /// With what waits still, for it follows what was read; or may, where that is the first thing known: nobody knows
    /// by which clock the one and the other were told.
    ServerClock keeping(ServerClock before, AgentState read, @Nullable Instant askedAt, boolean first) {
        return waiting(before.contradictions.stream()
                .filter(each ->
                        each.follows(read, askedAt) || (first && each.toldSince(askedAt) && !each.tellsOf(read))));
    }

    /// What waited and was shown after the known state, once a newest one with an earlier time than that proves that
    /// the clock was set back: what has a time no later than the newest, which may be the last of them itself.
    /// That one counts from when it was told first also where the known state was read meanwhile. What was
    /// listed long after the known state was shown after it whatever its time: the clock was set back twice. So was
    /// READY after a Not Ready once a call is offered.
    ///
    /// @param askedAt when the newest one was read; null where it was not
    List<Contradiction> between(@Nullable AgentState known, AgentState newest, @Nullable Instant askedAt) {
        if (known == null) {
            return List.of();
        }
        boolean setBack = Newest.earlier(newest, known);
        return contradictions.stream()
                .filter(each -> !each.follows(newest, askedAt))
                .filter(each -> each.tellsOf(newest)
                        || (Newest.earlier(each.first(), newest) && (setBack || Newest.earlier(known, each.first())))
                        || ((setBack || former) && (each.listedSince(known) || each.offered(known, newest))))
                .toList();
    }

    /// What waited last, where the newest shows the same, and no more its time, or another because Finesse published
    /// it anew; null when nothing did. Not where the known state was told since Finesse was back.
    @Nullable
    Contradiction toldAnew(@Nullable AgentState known, AgentState newest, @Nullable FinesseOutage outage) {
        boolean changed = known != null && known.state() != newest.state();
        boolean knownSince = known != null && outage != null && outage.overAt(known.seenAt());
        if (contradictions.isEmpty() || !changed || knownSince) {
            return null;
        }
        Contradiction last = contradictions.getLast();
        boolean anew = newest.stateChangeTime() == null || last.published(newest, outage);
        return anew && last.latest().state() == newest.state() ? last : null;
    }

    /// Something waits to be looked into.
    boolean contradicted() {
        return !contradictions.isEmpty();
    }

    /// What was told in a busy spell that is over is no choice against the next.
    ServerClock spellOver() {
        return waiting(contradictions.stream().map(Contradiction::spellOver));
    }

    /// The known state's time is the one it was, or not.
    ServerClock withTime(boolean same) {
        return new ServerClock(setBackAt, former && same, overruled, contradictions);
    }

    ServerClock overruling(AgentState state, Instant now) {
        return new ServerClock(setBackAt, former, new Overruled(state, now.plus(LATEST)), contradictions);
    }

    /// The state that turned out to be older is told once more.
    boolean overruledAgain(AgentState told, Instant now) {
        return overruled != null && overruled.toldAgain(told, now);
    }

    /// A read confirms the known state; what was told only when it was under way waits still.
    ServerClock toldSince(@Nullable Instant askedAt) {
        return waiting(contradictions.stream().filter(each -> each.toldSince(askedAt)));
    }

    /// What waits and has a later time than the newest state waits still.
    ServerClock settledUpTo(AgentState newest) {
        return waiting(contradictions.stream().filter(each -> Newest.earlier(newest, each.first())));
    }

    ServerClock settled() {
        return new ServerClock(setBackAt, former, overruled, List.of());
    }
}
