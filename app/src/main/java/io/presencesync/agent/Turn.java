package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The working copy of one decision: memory being rewritten, effects being gathered. Lives for one call only.
final class Turn {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration BETWEEN_READS = Duration.ofMillis(250);
    static final Duration MAY_STILL_LAND = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAY = Duration.ofMinutes(5);
    static final Duration LONGEST_CALL = Duration.ofHours(12);
    private static final int MOST_LOST = 4;
    private static final int MOST_OURS = 12;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    final Table table;
    final Policy policy;
    final Moment moment;
    final Instant now;
    final Instant wall;
    final List<Effect> effects = new ArrayList<>();

    @Nullable
    Presence presence;

    boolean knownBefore;

    @Nullable
    AgentState state;

    boolean gap;

    @Nullable
    Instant gapAt;

    Rest rest;

    /// When the last call was seen to be over.
    @Nullable
    Instant callEndedAt;

    boolean reading;

    /// When the state taken in was told first, by our clock: it may have waited for a read to confirm it.
    Instant toldAt;

    /// What is decided on was told just now by a direct read.
    boolean readNow;

    /// What Webex showed then.
    boolean toldBusy;

    @Nullable
    Instant firstSeenAt;

    Memory.@Nullable Previous previous;

    @Nullable
    Instant readAt;

    ServerClock clock;

    Phase phase;

    @Nullable
    Stance stance;

    boolean override;
    boolean renewed;

    @Nullable
    Instant renewedAt;

    @Nullable
    ReasonLabel restore;

    int failedTries;

    @Nullable
    Instant notBefore;

    /// Finesse's time of the state he entered from his last call.
    @Nullable
    Instant enteredFromCall;

    boolean inCall;
    boolean callBefore;
    boolean erased;
    boolean signedIn;
    boolean triedInCall;
    boolean takenOver;

    @Nullable
    String unanswered;

    Memory.@Nullable Undo undo;

    /// Ids of our last requests.
    List<String> ours;

    boolean confirmedHere;

    /// The request that was under way when things were last re-read: what it is refused for may be mended.
    @Nullable
    String beforeReload;

    @Nullable
    Dropped dropped;

    /// Ids of requests that were given up before they left.
    List<String> waiting;

    Memory.@Nullable Turned turned;

    Memory.@Nullable Untold untold;

    List<Memory.Lost> lost;

    Memory.@Nullable GivenUp givenUp;

    @Nullable
    Pause pause;

    private @Nullable Instant wake;

    Turn(Memory memory, Policy policy, Moment moment, Table table) {
        this.table = table;
        this.policy = policy;
        this.moment = moment;
        this.now = moment.now();
        this.toldAt = now;
        this.wall = moment.wall();
        this.presence = memory.presence();
        this.knownBefore = memory.knownBefore();
        this.phase = memory.phase();
        this.lost = memory.lost();
        this.givenUp = memory.givenUp();
        this.pause = memory.pause();
        Memory.Seen seen = memory.seen();
        this.state = seen.state();
        this.gap = seen.gap();
        this.gapAt = seen.gapAt();
        this.rest = seen.rest();
        this.callEndedAt = seen.callEndedAt();
        this.enteredFromCall = seen.enteredFromCall();
        this.inCall = seen.inCall();
        this.callBefore = seen.callBefore();
        this.erased = seen.erased();
        this.signedIn = seen.signedIn();
        this.reading = seen.reading();
        this.readAt = seen.readAt();
        this.turned = seen.turned();
        this.untold = seen.untold();
        this.firstSeenAt = seen.firstSeenAt();
        this.previous = seen.previous();
        this.clock = seen.clock();
        Spell spell = memory.spell();
        this.stance = spell.stance();
        this.toldBusy = busy();
        this.override = spell.override();
        this.renewed = spell.renewed();
        this.renewedAt = spell.renewedAt();
        this.restore = spell.restore();
        Memory.Tries tries = memory.tries();
        this.failedTries = tries.failed();
        this.notBefore = tries.notBefore();
        this.triedInCall = tries.inCall();
        this.takenOver = tries.takenOver();
        this.unanswered = tries.unanswered();
        this.undo = tries.undo();
        this.ours = known(tries.ours());
        this.confirmedHere = tries.confirmedHere();
        this.waiting = tries.waiting();
        this.beforeReload = tries.beforeReload();
        this.dropped = tries.dropped();
    }

