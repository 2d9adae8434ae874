package io.presencesync.agent;

import java.time.Duration;

/// How one agent is treated by the rules in force: what an administrator writes for his site, team or himself.
///
/// @param rules from presence to verdict
/// @param hours when he is looked after at all
/// @param staleAfter age from which a presence says nothing any more
/// @param stale what is done with an agent whose presence is stale
/// @param wrapup whether a hold may cut his wrap-up short
/// @param restore whose NOT_READY is ended when the presence clears
/// @param override what becomes of a READY that he, or a supervisor, chose while his presence is busy
/// @param unknownAtStart what an unknown presence of somebody never seen means
public record Manner(
        Rules rules,
        DutyHours hours,
        Duration staleAfter,
        Stale stale,
        WrapUp wrapup,
        Restore restore,
        ReadyByHand override,
        UnknownAtStart unknownAtStart) {
    /// For a stale presence. The other two act only once its age has passed `staleAfter`.
    public enum Stale {
        /// He stays as he is; holds stay.
        LEAVE,
        /// As if he were free: our holds end.
        RELEASE,
        /// As if he were unavailable.
        HOLD
    }

    /// For WORK and WORK_READY.
    public enum WrapUp {
        /// It is his; decide at the next state.
        WAIT,
        /// NOT_READY at once.
        CUT
    }

    /// For the end of a busy presence.
    public enum Restore {
        /// Only our own holds end.
        OWNED,
        /// Also a NOT_READY without a reason, or with a supervisor's code; never one with any other reason.
        ALWAYS
    }

    /// For a READY chosen by a human during a busy presence.
    public enum ReadyByHand {
        /// It stands for the rest of the spell.
        RESPECT,
        /// He is held again: once a spell, and not twice within 60 s.
        ENFORCE
    }

    /// For an unknown presence of a person never seen with a known one.
    public enum UnknownAtStart {
        /// He is invisible to us, not unavailable.
        IGNORE,
        /// As any unknown presence.
        HOLD
    }

    /// Everything as delivered, but for the rules.
    public static Manner standard(Rules rules) {
        return new Manner(
                rules,
                DutyHours.ALWAYS,
                Duration.ofMinutes(15),
                Stale.LEAVE,
                WrapUp.WAIT,
                Restore.OWNED,
                ReadyByHand.RESPECT,
                UnknownAtStart.IGNORE);
    }

    public Manner with(DutyHours other) {
        return new Manner(rules, other, staleAfter, stale, wrapup, restore, override, unknownAtStart);
    }

    public Manner with(Stale other) {
        return new Manner(rules, hours, staleAfter, other, wrapup, restore, override, unknownAtStart);
    }

    public Manner with(WrapUp other) {
        return new Manner(rules, hours, staleAfter, stale, other, restore, override, unknownAtStart);
    }

    public Manner with(Restore other) {
        return new Manner(rules, hours, staleAfter, stale, wrapup, other, override, unknownAtStart);
    }

    public Manner with(ReadyByHand other) {
        return new Manner(rules, hours, staleAfter, stale, wrapup, restore, other, unknownAtStart);
    }

    public Manner with(UnknownAtStart other) {
        return new Manner(rules, hours, staleAfter, stale, wrapup, restore, override, other);
    }
}
