package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Setting.Twist;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.SystemCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the checker knows of one agent: who put him where, what of it reached us, what we asked for.
final class AgentCheck {
    private static final Set<String> OUR_LABELS =
            Set.of("Webex DND", "Webex Call", "Webex Meeting", "Webex Unavailable");

    private static final Duration OUTAGE = Duration.ofMinutes(3);

    private static final Duration LATE = Duration.ofSeconds(5);

    final int agent;
    final Setting setting;
    final PresenceRecord presence;
    final StateRecord states;
    private final GivenBack givenBack;
    final OurRequests requests = new OurRequests();
    private @Nullable Rest adopted;
    private @Nullable Instant readyByHandAt;
    private final ClockDoubt clock = new ClockDoubt();
    private final HoldTimes holdTimes;
    private final Unreasoned unreasoned;
    private final ReadyByHand readyByHand = new ReadyByHand();
    private final ToldEarlier toldEarlier;
    private boolean movedUnseen;
    private @Nullable String untied;
    private int overtaken;
    private Instant overtakenAt = Instant.EPOCH;
    private Instant gapAt = Instant.EPOCH;
    private final Ghost ghost = new Ghost();
    private Instant now = Instant.EPOCH;
    private boolean mayAdopt = true;
    private boolean available;
    private ChannelKind channel;
    private int facts;
    private int factsAtRequest = -1;

    AgentCheck(int agent, Setting setting) {
        this.agent = agent;
        this.setting = setting;
        this.channel = setting.gadget() ? ChannelKind.GADGET : ChannelKind.SUPERVISOR;
        this.presence = new PresenceRecord(setting);
        this.states = new StateRecord(setting.platform());
        this.givenBack = new GivenBack(setting.platform());
        this.holdTimes = new HoldTimes(setting);
        this.toldEarlier = new ToldEarlier(setting.canRead());
        this.unreasoned = new Unreasoned(requests::contains);
    }

    /// Takes a fact in.
    void take(Instant time, Fact fact) {
        now = time;
        facts += news(fact) ? 1 : 0;
        if (!(fact instanceof Fact.Killed)) { // what turns old at that very moment is not taken in any more
            presence.look(now);
        }
        if (presence.spellSince() == null && presence.stance() != null) {
            readyByHand.spellOver();
        }
        forgetErased();
        switch (fact) {
            case Fact.Changed(Shown shown) -> changed(shown, now);
            case Fact.Reached reached -> reached(reached, now);
            case Fact.Gap(var outage) -> gap(outage, now);
            case Fact.Heard heard -> presence.heard(heard.presence(), now);
            case Fact.Doubt doubt -> doubt(doubt, now);
            case Fact.Handed handed -> {}
            case Fact.Left left -> {}
            case Fact.Notified(boolean on) -> holdTimes.notified(on);
            case Fact.OutOfService(var on) -> unreasoned.outOfService(on, now);
            case Fact.ClockSet() -> {
                clock.set();
                readyByHand.clockSet(now);
                lost();
                requests.releasesUnseen();
            }
            case Fact.ClockNoticed() -> clock.noticed();
            case Fact.Answered answered -> answered(answered);
            case Fact.Channel change -> channel(change);
            case Fact.Reloaded() -> {}
            case Fact.Killed killed -> killed(killed, now);
            case Fact.Restarted restarted -> restarted(restarted, now);
            case Fact.Settled() -> {}
            case Fact.Decided decided -> {}
            case Fact.Note note -> {}
        }
    }

    /// What reached us and was not known before; not what we did ourselves.
    private boolean news(Fact fact) {
        return switch (fact) {
            case Fact.Reached reached -> newState(reached);
            case Fact.Heard heard -> newWords(heard.presence());
            case Fact.Answered(var request, var words, var refused) ->
                requests.contains(request) && !words.startsWith("Accepted");
            case Fact.Gap ignored -> true;
            case Fact.Doubt ignored -> true;
            case Fact.Channel ignored -> true;
            case Fact.Reloaded ignored -> true;
            case Fact.Restarted ignored -> true;
            case Fact.Changed ignored -> false;
            case Fact.Handed ignored -> false;
            case Fact.Left ignored -> false;
            case Fact.Notified ignored -> false;
            case Fact.OutOfService ignored -> false;
            case Fact.ClockSet ignored -> false;
            case Fact.ClockNoticed ignored -> true;
            case Fact.Killed ignored -> false;
            case Fact.Settled ignored -> false;
            case Fact.Decided ignored -> false;
            case Fact.Note ignored -> false;
        };
    }