    /// Whether this guard stops what it guards; a guard switched off never does.
    boolean on(Guard guard) {
        return !table.off().contains(guard);
    }

    /// Asks to be woken at this time or earlier.
    void wakeAt(Instant time) {
        if (wake == null || time.isBefore(wake)) {
            wake = time;
        }
    }

    /// A time of ours as people call it.
    Instant onWall(Instant time) {
        return wall.plus(Duration.between(now, time));
    }

    /// Asks to be woken when the clock on the wall shows this; should it be set meanwhile, everybody is woken.
    void wakeAtWall(Instant time) {
        wakeAt(now.plus(Duration.between(wall, time)));
    }

    /// Asks for a direct read, unless one is under way or nobody can read; soon, when the last one was just now.
    void read() {
        if (reading || !policy.canRead()) {
            return;
        }
        readAnew();
    }

    /// The same though a read may be under way, which was asked for too early; soon, when the last one was just now.
    void readAnew() {
        Instant earliest = readAt == null ? now : readAt.plus(BETWEEN_READS);
        if (now.isBefore(earliest)) {
            wakeAt(earliest);
            return;
        }
        reading = true;
        readAt = now;
        effects.add(new Effect.Read());
    }

    /// Asks for a direct read when the last one is at least this long ago, else to be woken then.
    void readEvery(Duration pace) {
        Instant next = readAt == null ? now : readAt.plus(pace);
        if (now.isBefore(next)) {
            wakeAt(next);
        } else {
            read();
        }
    }

    /// Counts a failed try and sets the time before which nothing is sent.
    void backOff() {
        backOff(FIRST_RETRY);
    }

    /// @param first how long after the first failed try
    void backOff(Duration first) {
        long millis = Math.min(first.toMillis() << Math.min(failedTries, 10), LONGEST_RETRY.toMillis());
        failedTries++;
        holdOff(Duration.ofMillis((long) (millis * moment.jitter())));
    }

    /// The request under way was, by all we can see, not carried out; should it be after all, we want to know it as
    /// ours.
    void giveUpOnRequest() {
        Hold hold = phase.hold();
        Sent sent = phase.sent();
        if (hold != null && sent != null) {
            Instant known = sent.answeredAt();
            boolean release = phase instanceof Phase.Releasing;
            Memory.Lost request = new Memory.Lost(hold, sent.id(), release, now.plus(MAY_STILL_LAND));
            if (!request.telling() && sent.answer() == Sent.Answer.UNCERTAIN && known != null) {
                request = request.until(known.plus(MAY_STILL_LAND));
            }
            if (!sent.mayHaveLeft()) {
                waiting = first(sent.id(), waiting);
            }
            waitFor(
                    mayFollowCall() && request.telling()
                            ? request.until(now.plus(LONGEST_CALL))
                            : notLongAfter(request, sent));
        }
        phase = phase.before();
    }

    /// What is given up when nobody waits for it any more, and Finesse is in service and has shown something else, did
    /// not land in an outage either.
    private void waitFor(Memory.Lost request) {
        FinesseOutage outage = policy.outage();
        boolean lasts = outage != null && outage.until() == null;
        if (lasts || now.isBefore(request.until())) {
            remember(request);
        } else {
            forget(request.request());
        }
    }

    /// NOT_READY waits for the end of the call, or may do so unseen.
    private boolean mayFollowCall() {
        return state != null
                && Calls.of(state.state()) != Calls.NONE
                && (gap || state.pendingState() == StateName.NOT_READY);
    }

    /// One that doubt kept waiting for is not on its way any more, however lately it is given up. Over a
    /// restart only when a hold was decided on is remembered, by the clock on the wall.
    private Memory.Lost notLongAfter(Memory.Lost request, Sent sent) {
        Instant leftAt = sent.leftAt();
        if (leftAt == null && (request.release() || !sent.mayHaveLeft())) {
            return request;
        }
        Instant since =
                leftAt == null ? now.plus(Duration.between(wall, request.hold().askedAt())) : leftAt;
        Instant latest = since.plus(LONGEST_WAY);
        return latest.isBefore(request.until()) ? request.until(latest) : request;
    }

