package io.presencesync.simulators.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Durations in nanoseconds, sorted.
record Quantiles(List<Long> sorted) {
    static Quantiles of(Collection<Long> nanos) {
        return new Quantiles(nanos.stream().sorted().toList());
    }

    int count() {
        return sorted.size();
    }

    /// The smallest value that is not less than this share of all, in milliseconds; 0 when there is none.
    double millis(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1)) / 1e6;
    }

    String inWords() {
        return String.format(
                Locale.ROOT,
                "%6d %10.2f %10.2f %10.2f %10.2f",
                count(),
                millis(0.5),
                millis(0.9),
                millis(0.99),
                millis(1));
    }
}