    private boolean newState(Fact.Reached reached) {
        Shown known = states.known();
        boolean same = known != null && known.number() == reached.shown().number();
        return !same || (reached.reasonTold() && !states.reasonTold());
    }

    private boolean newWords(Presence heard) {
        Presence before = presence.presence();
        boolean confirmed = before != null && presence.old(now);
        return before == null || confirmed || !before.sameWords(heard) || before.origin() != heard.origin();
    }

    private void changed(Shown shown, Instant now) {
        Shown before = states.truth();
        states.changed(shown);
        Rest rest = shown.pending() != null ? shown.pending() : shown.rest();
        requests.landed(rest, shown.number());
        if (before != null && readyByHand(before, shown)) {
            readyByHandAt = now;
        }
    }

    private void reached(Fact.Reached reached, Instant now) {
        Shown before = states.known();
        boolean earlier = toldEarlier(reached.shown().time());
        boolean stillInDoubt = toldEarlier.doubt() && earlier;
        toldEarlier.reached(reached, earlier || crossed(reached), before, now);
        if (!toldEarlier.doubt()) {
            readyByHand.confirmed();
            requests.confirmed();
        }
        boolean doubted = clock.lasts();
        boolean toldBefore = states.reasonTold();
        Rest restBefore = states.knownRest();
        boolean restSure = states.restSure();
        boolean step = states.reached(reached) && !doubted && !stillInDoubt;
        clock.reached(reached, before, states.truth());
        if (doubted) {
            doubted(now);
        }
        Shown known = Objects.requireNonNull(states.known());
        boolean lent = givenBack.lent();
        boolean mayBeLent = givenBack.mayBeLent();
        lent(reached, before, restBefore, restSure, known, step, doubted || stillInDoubt);
        if (before == null && mayAdopt) {
            adopt(known);
        }
        ghost.known(known, told(), plainlyOurs(known.rest()), now);
        movedUnseen = holdTimes.moved(before, toldBefore, known);
        boolean disguised = known.rest().chosen() && disguised(known.rest());
        holdTimes.known(before, toldBefore, known, states.reasonTold(), toldEarlier.doubt(), disguised);
        unreasoned.known(before, known, reached.request(), requests.holdUnderWay(), now);
        if (unreasoned(known) && !unreasoned.looksOurs(known, false)) {
            untied = known.rest().by().request();
        }
        if (before != null && before.number() > known.number()) {
            readyByHandAt = now;
            overtaken = before.number();
            overtakenAt = now;
        }
        ofRequests(before, known, now);
        requests.endHolds(hold -> !doubted && ends(hold, known, now));
        if (before != null && readyByHand(before, known)) {
            readyByHandAt = now;
        }
        if (step && before != null && before.number() < known.number() && fromNotReady(before, known)) {
            steppedFromNotReady(known, mayBeLent && !byAPerson(reached), toldEarlier.doubt(), now);
            readyByHandAt = GivenBack.looksChosen(lent, before, known) ? now : readyByHandAt;
        }
    }

    /// Told by itself right after a gap, once Finesse's clock was seen to be set back: it may be of before the gap.
    private boolean crossed(Fact.Reached reached) {
        boolean byItself = reached.source() == StateSource.NOTIFICATION || reached.source() == StateSource.GADGET;
        return setting.canRead() && byItself && clock.everNoticed() && now.isBefore(gapAt.plus(LATE));
    }

    /// Whether what is known now was lent by the system.
    private void lent(
            Fact.Reached reached,
            @Nullable Shown before,
            @Nullable Rest restBefore,
            boolean restSure,
            Shown known,
            boolean step,
            boolean doubted) {
        boolean mayBeLent = givenBack.mayBeLent();
        if (before != null) {
            boolean inReadysCall =
                    (before.inCall() || before.wrapUp()) && restBefore != null && restBefore.state() == StateName.READY;
            boolean ready = before.state() == StateName.READY;
            givenBack.known(before, known, step, states.reasonTold(), ready || (inReadysCall && restSure));
            if (doubted || (inReadysCall && !restSure)) {
                givenBack.doubted(before, known, ready || inReadysCall || mayBeLent);
            }
        }
        boolean erased = reached.reasonTold() && known.erased();
        boolean untimedAfterGap = states.unseen() && known.time() == null;
        if (erased || untimedAfterGap) {
            givenBack.doubtful();
        }
    }

