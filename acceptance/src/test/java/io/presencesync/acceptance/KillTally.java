package io.presencesync.acceptance;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/// Counts kills by what they met, and prints the table.
final class KillTally {
    private final Map<KillPoint, Integer> aimed = new EnumMap<>(KillPoint.class);
    private final Map<KillPoint, Integer> kills = new EnumMap<>(KillPoint.class);
    private final Map<KillPoint, Integer> requests = new EnumMap<>(KillPoint.class);
    private int all;
    private int missed;

    void add(KillPoint aim, Map<KillPoint, Integer> found) {
        all++;
        aimed.merge(aim, 1, Integer::sum);
        if (found.containsKey(aim)) {
            kills.merge(aim, 1, Integer::sum);
        } else {
            missed++;
        }
        found.forEach((point, count) -> requests.merge(point, count, Integer::sum));
    }

    int kills(KillPoint point) {
        return kills.getOrDefault(point, 0);
    }

    /// The point to aim at next: met least so far, then tried least, so that one that cannot be met stops nothing.
    KillPoint wanted() {
        return KillPoint.AIMS.stream()
                .min(Comparator.comparingInt((KillPoint point) -> kills(point) + missed(point) / 2)
                        .thenComparingInt(point -> aimed.getOrDefault(point, 0)))
                .orElseThrow();
    }

    private int missed(KillPoint point) {
        return aimed.getOrDefault(point, 0) - kills(point);
    }

    String table() {
        StringBuilder table =
                new StringBuilder("%-26s %6s %6s %9s%n".formatted("killed", "aimed", "kills", "requests"));
        for (KillPoint point : KillPoint.values()) {
            table.append("%-26s %6d %6d %9d%n"
                    .formatted(
                            point.words, aimed.getOrDefault(point, 0), kills(point), requests.getOrDefault(point, 0)));
        }
        return table
                + "%d kills, %d of them beside their aim (each kill counts once, under its aim; the requests open%n"
                        .formatted(all, missed)
                + "at a kill count each under what it had come to)%n".formatted();
    }
}
