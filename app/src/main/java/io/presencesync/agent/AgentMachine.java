package io.presencesync.agent;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The heart: from what is known of an agent and one event to what is known now and what is to be done. Pure: no I/O,
/// no clock, no chance, no log; the same arguments give the same answer.
///
/// **Step 1, upkeep** ([Upkeep] takes the event in, [Sights] finds the row, [Sight] lists them), whatever the presence:
///
/// | seen | then |
/// |---|---|
/// | LOGOUT | the hold is dropped, nothing is sent |
/// | UNKNOWN | the hold is kept; wait, read again |
/// | NOT_READY without reason (-1) or time, within 3 minutes of a gap | the hold is kept; wait, read again |
/// | NOT_READY with the hold's own reason at the confirmed time (within 2 s) | still ours |
/// | the same at another time, after a call, or by gadget | still ours, the new time is taken |
/// | NOT_READY with another reason while asked, held or releasing | his choice: the hold is dropped |
/// | NOT_READY by us that was given up less than 30 s ago | ours after all |
/// | READY while asked or releasing | no override: ours, or not there yet |
/// | READY after a call while asked | the request came to nothing: decide anew |
/// | pending READY or LOGOUT in a call, chosen after our request | override |
/// | NOT_READY → READY as a step while held, or in a busy spell without a hold | override for this spell |
/// | READY after a call, at first sight or after a gap | no override |
/// | our label at first sight with an empty store | taken as a hold |
/// | an earlier time than the known state's ([EarlierTime]) | read; what a read asked for since tells is the truth |
///
/// **Outcomes** ([Answer]): accepted: success is what Finesse shows; retry: uncertain, look before sending again;
/// the same before it left: it was not carried out; wait for
/// state: 15 s or his next state; this agent only: give up until things are re-read; account stopped: the channel is
/// gone.
///
/// **Step 2, choice** ([Judgement] judges the presence, [Rows] finds the row, [Row] lists them, [Choice] acts). PENDING
/// is a hold taken before or during his call, which follows after it:
///
/// | presence | state | phase | decision |
/// |---|---|---|---|
/// | any | LOGOUT | any | Leave |
/// | any | any | asked, releasing | wait until Finesse shows it, refuses it, or a read after 10 s shows otherwise |
/// | ignore, stale | any | any | Leave; holds stay (`stale: release` and `hold` make it free or busy once it is old) |
/// | busy | READY | none, no override | Hold |
/// | busy | READY | none, override | Leave (`override: enforce`: Hold, once a spell and not twice in 60 s) |
/// | busy | NOT_READY | none | Leave: his own choice |
/// | busy | NOT_READY | held, same reason | Leave |
/// | busy | NOT_READY | held, other reason | gadget: Hold again; supervisor: Leave |
/// | busy | NOT_READY | held as supervisor, his gadget is there now | Hold again, once |
/// | busy | TALKING, HOLD | none | gadget and he rests READY: Hold, unless he chose otherwise; CCX once a call; else
/// Wait |
/// | busy | TALKING, HOLD | pending, other reason | CCE gadget: Hold again; else Wait |
/// | busy | TALKING, HOLD | held | Leave |
/// | busy | RESERVED, RESERVED_OUTBOUND* | any | Wait (CCE gadget: Hold in RESERVED_OUTBOUND) |
/// | any | WORK, WORK_READY | held, or busy | Wait (`wrapup: cut` and he rests READY: Hold) |
/// | free | NOT_READY | held | Release |
/// | free | NOT_READY without reason or by a supervisor | none, `restore: always` | Release, once, when busy ends |
/// | free | TALKING, HOLD | pending | CCE gadget: ask READY; else Wait |
/// | free | calls | held | Wait |
/// | free | any | none | Leave |
/// | any | any | channel gone | Wait instead of Hold or Release |
///
/// Before a Hold and before a Release the presence must have settled; an old state is read before a Hold. What guards a
/// decision beside the rows is listed in [Guard].
public final class AgentMachine {
    private AgentMachine() {}

    /// What one event led to.
    ///
    /// @param effects in the order they are to be carried out; the durable part of `memory` is stored before them
    public record Step(Memory memory, List<Effect> effects, Decision decision) {}

    /// Takes one event in and decides.
    public static Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment) {
        return decide(memory, event, policy, moment, Table.STANDARD);
    }

    static Step decide(Memory memory, AgentEvent event, Policy policy, Moment moment, Table table) {
        Turn turn = new Turn(memory, policy, moment, table);
        new Upkeep(turn).take(event);
        Ruling ruling = Judgement.of(turn);
        Decision decision = new Choice(turn, ruling).make();
        return new Step(turn.memory(), turn.effects(), decision);
    }

    /// Whether the whole decision, made anew on the newest facts as if the request under way had not been decided on,
    /// would send it. Asked right before it leaves: it may have waited for its turn for long. Changes nothing.
    public static boolean mayLeave(Memory memory, StateRequest request, Policy policy, Moment moment) {
        Sent sent = memory.phase().sent();
        if (sent == null || !sent.id().equals(request.id())) {
            return false;
        }
        Turn turn = new Turn(memory, policy, moment, Table.STANDARD);
        turn.takeBack();
        Step anew = decide(turn.memory(), new AgentEvent.LookAgain(), policy.withoutAge(), moment);
        return anew.effects().stream().anyMatch(effect -> asksForTheSame(effect, request));
    }

    /// By supervisor no label is sent.
    private static boolean asksForTheSame(Effect effect, StateRequest request) {
        return effect instanceof Effect.Send(StateRequest anew)
                && anew.target() == request.target()
                && anew.channel() == request.channel()
                && (request.channel() == ChannelKind.SUPERVISOR || Objects.equals(anew.label(), request.label()));
    }

    /// Whether the request under way is still what the presence wants.
    public static boolean stillWanted(Memory memory, String requestId) {
        Sent sent = memory.phase().sent();
        return sent != null && sent.id().equals(requestId) && wanted(memory.phase(), memory.stance());
    }

    static boolean wanted(Phase phase, @Nullable Stance stance) {
        if (stance == null) {
            return false;
        }
        return switch (phase) {
            case Phase.Asked asked -> wants(asked.hold(), stance);
            case Phase.Releasing releasing -> !stance.busy();
            case Phase.None() -> false;
            case Phase.Held held -> false;
        };
    }

    /// The supervisor channel shows no label, so any busy presence wants its hold.
    private static boolean wants(Hold hold, Stance stance) {
        return hold.channel() == ChannelKind.SUPERVISOR
                ? stance.busy()
                : hold.label().equals(stance.label());
    }
}