    /// What is known now tells of our requests.
    private void ofRequests(@Nullable Shown before, Shown known, Instant now) {
        Rest rest = known.rest();
        boolean ready = known.state() == StateName.READY;
        boolean notReady = known.state() == StateName.NOT_READY;
        if (ready || (notReady && told())) {
            boolean erased = known.erased() && !setting.plays(Situation.NO_REASON);
            requests.seen(rest, erased, outage(now) || setting.gadget(), toldEarlier.doubt(), now);
        }
        if (notReady && rest.chosen()) {
            requests.openHolds()
                    .filter(hold -> hold.mayHaveLeft() && hold.underWay(now) && looksLike(rest, hold))
                    .forEach(hold -> hold.likeBefore = true);
        }
        overTheirs(before, known);
        if (known.state() == StateName.LOGOUT) {
            requests.signedOut(now);
        }
        boolean fresh = before == null || before.number() != known.number();
        if (ready && fresh && requests.ready(rest, outage(now) || setting.gadget(), now)) {
            readyByHandAt = now;
        }
    }

    /// A hold of ours seen right after a person's Not Ready landed on it, as far as reached us.
    private void overTheirs(@Nullable Shown before, Shown known) {
        RequestRecord hold = known.state() == StateName.NOT_READY ? requests.behind(known.rest()) : null;
        boolean onTheirs = before != null
                && before.state() == StateName.NOT_READY
                && before.number() < known.number()
                && before.rest().chosen()
                && before.rest().by().human();
        if (hold != null && onTheirs && hold.version == known.number()) {
            hold.likeBefore = true;
        }
    }

    /// What is taken in while nobody can tell the newest may be taken for a step, or not.
    private void doubted(Instant now) {
        readyByHandAt = now;
        holdTimes.gap(false, now);
        unreasoned.doubted();
    }

    /// After so long without its reason nothing tells that it is ours; a reason found later is late.
    private void forgetErased() {
        Shown known = states.known();
        if (known == null || known.state() != StateName.NOT_READY || outage(now)) {
            return;
        }
        if (known.erased() && !unreasoned(known)) {
            untied = known.rest().by().request();
        }
    }

    /// Told to be somebody else's request.
    private boolean byAPerson(Fact.Reached reached) {
        String request = reached.request();
        return request != null && !requests.contains(request);
    }

    /// A human chose READY, at once or for after his call.
    private static boolean readyByHand(Shown before, Shown after) {
        Rest pending = after.pending();
        if (pending != null && pending.state() == StateName.READY && !pending.equals(before.pending())) {
            return pending.by().human();
        }
        boolean now = after.state() == StateName.READY && !after.rest().equals(before.rest());
        return now && after.rest().by().human();
    }

    private void gap(boolean outage, Instant now) {
        states.gap();
        holdTimes.gap(outage, now);
        unreasoned.gap(outage, now);
        toldEarlier.gap(now);
        gapAt = now;
    }

    /// So soon after an outage Finesse may still find what it lost.
    boolean outage(Instant now) {
        return now.isBefore(gapAt.plus(OUTAGE));
    }

    private void adopt(Shown known) {
        mayAdopt = false;
        Reason reason = known.reason();
        if (reason != null && reason.label() != null && OUR_LABELS.contains(reason.label())) {
            adopted = known.rest();
        }
    }

    /// Whether what is known ends a hold, whoever brought it about.
    private boolean ends(RequestRecord hold, Shown known, Instant now) {
        if (!hold.past(known.number(), now)) {
            return false;
        }
        return switch (known.state()) {
            case READY, LOGOUT -> true;
            case NOT_READY -> told() && !looksOurs(known, hold) && !SystemCodes.any(setting.platform(), known.reason());
            case TALKING, HOLD, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, WORK, WORK_READY, UNKNOWN ->
                false;
        };
    }

    private boolean looksOurs(Shown known, RequestRecord hold) {
        if (unreasoned(known)) {
            return !unreasoned.looksTheirs(known);
        }
        boolean estranged = movedUnseen && hold.seen && !hold.byGadget();
        return looksLike(known.rest(), hold) && !estranged;
    }

    /// Shown without a reason where that tells nothing.
    private boolean unreasoned(Shown shown) {
        return setting.plays(Situation.NO_REASON) && Unreasoned.withoutReason(shown);
    }

