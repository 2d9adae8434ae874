package io.presencesync.agent;

import io.presencesync.presence.ChannelKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The heart: from what is known of an agent and one event to what is known now and what is to be done. Pure: no I/O,
/// no clock, no chance, no log; the same arguments give the same answer.
///
/// **Step 1, upkeep** ([Upkeep]), whatever the presence:
///
/// | seen | then |
/// |---|---|
/// | LOGOUT | the hold is dropped, nothing is sent |
/// | UNKNOWN | the hold is kept; wait, read again |
/// | NOT_READY with the hold's own reason at the confirmed time (within 2 s) | still ours |
/// | the same at another time, after a call, or by gadget | still ours, the new time is taken |
/// | NOT_READY with another reason while asked, held or releasing | his choice: the hold is dropped |
/// | READY while asked or releasing | no override: ours, or not there yet |
/// | NOT_READY → READY as a step while held, or in a busy spell without a hold | override for this spell |
/// | READY at first sight or after a gap | no override |
/// | the outcome of a request | retry: uncertain, look before sending again; wait for state: 15 s or his next state; |
/// | | this agent only: give up until things are re-read; account stopped: the channel is gone |
///
/// **Step 2, choice** ([Choice]), presence by rule × state × phase:
///
/// | presence | state | phase | decision |
/// |---|---|---|---|
/// | any | any | asked, releasing | wait until Finesse shows it, refuses it, or a read after 10 s shows otherwise |
/// | busy | READY | none, no override | Hold |
/// | busy | READY | none, override | Leave |
/// | busy | NOT_READY | none | Leave: his own choice |
/// | busy | NOT_READY | held, same reason | Leave |
/// | busy | NOT_READY | held, other reason | gadget: Hold again; supervisor: Leave |
/// | free | NOT_READY | held | Release |
/// | free | READY, NOT_READY | none | Leave |
/// | ignore, stale | any | any | Leave; holds stay |
/// | any | LOGOUT | any | Leave |
/// | any | calls and wrap-up | any | Wait |
/// | any | any | channel gone | Wait |
///
/// Before a Hold and before a Release the presence must have settled; an old state is read before a Hold.
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

    /// Whether the request under way is still what the presence wants; asked again right before it leaves.
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
