package io.presencesync.simulators.bench;

import io.presencesync.simulators.bench.Puts.Put;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Two nodes of Finesse of which first one dies under load and later both lose their contact center, while presences
/// change: whether every wish reaches Finesse, at which pace, and whether nothing is sent twice.
final class Outage implements AutoCloseable {
    private static final double PER_SECOND = 10;
    private static final int BURST = 50;
    private static final int LIGHT = 5;
    private static final int STEP_SECONDS = 15;

    private final Site site;
    private final Product product;
    private final Random whose;
    private final PrintStream out;
    private final Puts puts = new Puts();

    Outage(Path jar, int agents, long seed, PrintStream out) throws IOException, InterruptedException {
        this.site = Site.ofTwoNodes(agents);
        this.whose = new Random(seed);
        this.out = out;
        puts.note(0, site.finesse());
        puts.note(1, site.second());
        this.product = Product.start(jar, List.of(), new Settings(false, true), site);
        product.awaitSubscribed(site);
        product.awaitReady();
        out.printf("%d agents, two nodes, %.0f state changes a second after %d at once%n", agents, PER_SECOND, BURST);
    }

    /// Whether all was kept.
    boolean run(int seconds) throws InterruptedException {
        boolean died = nodeDies();
        boolean lost = contactCenterLost(seconds);
        return died && lost;
    }

    private boolean nodeDies() throws InterruptedException {
        change(LIGHT, 20);
        long killed = System.nanoTime();
        site.finesse().kill();
        change(LIGHT, 20);
        boolean right = awaitRight("the first node's death", 60);
        List<Put> after = puts.between(killed, Long.MAX_VALUE);
        out.printf(
                "node killed under %d events a second: %d state requests by the second node, the first %.0f ms after the"
                        + " kill, %d by the first; %d repeated%n",
                LIGHT,
                after.stream().filter(put -> put.node() == 1).count(),
                after.isEmpty() ? Double.NaN : (after.getFirst().nanos() - killed) / 1e6,
                after.stream().filter(put -> put.node() == 0).count(),
                puts.repeated());
        site.finesse().revive();
        return right && puts.repeated() == 0;
    }

    private boolean contactCenterLost(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(12);
        long lost = System.nanoTime();
        site.finesse().goOutOfService();
        site.second().goOutOfService();
        int rate = Math.max(1, site.agents().size() / 40);
        change(rate, seconds);
        long back = System.nanoTime();
        List<Put> meanwhile = puts.between(lost, back);
        out.printf(
                "503 from both nodes for %d s, %d events: %d state requests meanwhile, %d after the first second%n",
                seconds,
                rate * seconds,
                meanwhile.size(),
                puts.between(lost + 1_000_000_000L, back).size());
        site.finesse().comeBack();
        site.second().comeBack();
        return recovered(back);
    }

    private boolean recovered(long back) throws InterruptedException {
        boolean right = awaitRight(
                "the return of the contact center", 60 + site.agents().size() / 5);
        List<Put> after = puts.between(back, Long.MAX_VALUE);
        long beyond = Puts.beyond(after, back, PER_SECOND, BURST);
        out.printf(
                "%d state requests afterwards, %d beyond the pace, %d repeated in all; %d refused%n",
                after.size(),
                beyond,
                puts.repeated(),
                after.stream().filter(put -> !put.accepted()).count());
        return right && beyond <= 1 && puts.repeated() == 0;
    }

    private void change(int rate, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        for (int event = 0; event < rate * seconds; event++) {
            long wait = begin + TimeUnit.SECONDS.toNanos(1) / rate * event - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            site.toggle(whose.nextInt(site.agents().size()));
        }
    }

    private boolean awaitRight(String since, int mostSeconds) throws InterruptedException {
        long begin = System.nanoTime();
        int wrong = site.wrong().size();
        out.printf("%d agents to be put right at %s%n", wrong, since);
        for (int tenths = 1; wrong > 0 && tenths <= mostSeconds * 10; tenths++) {
            TimeUnit.MILLISECONDS.sleep(100);
            wrong = site.wrong().size();
            if (tenths % (STEP_SECONDS * 10) == 0) {
                out.printf("  after %3d s: %d wrong%n", tenths / 10, wrong);
            }
        }
        out.printf("  all but %d right after %.1f s%n", wrong, (System.nanoTime() - begin) / 1e9);
        if (wrong > 0) {
            out.println("WRONG: " + site.wrong().subList(0, Math.min(10, wrong)) + "\n" + product.tail());
        }
        return wrong == 0;
    }

    @Override
    public void close() {
        product.close();
        site.close();
    }
}