    /// Webex shows them busy, as taken in so far.
    boolean busy() {
        return stance != null && stance.busy();
    }

    /// Changes may have been missed since this time.
    boolean gapSince(Instant time) {
        return gapAt == null || gapAt.isAfter(time);
    }

    /// We hold them, or would: not where a Not Ready of somebody else's is being ended.
    boolean holdOfOurs() {
        Hold hold = phase.hold();
        return hold != null && hold.ours();
    }

    /// A hold of ours was shown, and nothing was since that ends it.
    boolean confirmed() {
        return switch (phase) {
            case Phase.None() -> false;
            case Phase.Asked asked -> asked.confirmed() != null;
            case Phase.Held _ -> true;
            case Phase.Releasing(var held, var _) -> held.hold().ours();
        };
    }

    /// With those under way before a restart.
    private List<String> known(List<String> requests) {
        Sent sent = phase.sent();
        Stream<String> before = lost.stream().map(Memory.Lost::request);
        Stream<String> underWay = sent == null ? Stream.of() : Stream.of(sent.id());
        return Stream.of(requests.stream(), underWay, before)
                .flatMap(ids -> ids)
                .distinct()
                .limit(MOST_OURS)
                .toList();
    }

    /// A request is about to be decided on; what it changes is given back should it not leave.
    void begins(String request) {
        Phase.Asked pending = phase instanceof Phase.Asked asked ? asked : null;
        ours = first(request, shownFirst());
        undo = new Memory.Undo(request, pending, override, renewed, renewedAt, restore, triedInCall, takenOver);
    }

    /// The one whose hold shows is not forgotten, however many follow it.
    private List<String> shownFirst() {
        String shown = state == null ? null : state.requestId();
        return shown != null && ours.contains(shown)
                ? Stream.concat(Stream.of(shown), ours.stream()).distinct().toList()
                : ours;
    }

    private static List<String> first(String request, List<String> others) {
        return Stream.concat(Stream.of(request), others.stream())
                .limit(MOST_OURS)
                .toList();
    }

    /// It has left. One that was given up may do so all the same, at that very moment; a hold against an override
    /// counts from now.
    void left(String request) {
        boolean renews = undo != null && undo.request().equals(request) && renewed && !undo.renewed();
        renewedAt = renews ? now : renewedAt;
        waiting = waiting.stream().filter(other -> !other.equals(request)).toList();
    }

    /// The request under way has not left.
    void takeBack() {
        Sent sent = phase.sent();
        Memory.Undo before = undo;
        undo = null;
        if (before == null || sent == null || !before.request().equals(sent.id())) {
            phase = phase.before();
            return;
        }
        phase = before.replaced() != null ? before.replaced() : phase.before();
        underWayAgain();
        heldNobody(before);
        restore = before.restore();
        triedInCall = before.inCall();
        takenOver = before.takenOver();
    }

    /// It has left, and Finesse refused it.
    void refused(String request) {
        if (undo != null && undo.request().equals(request)) {
            heldNobody(undo);
            undo = null;
        }
    }

    /// READY chosen by hand stands as it did, against which a hold was to be renewed.
    private void heldNobody(Memory.Undo before) {
        override |= before.override();
        renewed = before.renewed();
        renewedAt = before.renewedAt();
    }

    /// The last change was none: what was known before it is the truth, and what was under way then still is.
    void goBack(Memory.Previous to) {
        state = to.state();
        phase = to.phase();
        rest = to.rest();
        override = to.override();
        firstSeenAt = null;
        untold = null;
        underWayAgain();
    }

    private void underWayAgain() {
        Sent sent = phase.sent();
        if (sent != null) {
            forget(sent.id());
        }
    }

    /// This hold shows: what asked for it has landed.
    void landed(Hold hold) {
        lost = lost.stream()
                .filter(other -> other.release() || !other.hold().equals(hold))
                .toList();
    }

    void forget(String request) {
        lost = lost.stream().filter(other -> !other.request().equals(request)).toList();
    }

