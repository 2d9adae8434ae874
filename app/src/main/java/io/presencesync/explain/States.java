package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.StateName;
import io.presencesync.presence.SystemReason;
import java.util.Locale;
import java.util.Set;

/// Reads the words of a state entry: `NOT_READY (Lunch)`.
final class States {
    private static final Set<StateName> CALLS = Set.of(
            StateName.RESERVED,
            StateName.RESERVED_OUTBOUND,
            StateName.RESERVED_OUTBOUND_PREVIEW,
            StateName.TALKING,
            StateName.HOLD);
    private static final Set<StateName> WRAP_UP = Set.of(StateName.WORK, StateName.WORK_READY);
    /// Parts of the labels of codes that the system itself sets.
    private static final Set<String> SYSTEM = Set.of(
            "not answered",
            "no answer",
            "connection failure",
            "connection down",
            "device error",
            "off hook",
            "offhook",
            "off-hook",
            "call overlap",
            "placing a call",
            "non acd",
            "non icd",
            "system reset",
            "phone up",
            "phone down",
            "logon",
            "failover",
            "ccx failure");

    private States() {}

    static StateName name(String words) {
        int end = words.indexOf(' ');
        return StateName.of(end < 0 ? words : words.substring(0, end));
    }

    /// The reason without its brackets; empty when none is told.
    static String reason(String words) {
        int open = words.indexOf('(');
        return open < 0 || !words.endsWith(")") ? "" : words.substring(open + 1, words.length() - 1);
    }

    static boolean call(StateName name) {
        return CALLS.contains(name);
    }

    static boolean callOrWrapUp(StateName name) {
        return CALLS.contains(name) || WRAP_UP.contains(name);
    }

    static boolean supervisors(String words) {
        return reason(words).toLowerCase(Locale.ROOT).contains("supervisor initiated");
    }

    /// By its code, which the journal tells beside the state; entries of earlier releases tell the label only.
    static boolean systems(JournalEntry state) {
        return name(state.what()) == StateName.NOT_READY
                && (SystemReason.namedIn(state.why()) || systemsByLabel(state.what()));
    }

    /// What follows the call, as the journal tells it beside the state; empty when nothing.
    static String pending(JournalEntry state) {
        return state.why().startsWith("then ") ? state.why().replaceFirst("; .*", "") : "";
    }

    private static boolean systemsByLabel(String words) {
        String reason = reason(words).toLowerCase(Locale.ROOT);
        return SYSTEM.stream().anyMatch(reason::contains);
    }

    /// Both name a reason, and not the same.
    static boolean otherReason(String one, String other) {
        return !reason(one).isEmpty()
                && !reason(other).isEmpty()
                && !reason(one).equals(reason(other));
    }

    /// For people: `Not Ready (Lunch)`, `on a call (TALKING)`.
    static String plain(String words) {
        return switch (name(words)) {
            case READY -> "Ready";
            case NOT_READY -> reason(words).isEmpty() ? "Not Ready" : "Not Ready (" + reason(words) + ")";
            case LOGOUT -> "signed out";
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW -> "being rung by a call";
            case TALKING, HOLD -> "on a call";
            case WORK, WORK_READY -> "in wrap-up";
            case UNKNOWN -> "in a state that Finesse does not know";
        };
    }
}