    /// What reason, or what else, tells that this hold is ours. Once nothing tied it to us, a reason found later is
    /// late.
    boolean reasonTells(Shown shown) {
        if (untied != null && untied.equals(shown.rest().by().request())) {
            return false;
        }
        return unreasoned(shown) ? unreasoned.looksOurs(shown, outage(now)) : !shown.erased();
    }

    /// Told with an earlier time than what was known: unless it was read directly, a read has to confirm it.
    /// Should that read tell a time that is earlier still, nobody knows in which order the three came.
    private boolean toldEarlier(@Nullable Instant time) {
        Instant known = states.time();
        return time != null && known != null && time.isBefore(known);
    }

    /// A state that had reached us once before is none that follows.
    private boolean fromNotReady(Shown before, Shown known) {
        return before.state() == StateName.NOT_READY && known.number() > overtaken;
    }

    /// @param givenBack by all that reached us the system gave READY back
    /// @param doubtful a read has to confirm it
    private void steppedFromNotReady(Shown known, boolean givenBack, boolean doubtful, Instant now) {
        boolean byHand = known.state() == StateName.READY && known.rest().by().human();
        boolean ours = ghost.lasts(now)
                || requests.stream().anyMatch(request -> request.underWay(now) || (outage(now) && request.open()));
        Wish stance = presence.stance();
        if (byHand && !givenBack && !ours && stance != null && (stance.busy() || readyByHand.stands())) {
            readyByHand.chosen(doubtful, now);
        }
    }

    private void channel(Fact.Channel change) {
        available = change.available();
        channel = change.kind();
    }

    private void doubt(Fact.Doubt doubt, Instant now) {
        if (doubt.on()) {
            presence.doubted(now);
        }
    }

    private void answered(Fact.Answered answered) {
        requests.answered(answered, now);
        if (answered.words().equals("NotSent") || answered.refused()) {
            readyByHand.keptBack(answered.request());
        }
    }

    /// What waited for a read to confirm it may be lost.
    private void lost() {
        if (toldEarlier.doubt()) {
            holdTimes.lost(states.known());
        }
    }

    /// A request remembered but not handed over is one that may have been sent.
    private void killed(Fact.Killed killed, Instant now) {
        available = available && setting.supervisor();
        channel = setting.supervisor() ? ChannelKind.SUPERVISOR : ChannelKind.GADGET;
        presence.forgotten();
        readyByHand.killed();
        requests.killed();
        holdTimes.killed(toldEarlier.doubt() ? null : states.known(), states.reasonTold());
        lost();
        toldEarlier.forgotten();
        if (!killed.words().equals("somewhere")) {
            ghost.begins(now);
        }
    }

    private void restarted(Fact.Restarted restarted, Instant now) {
        gap(false, now);
        states.restarted();
        clock.forgotten();
        unreasoned.forgotten();
        givenBack.forgotten();
        mayAdopt = restarted.emptyStore();
    }

    /// Notes a request handed to the channel, after it was judged.
    void handed(StateRequest request, Instant now) {
        RequestRecord entry = new RequestRecord(
                request,
                now,
                presence.turns(),
                Objects.requireNonNull(states.known()).number());
        requests.add(entry, now);
        factsAtRequest = facts;
    }

    /// Somebody else's NOT_READY, recognisable as such by what reached us. Disguised is what looks the same as our own
    /// hold, made while that hold stood or was under way; or what we took over at the first start.
    boolean recognised(Rest rest) {
        return rest.chosen() && !rest.equals(adopted) && !disguised(rest) && !triedAgain(rest);
    }

    /// On CCX a call outside the queue refuses READY until it is over, and says nothing when it is: a release of a held
    /// agent is tried again and again.
    private boolean triedAgain(Rest rest) {
        return !setting.cce() && mayBeHeld() && SystemCodes.aroundCall(setting.platform(), rest.reason());
    }

    /// By all we can know; doubt may hide for three minutes that a hold has ended.
    private boolean mayBeHeld() {
        Rest rest = states.knownRest();
        RequestRecord last = requests.lastHold();
        boolean lately = last != null && now.isBefore(last.handedAt.plus(OUTAGE));
        return requests.holdOpen()
                || lately
                || ghost.lasts(now)
                || (rest != null && rest.by().ours());
    }

    /// Whether the reason of what is known was told; so soon after an outage, -1 tells nothing.
    private boolean told() {
        Shown known = states.known();
        boolean minusOne =
                known != null && known.reason() != null && known.reason().none();
        return states.reasonTold() && !(minusOne && outage(now));
    }

