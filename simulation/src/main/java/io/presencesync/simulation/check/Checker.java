package io.presencesync.simulation.check;

import static io.presencesync.simulation.check.Promise.*;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Setting.Twist;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.SystemCodes;
import io.presencesync.simulation.history.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Judges every request as it is made and as it leaves, and every agent when faults have ended.
///
/// What "Finesse agrees with the decision" means in the corners:
///
/// - signed out, in a call, in wrap-up, ringing, channel gone, presence stale or told to be ignored: nothing is
/// demanded;
/// - READY while busy is right when a human chose READY since the spell began, whether we could see it as a step or
/// not;
/// - a hold by supervisor shows no label, so any busy presence agrees with it;
/// - a NOT_READY whose reason Finesse lost in a fail-over need not be released while the reason is lost;
/// - a hold by supervisor whose time changed in a call that we did not see need not be released: a human
///   supervisor's looks the same;
/// - nor, where something may have been missed, one told at another time after a NOT_READY told without its reason;
/// - a NOT_READY without a reason told again within 2 s, by which the times of two nodes differ, may be taken for the
///   same, unless a person's request is told;
/// - nor one after a call that was told with an earlier time than the known state, where we were killed, or
///   Finesse's clock was set back once more, before a read confirmed it;
/// - nor a gadget's reason that lands on a supervisor's hold which nobody can know to be ours:
///   what lands by gadget on a person's choice is theirs;
/// - nor one told again at another time without its reason, or with a time earlier than the known one after an outage,
///   where we were killed before the reason was found, or a read had confirmed it;
/// - where READY that our release brought was told so, and we were killed, or Finesse's clock was set back once more,
///   before a read confirmed it, the next READY may be taken for it, whatever was told after it in the same doubt;
/// - where a hold of ours was told so and we were killed, another that looks the same may be taken for it;
/// - where Finesse lost the times and reports overtake each other, a state of the past may have been taken for the
///   present: nothing is demanded of that hold, and a READY may have been taken for his own;
/// - a hold of ours that landed unseen during an outage and reached us more than 30 s after it was asked for need not
/// be
///   recognised: requests given up are waited for so long;
/// - a hold of ours that landed over a NOT_READY chosen while it was on its way may stay or end: we cannot know;
/// - READY after a code that the system takes back, seen to have begun in READY, may be taken for the system's, unless
///   a person's request is told; where that beginning did not reach us, what the system gave back may be taken for
///   theirs; where Finesse lost that code, or tells it after a gap without a time, it may be taken for either;
/// - READY of ours that follows a sign-out, or that an outage hid until more than 30 s after it was asked for, may be
///   taken for a person's;
/// - READY pressed while busy may be lost where it was told with an earlier time than the known state, or by a read
///   asked for before that was told, and we were killed, or Finesse's clock was set back once more, before a read
///   confirmed it;
/// - a NOT_READY without a reason that follows READY as our hold would, told while nobody can tell by times what is the
///   newest, may be taken for it, also where a sign-out and a sign-in lie between;
/// - somebody who chooses the very reason of our standing hold again is taken as still held: it looks the same.
public final class Checker implements Witness {
    /// Where nothing settles, so long all the same.
    private static final Duration SOON = Duration.ofSeconds(1);
    /// A source that came back may have said something else a moment ago: settling, asking and showing take this long.
    private static final Duration TO_SETTLE = Duration.ofSeconds(20);

    private final Setting setting;
    private final AgentCheck[] agents;

    public Checker(Setting setting, int agents) {
        this.setting = setting;
        this.agents = IntStream.range(0, agents)
                .mapToObj(agent -> new AgentCheck(agent, setting))
                .toArray(AgentCheck[]::new);
    }

    @Override
    public void see(Instant now, int agent, Fact fact) {
        AgentCheck check = agents[agent];
        check.take(now, fact);
        switch (fact) {
            case Fact.Handed(StateRequest request) -> {
                new Handed(check, request, now).judge();
                check.handed(request, now);
            }
            case Fact.Left(StateRequest request) -> new Leaving(check, request, now).judge();
            case Fact.Settled() -> new Settling(check, now).judge();
            default -> {}
        }
    }

    private static boolean byGadget(StateRequest request) {
        return request.channel() == ChannelKind.GADGET;
    }

    /// The promises about one agent at one moment.
    private abstract class Judgement {
        final AgentCheck check;
        final Instant now;

        Judgement(AgentCheck check, Instant now) {
            this.check = check;
            this.now = now;
        }

        void promise(Promise promise, boolean kept, String how) {
            if (!kept) {
                throw new BrokenPromise(promise, check.agent, now, how);
            }
        }

