package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the history of an agent to the reason for his state. Pure.
public final class Explainer {
    private Explainer() {}

    /// Explains the state at one moment.
    ///
    /// @param history what the journal tells up to that moment
    public static Explanation explain(Subject agent, Instant at, History history) {
        Trail trail = new Trail(history.entries());
        Requests requests = new Requests(trail);
        Explanation.HoldPart hold = Holds.find(trail, requests);
        Explanation bare = new Explanation(
                agent,
                at,
                "",
                presence(trail, agent),
                state(trail, new Authors(trail, requests, hold)),
                decision(trail),
                hold,
                requests.last(),
                notes(trail),
                "",
                history.reachesBackTo());
        Meaning meaning = Meaning.of(bare);
        return new Explanation(
                agent,
                at,
                meaning.headline(),
                bare.presence(),
                bare.state(),
                bare.decision(),
                hold,
                bare.request(),
                bare.notes(),
                meaning.next(),
                history.reachesBackTo());
    }

    private static Explanation.@Nullable PresencePart presence(Trail trail, Subject agent) {
        JournalEntry last = trail.last(JournalEntry.Kind.PRESENCE);
        JournalEntry first = trail.firstOfLast(JournalEntry.Kind.PRESENCE);
        if (last == null || first == null) {
            return null;
        }
        return new Explanation.PresencePart(last.what(), first.at(), last.source(), agent.confirmedAt());
    }

    private static Explanation.@Nullable StatePart state(Trail trail, Authors authors) {
        JournalEntry last = trail.last(JournalEntry.Kind.STATE);
        JournalEntry first = trail.firstOfLast(JournalEntry.Kind.STATE);
        if (last == null || first == null) {
            return null;
        }
        Authors.Found found = authors.of(first);
        return new Explanation.StatePart(
                last.what(),
                States.pending(last),
                Trail.since(first),
                last.source(),
                found.author(),
                found.requestId());
    }

    private static Explanation.@Nullable DecisionPart decision(Trail trail) {
        JournalEntry last = trail.last(JournalEntry.Kind.DECISION);
        if (last == null) {
            return null;
        }
        return new Explanation.DecisionPart(last.what(), last.why(), last.rule(), last.at());
    }

    /// Since the state began, oldest first.
    private static List<Explanation.NotePart> notes(Trail trail) {
        JournalEntry state = trail.firstOfLast(JournalEntry.Kind.STATE);
        return trail.of(JournalEntry.Kind.NOTE).reversed().stream()
                .filter(note -> state == null || !note.at().isBefore(state.at()))
                .map(note -> new Explanation.NotePart(note.what(), note.why(), note.at()))
                .toList();
    }
}
