package io.presencesync.simulation.check;

/// What Presence Sync promises, in plain sentences.
public enum Promise {
    CHOICE_STANDS("A Not Ready that somebody chose is never overridden by a request sent after the choice reached us"),
    READY_BY_HAND_STANDS("Who is set READY by hand during a busy presence is not held again in that spell"),
    ONLY_HELD_ARE_RELEASED("READY is asked for only where we hold the agent"),
    ALWAYS_A_REASON("By gadget, Not Ready is never asked for without a reason"),
    SIGNED_OUT_GET_NOTHING("A signed-out agent gets no request"),
    NO_FIGHT("Without a new fact an agent gets at most one request in the settle time"),
    PRESENCE_DECIDES("A request follows from the newest presence, known and settled: busy holds, free releases"),
    REASON_BY_RULE("A hold by gadget carries the reason the rule says now"),
    NOTHING_BLINDLY("No request is made before the agent's state has been seen"),
    WRAP_UP_IS_HIS("Wrap-up is not cut short, unless so configured"),
    CALLS_ARE_LEFT_ALONE("In a call only a pending Not Ready is asked for, by gadget, for an agent who rested READY"),
    CHANNEL_ACTS("A request leaves by the channel that acts for the agent at that moment"),
    BUSY_IS_HELD("When faults end: busy and resting READY becomes Not Ready, unless a human chose READY"),
    FREE_IS_RELEASED("When faults end: who is free and was made Not Ready by us becomes READY"),
    REASON_IS_RENEWED("When faults end: a hold by gadget shows the reason of the present rule");

    private final String sentence;

    Promise(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