    /// The same for what is pending in a call: Finesse tells its state, but not its reason.
    boolean recognisedPending(Rest pending) {
        return pending.chosen() && !requests.holdOpen();
    }

    private boolean disguised(Rest rest) {
        boolean told = told();
        Shown shown = states.known();
        if (shown != null && shown.rest().equals(rest) && unreasoned.mayLookOurs(shown)) {
            return true;
        }
        boolean without = setting.plays(Situation.NO_REASON) && withoutReason(rest);
        boolean mayBeGhost = ghost.lasts(now) && (!told || without || plainlyOurs(rest));
        if (mayBeGhost || ghost.tookFor(rest)) {
            return true;
        }
        if (without) {
            Shown known = states.known();
            return requests.openHolds().anyMatch(RequestRecord::mayHaveLeft)
                    && (known == null || !unreasoned.looksTheirs(known));
        }
        return requests.openHolds().filter(RequestRecord::mayHaveLeft).anyMatch(hold -> !told || looksLike(rest, hold));
    }

    private boolean withoutReason(Rest rest) {
        Shown known = states.known();
        boolean erased = known != null && known.erased() && known.rest().equals(rest);
        return rest.reason() == null || erased;
    }

    /// Shows a reason of ours, as only a gadget can ask for.
    static boolean byGadget(Rest rest) {
        Reason reason = rest.reason();
        return reason != null && reason.label() != null && OUR_LABELS.contains(reason.label());
    }

    /// As any hold of ours would show.
    private boolean plainlyOurs(Rest rest) {
        Reason reason = rest.reason();
        if (reason == null) {
            return false;
        }
        boolean bySupervisor = setting.supervisor()
                && Integer.valueOf(setting.platform().supervisorCode()).equals(reason.code());
        return bySupervisor || (setting.gadgets() && byGadget(rest));
    }

    private boolean looksLike(Rest rest, RequestRecord hold) {
        Reason reason = rest.reason();
        if (reason == null) {
            return false;
        }
        return hold.byGadget()
                ? Objects.equals(reason.label(), hold.label())
                : Integer.valueOf(setting.platform().supervisorCode()).equals(reason.code());
    }

    /// With `restore: always` also a NOT_READY without a reason, or with the supervisor's code.
    boolean restorable(Rest rest, Instant now) {
        Shown known = states.known();
        boolean lostForGood = known != null && known.erased() && !outage(now);
        Reason reason = rest.reason();
        boolean plain = reason == null
                || lostForGood
                || Integer.valueOf(setting.platform().supervisorCode()).equals(reason.code());
        return setting.twist() == Twist.ALWAYS && plain;
    }

    /// A request, or a hold taken over, that makes this rest ours.
    boolean ours(Rest rest) {
        return rest.state() == StateName.NOT_READY && (rest.by().ours() || rest.equals(adopted) || disguised(rest));
    }

    ReadyByHand readyByHand() {
        return readyByHand;
    }

    /// Our hold cannot be told from a human supervisor's any more.
    boolean estranged() {
        Shown truth = states.truth();
        return holdTimes.estranged()
                || (truth != null && (truth.number() <= overtaken || underWayWhenOvertaken(truth)));
    }

    private boolean underWayWhenOvertaken(Shown truth) {
        RequestRecord hold = requests.behind(truth.rest());
        return hold != null && !hold.handedAt.isAfter(overtakenAt);
    }

    /// Nobody can tell what is the newest: Finesse's clock was set back, or something later than what is taken for
    /// known
    /// reached us before it and the times, by which they could be ordered, are lost.
    boolean unordered() {
        Shown known = states.known();
        return clock.lasts() || (known != null && known.number() < overtaken);
    }

    /// What is known was told with an earlier time than what was known before, and waits for a read to confirm it.
    boolean toldInDoubt() {
        return toldEarlier.doubt();
    }

    /// Which channel acts.
    ChannelKind channel() {
        return channel;
    }

    boolean available() {
        return available;
    }

    /// A human chose READY since the present spell began.
    boolean readyByHandInThisSpell() {
        Instant spell = presence.spellSince();
        return readyByHandAt != null && spell != null && !readyByHandAt.isBefore(spell);
    }

    /// Whether anything at all reached us since the last request.
    boolean news() {
        return facts != factsAtRequest;
    }

    static boolean signIn(Rest rest) {
        return rest.by().who() == By.Who.SIGN_IN;
    }
}
