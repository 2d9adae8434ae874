package io.presencesync.simulators.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What the product's process takes, from Linux's `/proc` and the JDK's `jcmd`.
///
/// @param heap    megabytes after a full collection
/// @param rss     resident megabytes before that collection
/// @param threads platform threads, those of the JVM included
record GadgetsMemory(int gadgets, long heap, long rss, long threads) {
    static GadgetsMemory of(int gadgets, long pid) throws IOException, InterruptedException {
        List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        long rss = figure(status, "VmRSS:") / 1024;
        return new GadgetsMemory(gadgets, Heap.afterCollection(pid), rss, figure(status, "Threads:"));
    }

    private static long figure(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("this system does not tell " + name));
    }

    String inWords() {
        return String.format(
                Locale.ROOT,
                "%5d gadgets: heap after a collection %3d MB, resident %3d MB, %d platform threads",
                gadgets,
                heap,
                rss,
                threads);
    }

    /// Heap for one gadget more, in kilobytes.
    double each(GadgetsMemory before) {
        return (heap - before.heap) * 1024.0 / (gadgets - before.gadgets);
    }
}
