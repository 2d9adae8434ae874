package io.presencesync.acceptance;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds out after a kill how far each request that was open then had come: from what the product had written down
/// until then, and from what Finesse, or the gadget, saw.
///
/// @param from when the round began: what was open before had come to its end
/// @param killedAt when the product was killed
/// @param restart when it was started again: what it wrote before, it wrote before the kill
record KillInquest(KillTrigger seen, Instant from, Instant killedAt, Instant restart) {
    private static final Set<String> ENDS = Set.of("shown", "not sent", "failed");

    /// How many requests had come how far.
    ///
    /// @param journal of the product that runs again
    Map<KillPoint, Integer> found(List<String> agents, ProductJournal journal) {
        Map<KillPoint, Integer> counts = new EnumMap<>(KillPoint.class);
        for (String agent : agents) {
            List<ProductJournal.Entry> written = journal.of(agent).stream()
                    .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(restart))
                    .toList();
            open(written).forEach(request -> counts.merge(point(request, written), 1, Integer::sum));
        }
        return counts;
    }

    /// Decided and not over. What Finesse shows by a notification before it answers is not over: the answer is still to
    /// come.
    private Set<String> open(List<ProductJournal.Entry> written) {
        Set<String> open = written.stream()
                .filter(entry -> entry.kind().equals("DECISION"))
                .map(ProductJournal.Entry::requestId)
                .filter(request -> !request.isEmpty())
                .collect(Collectors.toSet());
        written.stream()
                .filter(entry -> entry.kind().equals("OUTCOME") && ENDS.contains(entry.what()))
                .map(ProductJournal.Entry::requestId)
                .filter(request -> !seen.hasArrived(request) || seen.hadAnswered(request, killedAt))
                .forEach(open::remove);
        return open;
    }

    private KillPoint point(String request, List<ProductJournal.Entry> written) {
        if (!seen.hasArrived(request)) {
            return KillPoint.BEFORE_SEND;
        }
        if (!seen.hadAnswered(request, killedAt)) {
            return KillPoint.UNANSWERED;
        }
        boolean stored = written.stream()
                .anyMatch(entry -> entry.kind().equals("OUTCOME")
                        && entry.requestId().equals(request)
                        && entry.what().equals("accepted"));
        return stored ? KillPoint.STORED : KillPoint.UNSTORED;
    }
}