    /// Of each kind: many holds given up in an outage make no release forgotten that came to be in it, nor any
    /// hold that would show another reason.
    private void remember(Memory.Lost request) {
        forget(request.request());
        List<Memory.Lost> all = Stream.concat(Stream.of(request), lost.stream().filter(this::mayLand))
                .toList();
        lost = all.stream().filter(one -> newest(all, one).contains(one)).toList();
    }

    private static List<Memory.Lost> newest(List<Memory.Lost> all, Memory.Lost kind) {
        return all.stream().filter(kind::looksLike).limit(MOST_LOST).toList();
    }

    private boolean mayLand(Memory.Lost request) {
        return now.isBefore(request.until()) || hidden(request.until());
    }

    /// Finesse was out of service when it may have landed, and tells so only afterwards.
    private boolean hidden(Instant until) {
        FinesseOutage outage = policy.outage();
        if (outage == null || until.isBefore(outage.since())) {
            return false;
        }
        Instant over = outage.until();
        return over == null || now.isBefore(over.plus(MAY_STILL_LAND));
    }

    /// What is given up before or during a call may follow after it.
    void followsCall() {
        lost = lost.stream()
                .filter(this::mayLand)
                .map(request -> request.telling() ? request.until(now.plus(LONGEST_CALL)) : request)
                .toList();
    }

    /// Nothing is known to wait for the end of a call.
    void nothingFollows() {
        Instant limit = now.plus(MAY_STILL_LAND);
        lost = lost.stream()
                .map(request -> request.until().isAfter(limit) ? request.until(limit) : request)
                .toList();
    }

    /// Requests of this kind that were given up and may still be carried out; not those that have not left, and will
    /// not.
    List<Memory.Lost> mayLand(boolean release) {
        return lost.stream()
                .filter(request -> request.release() == release && mayLand(request))
                .filter(request -> !waiting.contains(request.request()))
                .toList();
    }

    /// READY has shown, or nobody can be READY: no release given up is waited for.
    void forgetReleases() {
        lost = lost.stream().filter(request -> !request.release()).toList();
    }

    void forget(Memory.Lost request) {
        lost = lost.stream().filter(other -> !other.equals(request)).toList();
    }

    /// Something was learned of a request given up: that it was refused, or that Finesse took it only now.
    void learned(String request, boolean refused) {
        if (!refused) {
            left(request);
        }
        for (Memory.Lost one : lost) {
            if (one.request().equals(request)) {
                forget(one);
                if (!refused) {
                    remember(new Memory.Lost(one.hold(), request, one.release(), now.plus(MAY_STILL_LAND)));
                }
            }
        }
    }

    void holdOff(Duration wait) {
        notBefore = now.plus(wait);
    }

    /// Whether a request may leave; if not yet, asks to be woken then.
    boolean allowed() {
        Instant limit = notBefore;
        if (limit == null || !now.isBefore(limit)) {
            return true;
        }
        wakeAt(limit);
        return false;
    }

    void freshStart() {
        failedTries = 0;
        notBefore = null;
    }

    /// The spell is over: what people chose during it counts no more.
    void spellEnds() {
        override = false;
        renewed = false;
        undo = undo == null ? null : undo.spellOver();
        previous = previous == null ? null : previous.spellOver();
        clock = clock.spellOver();
    }

    Memory memory() {
        return new Memory(
                presence,
                knownBefore,
                new Memory.Seen(
                        state,
                        gap,
                        gapAt,
                        rest,
                        callEndedAt,
                        enteredFromCall,
                        inCall,
                        callBefore,
                        erased,
                        signedIn,
                        reading,
                        readAt,
                        clock,
                        turned,
                        untold,
                        firstSeenAt,
                        previous),
                phase,
                new Spell(stance, override, renewed, renewedAt, restore),
                new Memory.Tries(
                        failedTries,
                        notBefore,
                        triedInCall,
                        takenOver,
                        unanswered,
                        undo,
                        ours,
                        confirmedHere,
                        waiting,
                        beforeReload,
                        dropped),
                lost,
                givenUp,
                pause);
    }

    /// Effects in the order they are to be carried out, the wake-up last.
    List<Effect> effects() {
        if (wake != null) {
            effects.add(new Effect.WakeAt(wake));
        }
        return List.copyOf(effects);
    }
}
