package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.UserProfile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A gadget for every agent of a large site on one product process: what they cost, how fast commands reach them, and
/// how they come back when the product is started again while presences change.
final class Gadgets implements AutoCloseable {
    private static final Settings SETTINGS = new Settings(true, true);
    private static final int[] CURVE = {1, 2, 5, 10, 20, 30, 60};
    private static final int FEW = 1_000;
    private static final int ALL_WITHIN = 180;
    private static final int LIGHT = 20;

    /// @param polling how many of the gadgets poll first
    /// @param rate events per second
    /// @param latency how late Finesse answers GET User
    /// @param real how many of the gadgets are the official client
    record Size(int gadgets, int polling, int rate, int seconds, Duration latency, int real, long seed) {}

    private final Path jar;
    private final Size size;
    private final PrintStream out;
    private final Site site;
    private final Ledger ledger = new Ledger();
    private final GadgetsLog log = new GadgetsLog();
    private final GadgetsCrowd crowd;
    private final @Nullable GadgetsNode node;
    private Product product;
    private long complaints;

    /// @param official what runs the official client, empty for none
    Gadgets(Path jar, Size size, List<String> official, PrintStream out) throws IOException {
        this.jar = jar;
        this.size = size;
        this.out = out;
        this.site = new Site(size.gadgets());
        late(size.latency());
        site.noteEvents(ledger);
        this.product = Product.start(jar, List.of(), SETTINGS, site);
        List<UserProfile> agents = site.agents();
        int ours = size.gadgets() - size.real();
        this.crowd = new GadgetsCrowd(
                site, agents.subList(0, ours), product.port(), size.polling(), log, ledger, size.seed());
        this.node =
                size.real() == 0 ? null : new GadgetsNode(official, agents.subList(ours, size.gadgets()), log, ledger);
    }

    private void late(Duration latency) {
        site.finesse().faults().clear();
        site.finesse()
                .faults()
                .add(Fault.on("GET", "/finesse/api/User/*", Fault.UNTIL_CLEARED, new Fault.Delay(latency)));
    }

    /// Whether all was kept.
    boolean run() throws IOException, InterruptedException {
        product.awaitSubscribed(site);
        product.awaitReady();
        out.printf(
                Locale.ROOT,
                "%d agents with a gadget each, %d of them poll first, %d are the official client; Finesse answers GET User after %d ms; load average"
                        + " %s%n",
                size.gadgets(),
                size.polling(),
                size.real(),
                size.latency().toMillis(),
                Report.load());
        boolean arrived = arrive();
        late(Duration.ofMillis(1));
        boolean told = told("Finesse answers GET User after 1 ms");
        late(size.latency());
        told &= told("Finesse answers GET User after " + size.latency().toMillis() + " ms");
        boolean ended = again("SIGTERM", false, false);
        boolean killed = again("kill -9", true, false);
        killed &= again("kill -9, all tokens over,", true, true);
        complaints += product.complaints();
        out.printf("warnings and errors in the product's logs: %d%n", complaints);
        return arrived && told && ended && killed;
    }

    private boolean arrive() throws IOException, InterruptedException {
        GadgetsMemory none = GadgetsMemory.of(0, product.pid());
        int few = Math.min(FEW, size.gadgets() / 2);
        boolean some = connect(few);
        GadgetsMemory fewer = GadgetsMemory.of(few, product.pid());
        crowd.leave(0, few);
        TimeUnit.SECONDS.sleep(2);
        boolean all = connect(size.gadgets());
        GadgetsMemory most = GadgetsMemory.of(size.gadgets(), product.pid());
        List.of(none, fewer, most).forEach(memory -> out.println(memory.inWords()));
        out.printf(
                Locale.ROOT,
                "a gadget takes %.1f KB of heap (the first %d: %.1f KB)%n",
                most.each(none),
                few,
                fewer.each(none));
        return some && all;
    }

