package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.ChannelKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts the entries of a request together. Newest request first.
final class Requests {
    private static final String SHOWN = "shown";

    private final List<Explanation.RequestPart> newestFirst;

    Requests(Trail trail) {
        this.newestFirst = trail.entries().stream()
                .map(JournalEntry::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> part(id, trail.ofRequest(id)))
                .sorted((one, other) ->
                        begin(trail, other).at().compareTo(begin(trail, one).at()))
                .toList();
    }

    private static JournalEntry begin(Trail trail, Explanation.RequestPart request) {
        return trail.ofRequest(request.id()).getLast();
    }

    Explanation.@Nullable RequestPart last() {
        return newestFirst.isEmpty() ? null : newestFirst.getFirst();
    }

    List<Explanation.RequestPart> newestFirst() {
        return newestFirst;
    }

    private static Explanation.RequestPart part(String id, List<JournalEntry> entries) {
        JournalEntry decision = first(entries, JournalEntry.Kind.DECISION);
        JournalEntry attempt = first(entries, JournalEntry.Kind.ATTEMPT);
        JournalEntry answer = answer(entries);
        JournalEntry shown = shown(entries);
        return new Explanation.RequestPart(
                id,
                what(decision, attempt),
                attempt != null ? attempt.why() : decision != null ? decision.why() : "",
                channel(entries),
                decision == null ? null : decision.at(),
                attempt == null ? null : attempt.at(),
                answer == null ? null : answer.what(),
                answer == null ? null : answer.at(),
                answer == null ? "" : answer.why(),
                shown == null ? null : shown.at(),
                hops(decision, attempt, answer, shown));
    }

    private static @Nullable JournalEntry first(List<JournalEntry> entries, JournalEntry.Kind kind) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind)
                .reduce((newer, older) -> older)
                .orElse(null);
    }

    private static @Nullable JournalEntry answer(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.OUTCOME
                        && !entry.what().equals(SHOWN))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable JournalEntry shown(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.OUTCOME
                        && entry.what().equals(SHOWN))
                .findFirst()
                .orElse(null);
    }

    /// A decision does not name the label apart from its reason, so a request still in the queue shows the target only.
    private static String what(@Nullable JournalEntry decision, @Nullable JournalEntry attempt) {
        if (attempt != null) {
            return attempt.what();
        }
        if (decision == null) {
            return "an unknown state";
        }
        return decision.what().equals("RELEASE") ? "READY" : "NOT_READY";
    }

    private static @Nullable ChannelKind channel(List<JournalEntry> entries) {
        return entries.stream()
                .map(JournalEntry::channel)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<Explanation.Hop> hops(
            @Nullable JournalEntry decision,
            @Nullable JournalEntry attempt,
            @Nullable JournalEntry answer,
            @Nullable JournalEntry shown) {
        List<Explanation.Hop> hops = new ArrayList<>();
        hop(hops, "presence to decision", decision);
        hop(hops, "decision to sending", attempt);
        hop(hops, "sending to answer", answer);
        hop(hops, "sending to shown", shown);
        return hops;
    }

    private static void hop(List<Explanation.Hop> hops, String name, @Nullable JournalEntry entry) {
        Duration took = entry == null ? null : entry.delay();
        if (took != null) {
            hops.add(new Explanation.Hop(name, took));
        }
    }
}