        /// What is wanted has lasted long enough.
        boolean settled(boolean hold) {
            Duration settle = hold ? setting.settleHold() : setting.settleRelease();
            return !now.isBefore(check.presence.since().plus(settle));
        }

        /// Finesse's state, as known, allows this request.
        void state(Shown known, StateRequest request) {
            boolean hold = request.target() == TargetState.NOT_READY;
            if (check.unordered()) {
                return;
            }
            switch (known.state()) {
                case READY -> promise(ONLY_HELD_ARE_RELEASED, hold, "he was READY");
                case NOT_READY, LOGOUT -> {}
                case WORK, WORK_READY ->
                    promise(WRAP_UP_IS_HIS, hold && setting.twist() == Twist.CUT, "he was in " + known.state());
                case RESERVED, RESERVED_OUTBOUND_PREVIEW, UNKNOWN ->
                    promise(CALLS_ARE_LEFT_ALONE, false, "he was " + known.state());
                case RESERVED_OUTBOUND ->
                    promise(CALLS_ARE_LEFT_ALONE, hold && own(request), "he was " + known.state());
                case TALKING, HOLD -> inCall(request, hold);
            }
        }

        private boolean own(StateRequest request) {
            return byGadget(request) && setting.cce();
        }

        private void inCall(StateRequest request, boolean hold) {
            Rest rest = check.states.knownRest();
            boolean restedReady = rest == null
                    ? check.requests.pendingTaken(now)
                    : rest.state() == StateName.READY || check.ours(rest);
            if (hold) {
                promise(CALLS_ARE_LEFT_ALONE, byGadget(request) && restedReady, "in a call, rested " + rest);
            } else {
                boolean pendingOurs = check.requests.holdMayBePending(now);
                promise(CALLS_ARE_LEFT_ALONE, own(request) && pendingOurs, "in a call, nothing of ours pending");
            }
        }
    }

    /// As a request is made.
    private final class Handed extends Judgement {
        private final StateRequest request;
        private final boolean hold;

        Handed(AgentCheck check, StateRequest request, Instant now) {
            super(check, now);
            this.request = request;
            this.hold = request.target() == TargetState.NOT_READY;
        }

        void judge() {
            Shown known = check.states.known();
            promise(NOTHING_BLINDLY, known != null, "asked for " + request.target() + " though no state was seen");
            presenceDecides();
            noFight();
            state(Objects.requireNonNull(known), request);
        }

        private void presenceDecides() {
            Wish wish = check.presence.wish(now);
            promise(
                    PRESENCE_DECIDES,
                    hold ? wish.busy() : wish.free(),
                    request.target() + " while the presence says " + wish);
            if (setting.twist() == Twist.HOURS || check.presence.old(now)) {
                return;
            }
            promise(PRESENCE_DECIDES, settled(hold), request.target() + " before the presence had settled");
            if (hold && byGadget(request)) {
                promise(ALWAYS_A_REASON, request.label() != null, "no reason");
                String label = Objects.requireNonNull(request.label()).value();
                promise(REASON_BY_RULE, label.equals(wish.label()), label + " while the rule says " + wish.label());
            }
        }

        private void noFight() {
            RequestRecord last = check.requests.last();
            if (last == null) {
                return;
            }
            boolean soon =
                    now.isBefore(last.handedAt.plus(atLeast(hold ? setting.settleHold() : setting.settleRelease())));
            promise(NO_FIGHT, !soon || check.news(), "two requests without anything new");
            boolean turned = last.hold() == hold || last.turns != check.presence.turns();
            promise(NO_FIGHT, turned, "READY and Not Ready in turn while the presence stayed the same");
        }

        private static Duration atLeast(Duration settle) {
            return settle.compareTo(SOON) < 0 ? SOON : settle;
        }
    }

    /// As a request leaves.
    private final class Leaving extends Judgement {
        private final StateRequest request;
        private final boolean hold;

        Leaving(AgentCheck check, StateRequest request, Instant now) {
            super(check, now);
            this.request = request;
            this.hold = request.target() == TargetState.NOT_READY;
        }

        void judge() {
            Shown known = check.states.known();
            if (known == null) {
                throw new BrokenPromise(NOTHING_BLINDLY, check.agent, now, "no state was seen");
            }
            boolean first = check.requests.leaves(request.id());
            boolean told = first || !check.toldInDoubt();
            promise(
                    SIGNED_OUT_GET_NOTHING,
                    known.state() != StateName.LOGOUT || check.unordered() || !told,
                    request.target() + " to a signed-out agent");
            stillWanted();
            if (first && (setting.plays(Situation.BURSTS) || setting.auto())) {
                decidedAnew(known);
            }
            if (told && (first || tells(known))) {
                choiceStands(known);
            }
            readyByHandStands(known);
        }