    private boolean connect(int count) throws IOException, InterruptedException {
        log.mark();
        site.finesse().requests().clear();
        long begin = System.nanoTime();
        crowd.connect(0, Math.min(count, crowd.size()));
        if (node != null && count > crowd.size()) {
            node.connect(site, product.port());
        }
        boolean all = crowd.awaitHere(count, ALL_WITHIN);
        GadgetsChecks checks = GadgetsChecks.of(site);
        List<Long> welcomes = log.welcomes();
        out.printf(
                Locale.ROOT,
                "%d gadgets at once: %d welcomed, half of them after %.2f s, the last after %.2f s%n  %s%n  %s%n",
                count,
                welcomes.size(),
                seconds(begin, welcomes.get(welcomes.size() / 2)),
                seconds(begin, welcomes.getLast()),
                checks.inWords(),
                log.inWords());
        return all && checks.clean();
    }

    private boolean told(String conditions) throws InterruptedException {
        Report report = new Report(out);
        Trial trial = new Trial(site, ledger, SETTINGS, report);
        trial.warmUp(size.rate(), 10);
        report.part("commands to %d gadgets; %s".formatted(size.gadgets(), conditions));
        Tally tally = trial.steady("event → gadget", size.rate(), size.seconds());
        return tally.unanswered() + tally.late() == 0 && allRight(10);
    }

    private boolean again(String how, boolean killed, boolean forgotten) throws IOException, InterruptedException {
        log.mark();
        site.finesse().requests().clear();
        out.printf("%n%s and start again, %d events a second meanwhile (load average %s)%n", how, LIGHT, Report.load());
        GadgetsEvents events = GadgetsEvents.start(site, LIGHT, size.seed());
        TimeUnit.SECONDS.sleep(2);
        long lost = System.nanoTime();
        log.mark();
        Counts before = Counts.now(site);
        complaints += product.complaints();
        end(killed);
        if (forgotten) {
            forgetTokens();
        }
        double away = seconds(lost, System.nanoTime());
        product = product.again(jar, List.of(), SETTINGS, site);
        boolean all = crowd.awaitHere(size.gadgets(), ALL_WITHIN);
        curve(lost, away);
        TimeUnit.SECONDS.sleep(5);
        events.end();
        boolean right = allRight(60);
        GadgetsChecks checks = GadgetsChecks.of(site);
        out.printf(
                "  %s%n  %s%n  requests: %s%n",
                checks.inWords(), log.inWords(), Counts.now(site).since(before).inWords());
        ledger.take();
        return all && right && checks.clean() && log.of("commands done twice") == 0;
    }

    private void forgetTokens() throws IOException {
        crowd.forgetTokens();
        if (node != null) {
            node.forgetTokens();
        }
    }

    private void end(boolean killed) throws InterruptedException {
        if (killed) {
            ProcessHandle.of(product.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        product.end();
    }

    private void curve(long lost, double away) {
        List<Long> welcomes = log.welcomes();
        StringBuilder line = new StringBuilder();
        for (int second : CURVE) {
            long back =
                    welcomes.stream().filter(at -> seconds(lost, at) <= second).count();
            line.append("  %d s: %d".formatted(second, back));
        }
        out.printf(
                Locale.ROOT,
                "  gone after %.1f s, the first back after %.1f s, the last of %d after %.1f s%n  back after%s%n",
                away,
                seconds(lost, welcomes.getFirst()),
                welcomes.size(),
                seconds(lost, welcomes.getLast()),
                line);
    }

    private boolean allRight(int mostSeconds) throws InterruptedException {
        long begin = System.nanoTime();
        int wrong = site.wrong().size();
        while (wrong > 0 && seconds(begin, System.nanoTime()) < mostSeconds) {
            TimeUnit.MILLISECONDS.sleep(100);
            wrong = site.wrong().size();
        }
        out.printf(
                Locale.ROOT,
                "  agents not as they should be after the last event: %d%s, after %.1f s%n",
                wrong,
                wrong == 0 ? "" : " " + site.wrong().subList(0, Math.min(5, wrong)),
                seconds(begin, System.nanoTime()));
        return wrong == 0;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    @Override
    public void close() {
        crowd.close();
        if (node != null) {
            node.close();
        }
        product.close();
        site.close();
    }
}
