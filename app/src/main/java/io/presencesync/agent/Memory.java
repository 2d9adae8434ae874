package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All the machine knows of one agent.
///
/// @param presence newest presence; null before the first
/// @param knownBefore whether a known presence was ever seen for him
/// @param seen what Finesse showed
/// @param phase where our hold stands
/// @param spell what the presence wants
/// @param tries what was tried
/// @param lost requests given up as not carried out, which may still be; the newest first
/// @param givenUp what is not sent for this agent until things are re-read; null when all is well
/// @param pause until when he is left alone; null when he is not
public record Memory(
        @Nullable Presence presence,
        boolean knownBefore,
        Seen seen,
        Phase phase,
        Spell spell,
        Tries tries,
        List<Lost> lost,
        @Nullable GivenUp givenUp,
        @Nullable Pause pause) {

    /// An agent never seen.
    public static final Memory EMPTY =
            new Memory(null, false, Seen.NOTHING, new Phase.None(), Spell.NONE, Tries.NONE, List.of(), null, null);

    /// Of an agent followed from now on, of whom nothing is remembered: as after a restart, Finesse may have been
    /// out of service just before, and not know the reasons it shows.
    public static Memory begun(Instant now) {
        return new Memory(
                null,
                false,
                Seen.NOTHING.brokenOff(now, false),
                new Phase.None(),
                Spell.NONE,
                Tries.NONE,
                List.of(),
                null,
                null);
    }

    /// What Finesse showed of him.
    ///
    /// @param state newest agent state; null before the first
    /// @param gap states may have changed unseen since: the next one is no step
    /// @param gapAt when that last happened; null when never
    /// @param rest where he goes back to after a call
    /// @param callEndedAt when the last call was seen to be over; null before the first
    /// @param enteredFromCall Finesse's time of the state he entered from his last call; null when not known
    /// @param inCall in a call, or put NOT_READY by the system around one
    /// @param callBefore before the first state whose hold is certain, since a restart: he was held in a call
    /// @param erased his NOT_READY had a reason that Finesse does not know any more
    /// @param signedIn NOT_READY without a reason since the sign-in, which was seen
    /// @param reading a direct read is under way
    /// @param readAt when the last direct read was asked for; null before the first
    /// @param turned the last step out of READY; null before the first
    /// @param untold what was known before a state whose reason is being read; null when none is
    /// @param clock what is known of the clock by which Finesse told its time
    /// @param firstSeenAt when the change to it was told, by our clock; null when it was found unseen
    /// @param previous how things were before that change, should it turn out to be old news; null when not known
    record Seen(
            @Nullable AgentState state,
            boolean gap,
            @Nullable Instant gapAt,
            Rest rest,
            @Nullable Instant callEndedAt,
            @Nullable Instant enteredFromCall,
            boolean inCall,
            boolean callBefore,
            boolean erased,
            boolean signedIn,
            boolean reading,
            @Nullable Instant readAt,
            ServerClock clock,
            @Nullable Turned turned,
            @Nullable Untold untold,
            @Nullable Instant firstSeenAt,
            @Nullable Previous previous) {
        static final Seen NOTHING = new Seen(
                null,
                true,
                null,
                Rest.UNKNOWN,
                null,
                null,
                false,
                false,
                false,
                false,
                false,
                null,
                ServerClock.UNKNOWN,
                null,
                null,
                null,
                null);

        Seen brokenOff(Instant now, boolean held) {
            return new Seen(
                    state,
                    true,
                    now,
                    rest,
                    callEndedAt,
                    enteredFromCall,
                    false,
                    held,
                    erased,
                    signedIn,
                    reading,
                    readAt,
                    clock,
                    null,
                    null,
                    firstSeenAt,
                    null);
        }
    }

    /// What was known before the last change.
    ///
    /// @param until our clock; nobody tells that change so late
    record Previous(AgentState state, Phase phase, Rest rest, boolean override, Instant until) {
        /// What people chose during a spell that is over counts no more.
        Previous spellOver() {
            return new Previous(state, phase, rest, false, until);
        }

        /// READY chosen by hand stands still where what was to overrule it held nobody.
        Previous standing(boolean byHand) {
            return new Previous(state, phase, rest, override || byHand, until);
        }

        /// What was under way then is seen in another light.
        Previous in(Phase now) {
            return new Previous(state, now, rest, override, until);
        }
    }

    /// READY turned into NOT_READY as the first change after a request was decided on, and that is shown still.
    ///
    /// @param request its id
    /// @param at when we heard of it, by our clock
    record Turned(String request, Instant at) {}

    /// What was known before a state that was told without its reason.
    ///
    /// @param before null when nothing was
    /// @param unseen changes may have been missed since
    /// @param toldAt when that state was told first, by our clock
    /// @param published it is known that Finesse published it anew after an outage of its own, however many follow
    record Untold(@Nullable AgentState before, boolean unseen, Instant toldAt, boolean published) {
        Untold publishedAnew() {
            return new Untold(before, unseen, toldAt, true);
        }
    }

    /// What was tried for the present wish.
    ///
    /// @param failed failed tries in a row
    /// @param notBefore no request before this; null when there is no limit
    /// @param inCall a hold was asked for in the present call
    /// @param unanswered the request that made the present hold, shown before it was answered; null otherwise
    /// @param takenOver it was tried to give a supervisor's hold the gadget's reason
    /// @param undo how things were before the request under way was decided on; null when none is
    /// @param ours ids of our last requests, the newest first
    /// @param confirmedHere the hold was confirmed, at the time that it shows, since the start
    /// @param waiting ids of requests that were given up before they left, the newest first
    /// @param beforeReload the request that was under way when things were last re-read; null when none was
    /// @param dropped our last hold, taken to have ended; null when there is none, or its end is certain
    record Tries(
            int failed,
            @Nullable Instant notBefore,
            boolean inCall,
            boolean takenOver,
            @Nullable String unanswered,
            @Nullable Undo undo,
            List<String> ours,
            boolean confirmedHere,
            List<String> waiting,
            @Nullable String beforeReload,
            @Nullable Dropped dropped) {
        static final Tries NONE = new Tries(0, null, false, false, null, null, List.of(), false, List.of(), null, null);
    }

    /// What a request changed when it was decided on, and gives back when it does not leave.
    ///
    /// @param request its id
    /// @param replaced the hold that would have followed after a call, which it was to change or to take back; null
    ///     when there was none
    /// @param renewed whether a hold had been renewed against an override in this spell
    /// @param renewedAt when that last happened; null when never
    /// @param restore what `restore: always` was to end; null when nothing
    record Undo(
            String request,
            Phase.@Nullable Asked replaced,
            boolean override,
            boolean renewed,
            @Nullable Instant renewedAt,
            @Nullable ReasonLabel restore,
            boolean inCall,
            boolean takenOver) {
        /// What people chose during a spell that is over counts no more.
        Undo spellOver() {
            return new Undo(request, replaced, false, false, renewedAt, restore, inCall, takenOver);
        }
    }

    /// A request that may still be carried out although the state did not show it.
    ///
    /// @param request its id
    /// @param release whether it asked for READY
    public record Lost(Hold hold, String request, boolean release, Instant until) {
        /// It shows a reason of ours, so that nothing else can be taken for it.
        boolean telling() {
            return !release && hold.channel() == ChannelKind.GADGET;
        }

        /// Carried out, both would look the same.
        boolean looksLike(Lost other) {
            return release == other.release
                    && (release
                            || (hold.channel() == other.hold.channel()
                                    && hold.label().equals(other.hold.label())));
        }

        /// After a restart, at which our clock may show less than before.
        Lost notAfter(Instant now) {
            Instant longest = now.plus(telling() ? Turn.LONGEST_CALL : Turn.MAY_STILL_LAND);
            return until.isAfter(longest) ? until(longest) : this;
        }

        Lost until(Instant other) {
            return new Lost(hold, request, release, other);
        }
    }

    /// Requests that are not sent, and why.
    ///
    /// @param label only holds with this label; null: none at all
    public record GivenUp(String why, @Nullable ReasonLabel label) {
        boolean covers(Verdict verdict) {
            return label == null || (verdict instanceof Verdict.Busy busy && label.equals(busy.label()));
        }
    }

    /// What must survive a restart.
    ///
    /// @param inCall he is held, and in a call, or back from one without being confirmed as held since
    public record Durable(
            Phase phase,
            Spell spell,
            boolean knownBefore,
            List<Lost> lost,
            boolean inCall,
            @Nullable Pause pause) {
        public static final Durable NOTHING = new Durable(new Phase.None(), Spell.NONE, false, List.of(), false, null);
    }

    /// The ids of our requests that may still show: the one under way, and those given up as not carried out.
    public List<String> requests() {
        Sent sent = phase.sent();
        Stream<String> pending = sent == null ? Stream.empty() : Stream.of(sent.id());
        return Stream.concat(pending, lost.stream().map(Lost::request)).toList();
    }

    /// The newest state Finesse showed; null before the first.
    public @Nullable AgentState state() {
        return seen.state();
    }

    @Nullable
    Stance stance() {
        return spell.stance();
    }

    /// Since when his presence wants what it wants now; null before the first judged presence.
    public @Nullable Instant wantedSince() {
        Stance stance = stance();
        return stance == null ? null : stance.busy() ? stance.labelSince() : stance.since();
    }

    public Durable durable() {
        Sent sent = phase.sent();
        Phase lasting = sent == null ? phase : phase.with(Sent.pending(sent.id(), sent.onTime()));
        return new Durable(lasting, spell, knownBefore, lost, heldInCall(), pause);
    }

    private boolean heldInCall() {
        AgentState shown = seen.state();
        Phase.Held held = switch (phase) {
            case Phase.None() -> null;
            case Phase.Asked asked -> asked.confirmed();
            case Phase.Held now -> now;
            case Phase.Releasing releasing -> releasing.held();
        };
        if (held == null) {
            return false;
        }
        if (shown == null || seen.inCall()) {
            return shown != null || seen.callBefore();
        }
        Instant since = seen.enteredFromCall();
        return since != null && sameChange(since, shown.stateChangeTime()) && !sameChange(since, held.time());
    }

    private static boolean sameChange(Instant one, @Nullable Instant other) {
        return other != null && Newest.close(one, other);
    }

    /// The memory after a restart: a request that was under way may have been carried out or not.
    public static Memory restored(Durable durable, Instant now) {
        Sent sent = durable.phase().sent();
        Phase phase = sent == null ? durable.phase() : durable.phase().with(sent.answered(Sent.Answer.UNCERTAIN, now));
        return new Memory(
                null,
                durable.knownBefore(),
                Seen.NOTHING.brokenOff(now, durable.inCall()),
                phase,
                durable.spell().notAfter(now),
                Tries.NONE,
                durable.lost().stream().map(each -> each.notAfter(now)).toList(),
                null,
                durable.pause());
    }
}