        /// What is sent once more does nothing where it came before, or where the desktop shows another state. It stops
        /// only where a person's choice shows plainly.
        private boolean tells(Shown known) {
            Reason reason = known.reason();
            return reason != null && !reason.none() && !SystemCodes.any(setting.platform(), reason);
        }

        private void stillWanted() {
            Wish stance = Objects.requireNonNull(check.presence.stance());
            promise(PRESENCE_DECIDES, hold ? stance.busy() : stance.free(), request.target() + " left for a dead wish");
            boolean sameReason = !hold
                    || !byGadget(request)
                    || Objects.requireNonNull(request.label()).value().equals(stance.label());
            promise(REASON_BY_RULE, sameReason, request.label() + " left for a dead wish");
        }

        /// It may have waited for its turn for long: the whole decision, made anew, would send it.
        private void decidedAnew(Shown known) {
            Wish wish = check.presence.wish(now);
            promise(
                    PRESENCE_DECIDES,
                    hold ? wish.busy() : wish.free(),
                    request.target() + " left while the presence says " + wish);
            boolean exempt = setting.twist() == Twist.HOURS || check.presence.old(now);
            promise(PRESENCE_DECIDES, exempt || settled(hold), request.target() + " left before it had settled");
            promise(CHANNEL_ACTS, request.channel() == check.channel(), request.channel() + " does not act now");
            state(known, request);
        }

        private void choiceStands(Shown known) {
            boolean resting = known.state() == StateName.NOT_READY;
            Rest rest = resting ? known.rest() : check.states.knownRest();
            if (rest == null || (!resting && !known.inCall()) || check.unordered()) {
                return;
            }
            boolean allowed = !hold && check.restorable(rest, now);
            promise(CHOICE_STANDS, allowed || !check.recognised(rest), request.target() + " over " + known.inWords());
            Rest pending = known.pending();
            promise(
                    CHOICE_STANDS,
                    pending == null || !check.recognisedPending(pending),
                    request.target() + " over what is pending");
        }

        private void readyByHandStands(Shown known) {
            ReadyByHand byHand = check.readyByHand();
            boolean over = hold && byHand.stands() && known.state() == StateName.READY && !check.unordered();
            if (over && setting.twist() == Twist.ENFORCE) {
                promise(READY_BY_HAND_STANDS, byHand.mayRenew(now), "held against his READY for the second time");
                byHand.renewedBy(request.id(), now);
            } else {
                promise(READY_BY_HAND_STANDS, !over, "held again");
            }
        }
    }

    /// When everything has been quiet for long.
    private final class Settling extends Judgement {
        Settling(AgentCheck check, Instant now) {
            super(check, now);
        }

        void judge() {
            Shown truth = check.states.truth();
            Wish wish = check.presence.wish(now);
            boolean justOnDuty = !setting.onDuty(now.minusSeconds(60));
            boolean justSaid = now.isBefore(check.presence.labelSince().plus(TO_SETTLE));
            if (truth == null || !check.available() || justOnDuty || justSaid) {
                return;
            }
            if (wish.busy()) {
                busy(truth, wish.label());
            } else if (wish.free()) {
                boolean held =
                        truth.state() == StateName.NOT_READY && truth.rest().held() && tellable(truth);
                promise(FREE_IS_RELEASED, !held, "still " + truth.inWords());
            }
        }

        /// Whether we can know by now that this hold is ours.
        private boolean tellable(Shown truth) {
            boolean timeTells = truth.time() != null || !check.outage(now.minusSeconds(40));
            return check.reasonTells(truth)
                    && timeTells
                    && !check.estranged()
                    && !check.requests.tooLate(truth.rest())
                    && !check.requests.mistaken(truth.rest());
        }

        private void busy(Shown truth, @Nullable String label) {
            if (truth.state() == StateName.READY) {
                promise(BUSY_IS_HELD, check.readyByHandInThisSpell(), "still READY, wanted " + label);
            }
            boolean shows = truth.state() == StateName.NOT_READY && !Unreasoned.withoutReason(truth);
            boolean byGadget = AgentCheck.byGadget(truth.rest()) && check.channel() == ChannelKind.GADGET;
            if (shows && truth.rest().held() && byGadget && tellable(truth)) {
                String shown = Objects.requireNonNull(truth.rest().reason()).label();
                promise(REASON_IS_RENEWED, Objects.equals(shown, label), shown + " while the rule says " + label);
            }
        }
    }
}
