package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Prints the figures, one line each.
final class Report {
    private static final String FORMAT = "%-46s %-8s %s";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
    }

    /// A headline with the load of the machine, which other programs may share.
    void part(String title) {
        out.printf("%n%s (load average %s)%n", title, load());
        out.printf(Locale.ROOT, FORMAT + "%n", "figure", "limit", "     n     p50 ms     p90 ms     p99 ms     max ms");
    }

    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException noLinux) {
            return "not told";
        }
    }

    void events(String name, Settings settings, Tally tally) {
        row(name, settings, tally.quantiles(Optional.empty()));
        row("  of these holds", settings, tally.quantiles(Optional.of(Kind.HOLD)));
        row("  of these releases", settings, tally.quantiles(Optional.of(Kind.RELEASE)));
        line("  " + tally.inWords());
    }

    void yardstick(Quantiles late) {
        out.printf(Locale.ROOT, FORMAT + "%n", "  this machine: a sleeping thread wakes late by", "-", late.inWords());
    }

    private void row(String name, Settings settings, Quantiles quantiles) {
        out.printf(Locale.ROOT, FORMAT + "%n", name, settings.limitInWords(), quantiles.inWords());
    }

    /// Says whether a budget is kept.
    void budget(String what, double figure, double limit, String unit) {
        out.printf(
                Locale.ROOT,
                "  budget %s < %.0f %s: %s (%.2f %s)%n",
                what,
                limit,
                unit,
                figure < limit ? "kept" : "NOT KEPT",
                figure,
                unit);
    }

    void start(int agents, Duration subscribed, Duration ready) {
        out.printf(
                Locale.ROOT,
                "%5d agents: all subscribed %.2f s after the process was started, ready after %.2f s%n",
                agents,
                seconds(subscribed),
                seconds(ready));
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
