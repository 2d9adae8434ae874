package io.presencesync.simulators.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Matches each event with the request it led to, agent by agent. Times are [System#nanoTime()]. Any thread.
final class Ledger {
    private record Note(Kind kind, long nanos) {}

    private final Map<String, Note> open = new HashMap<>();
    private final Map<String, Note> early = new HashMap<>();
    private final List<Tally.Answer> answers = new ArrayList<>();
    private int events;
    private int overtaken;
    private int unasked;

    /// A presence was written to the product's socket.
    synchronized void event(String agent, Kind kind, long nanos) {
        events++;
        Note before = early.remove(agent);
        if (before != null && before.kind() == kind && before.nanos() > nanos) {
            answers.add(new Tally.Answer(kind, before.nanos() - nanos));
            return;
        }
        unasked += before == null ? 0 : 1;
        overtaken += open.put(agent, new Note(kind, nanos)) == null ? 0 : 1;
    }

    /// A request came in; it may be noted before the event that caused it.
    synchronized void answer(String agent, Kind kind, long nanos) {
        Note event = open.get(agent);
        if (event != null && event.kind() == kind && nanos > event.nanos()) {
            open.remove(agent);
            answers.add(new Tally.Answer(kind, nanos - event.nanos()));
        } else if (early.put(agent, new Note(kind, nanos)) != null) {
            unasked++;
        }
    }

    synchronized boolean allAnswered() {
        return open.isEmpty();
    }

    /// What has come together since the last call; everything still open counts as unanswered.
    synchronized Tally take() {
        Tally tally = new Tally(events, List.copyOf(answers), overtaken, open.size(), unasked + early.size());
        open.clear();
        early.clear();
        answers.clear();
        events = 0;
        overtaken = 0;
        unasked = 0;
        return tally;
    }
}
