package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.Fault.Spoil;
import io.presencesync.simulators.finesse.Faults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A Finesse that answers late, and everybody's presence changing at the same moment: how many are held, and later
/// released, after how many seconds. The product's settle times are 0, so the curve begins at the end of settle.
final class Slow implements AutoCloseable {
    private static final Fault.Effect NO_REASON = new Fault.Rewrite(Spoil.WITHOUT_FIELD, "reasonCode");
    private static final int STEPS = 10;
    /// How much longer than allowed it is watched, so that the curve of a product that fails is seen too.
    private static final int PATIENCE = 8;

    /// How Finesse answers.
    ///
    /// @param quickLooks SystemInfo is answered at once
    /// @param noReasons team answers tell no reason codes
    record Lateness(Duration by, boolean quickLooks, boolean noReasons) {}

    private final Site site;
    private final Product product;
    private final PrintStream out;

    Slow(Path jar, int agents, Settings settings, PrintStream out) throws IOException, InterruptedException {
        this.site = new Site(agents);
        this.out = out;
        this.product = Product.start(jar, List.of(), settings, site);
        product.awaitSubscribed(site);
        product.awaitReady();
    }

    /// Whether all were held, and all released, within the time.
    boolean run(Lateness late, int within) throws InterruptedException {
        slowDown(site.finesse().faults(), late);
        out.printf(
                "%d agents, every answer of Finesse %d ms late%s%s (load average %s)%n",
                site.agents().size(),
                late.by().toMillis(),
                late.quickLooks() ? " but SystemInfo" : "",
                late.noReasons() ? ", no reasons in team answers" : "",
                Report.load());
        TimeUnit.SECONDS.sleep(15);
        boolean held = turn("held", within);
        TimeUnit.SECONDS.sleep(15);
        boolean released = turn("released", within);
        out.printf("warnings and errors in the product's log: %s%n", complaints());
        return held && released;
    }

    private static void slowDown(Faults faults, Lateness late) {
        List<String> paths = late.quickLooks() ? List.of("User*", "Team*", "ReasonCodes*") : List.of("*");
        for (String path : paths) {
            for (String method : List.of("GET", "PUT")) {
                String at = "/finesse/api/" + path;
                faults.add(Fault.on(method, at, Fault.UNTIL_CLEARED, new Fault.Delay(late.by())));
            }
        }
        if (late.noReasons()) {
            faults.add(Fault.on("GET", "/finesse/api/Team/*", Fault.UNTIL_CLEARED, NO_REASON));
        }
    }

    private String complaints() {
        try {
            return Long.toString(product.complaints());
        } catch (IOException unreadable) {
            return "not readable";
        }
    }

    /// Turns everybody and prints when each tenth of them was right.
    private boolean turn(String what, int within) throws InterruptedException {
        Counts before = Counts.now(site);
        long begin = System.nanoTime();
        site.toggleAll();
        int all = site.agents().size();
        int step = 1;
        int wrong = all;
        StringBuilder curve = new StringBuilder();
        while (wrong > 0 && seconds(begin) < (double) within * PATIENCE) {
            TimeUnit.MILLISECONDS.sleep(50);
            wrong = site.wrong().size();
            for (; step <= STEPS && all - wrong >= all * step / STEPS; step++) {
                curve.append(String.format(Locale.ROOT, "  %d: %.1f s", all * step / STEPS, seconds(begin)));
            }
        }
        double took = seconds(begin);
        boolean kept = wrong == 0 && took < within;
        out.printf(Locale.ROOT, "%s:%s%n", what, curve);
        out.printf(Locale.ROOT, "  all but %d %s after %.1f s%n", wrong, what, took);
        out.printf("  budget all %s in under %d s: %s%n", what, within, kept ? "kept" : "NOT KEPT");
        out.println("  requests: " + Counts.now(site).since(before).inWords());
        return kept;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        product.close();
        site.close();
    }
}
