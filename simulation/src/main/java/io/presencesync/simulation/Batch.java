package io.presencesync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Many runs, as many at a time as there are processors; each run is on one thread.
final class Batch {
    private Batch() {}

    /// Plays `runs` seeds from the first on, those begun before the stop included, in the order of their seeds.
    ///
    /// @param enough stops the batch at a result
    static List<Run.Result> play(long first, int runs, Plan plan, Predicate<Run.Result> enough) {
        AtomicLong next = new AtomicLong(first);
        AtomicLong end = new AtomicLong(first + runs);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Run.Result>>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> part(next, end, plan, enough)));
            }
            return collect(parts);
        }
    }

    private static List<Run.Result> part(AtomicLong next, AtomicLong end, Plan plan, Predicate<Run.Result> enough) {
        List<Run.Result> results = new ArrayList<>();
        for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
            Run.Result result = Run.of(seed, plan, (now, agent, fact) -> {});
            results.add(result);
            if (enough.test(result)) {
                end.set(0);
            }
        }
        return results;
    }

    private static List<Run.Result> collect(List<Future<List<Run.Result>>> parts) {
        List<Run.Result> all = new ArrayList<>();
        for (Future<List<Run.Result>> part : parts) {
            try {
                all.addAll(part.get());
            } catch (ExecutionException fault) {
                throw new IllegalStateException("A run failed with a fault of its own", fault.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped", stopped);
            }
        }
        all.sort(java.util.Comparator.comparingLong(Run.Result::seed));
        return all;
    }
}
