package io.presencesync.simulators.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Events at a running product, what they lead to, and lines about it.
final class Trial {
    private static final Duration REST = Duration.ofSeconds(2);

    private final Site site;
    private final Ledger ledger;
    private final Settings settings;
    private final Report report;
    private int next;

    Trial(Site site, Ledger ledger, Settings settings, Report report) {
        this.site = site;
        this.ledger = ledger;
        this.settings = settings;
        this.report = report;
    }

    /// Lets events happen that are not measured.
    void warmUp(int rate, int seconds) throws InterruptedException {
        events(rate, seconds);
        awaitAnswers(Tally.LATEST);
        var _ = ledger.take();
        rest();
    }

    /// Events one by one, over all agents in turn.
    Tally steady(String name, int rate, int seconds) throws InterruptedException {
        Counts before = Counts.now(site);
        Yardstick yardstick = Yardstick.start();
        events(rate, seconds);
        Quantiles machine = yardstick.end();
        awaitAnswers(Tally.LATEST);
        Tally tally = ledger.take();
        rest();
        report.events("%s, %d events/s for %d s".formatted(name, rate, seconds), settings, tally);
        report.yardstick(machine);
        report.line("  requests: " + Counts.now(site).since(before).inWords());
        return tally;
    }

    /// All agents' presences change at once.
    void burst(String name, Duration atMost) throws InterruptedException {
        Counts before = Counts.now(site);
        site.toggleAll();
        awaitAnswers(atMost);
        Tally tally = ledger.take();
        rest();
        report.events("%s, burst of %d".formatted(name, tally.events()), settings, tally);
        report.line("  all sent after %.0f ms"
                .formatted(tally.quantiles(Optional.empty()).millis(1)));
        report.line("  requests: " + Counts.now(site).since(before).inWords());
    }

    private void events(int rate, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        for (int event = 0; event < rate * seconds; event++) {
            long due = begin + TimeUnit.SECONDS.toNanos(event) / rate;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            site.toggle(next++ % site.agents().size());
        }
    }

    private void awaitAnswers(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!ledger.allAnswered() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /// Until what was asked is confirmed, so that the next figure begins in peace.
    private static void rest() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(REST.toNanos());
    }
}
