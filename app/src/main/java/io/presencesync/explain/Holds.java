package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.StateName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds our hold in the history: the last NOT_READY of ours that Finesse showed and nothing has ended since.
final class Holds {
    private static final String HELD_AS = "held as ";

    private Holds() {}

    static Explanation.@Nullable HoldPart find(Trail trail, Requests requests) {
        JournalEntry decision = trail.last(JournalEntry.Kind.DECISION);
        boolean said = decision != null && decision.why().startsWith(HELD_AS);
        Explanation.RequestPart last = requests.newestFirst().stream()
                .filter(request -> request.shownAt() != null)
                .findFirst()
                .orElse(null);
        Explanation.HoldPart made = last == null ? null : made(last);
        if (made != null && (said || !ended(trail, made.since()))) {
            return made;
        }
        return said ? takenOver(trail, decision) : null;
    }

    private static Explanation.@Nullable HoldPart made(Explanation.RequestPart request) {
        Instant shown = request.shownAt();
        if (shown == null || States.name(request.what()) != StateName.NOT_READY) {
            return null;
        }
        return new Explanation.HoldPart(label(request), shown, request.channel(), request.id());
    }

    private static String label(Explanation.RequestPart request) {
        String label = request.what().substring(StateName.NOT_READY.name().length());
        return label.isBlank() ? "Not Ready" : label.strip();
    }

    private static boolean ended(Trail trail, Instant since) {
        List<JournalEntry> after = trail.of(JournalEntry.Kind.STATE).stream()
                .filter(state -> !state.at().isBefore(since))
                .toList();
        String ours = trail.of(JournalEntry.Kind.STATE).stream()
                .filter(state -> !state.at().isAfter(since) && States.name(state.what()) == StateName.NOT_READY)
                .map(JournalEntry::what)
                .findFirst()
                .orElse("");
        return after.stream().anyMatch(state -> !States.systems(state) && ends(state.what(), ours));
    }

    private static boolean ends(String state, String ours) {
        return switch (States.name(state)) {
            case READY, LOGOUT -> true;
            case NOT_READY -> States.otherReason(state, ours);
            case TALKING, HOLD, WORK, WORK_READY, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, UNKNOWN ->
                false;
        };
    }

    /// We hold him, and the request is not in the journal: found at first sight, or older than the journal.
    private static Explanation.@Nullable HoldPart takenOver(Trail trail, @Nullable JournalEntry decision) {
        JournalEntry state = trail.firstOfLast(JournalEntry.Kind.STATE);
        if (decision == null) {
            return null;
        }
        Instant since = state == null ? decision.at() : Trail.since(state);
        return new Explanation.HoldPart(decision.why().substring(HELD_AS.length()), since, decision.channel(), null);
    }
}
