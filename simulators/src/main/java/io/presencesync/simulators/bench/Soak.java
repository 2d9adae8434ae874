package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One soak: presences change all the time, faults come and go, and when they have ended all must be right.
final class Soak implements AutoCloseable {
    /// A full re-read of 2,000 people is 40 calls. At most twelve faults begin in a minute; each may lead to one
    /// re-read and, while it lasts, to some of its calls again; renewals add 40 a minute.
    static final long MOST_SUBSCRIBE_CALLS = 600;
    /// All other calls together: looking for services, device and socket again after each fault, people that cannot be
    /// subscribed.
    static final long MOST_OTHER_CALLS = 200;
    /// The longest wait by design after the last fault is 72 s: a frame of ours was rejected (1003).
    static final Duration RIGHT_WITHIN = Duration.ofMinutes(2);

    private final Site site;
    private final Random random;
    private final Random whose;
    private final SoakFaults faults;
    private final SoakMinutes counts;
    private final Product product;
    private final int rate;
    private final PrintStream out;
    private final List<Long> heaps = new ArrayList<>();
    private final List<String> played = new ArrayList<>();
    private long events;
    private int connected;
    private int unconnected;
    private @Nullable RuntimeException broken;

    Soak(Path jar, int agents, int rate, long seed, PrintStream out) throws IOException, InterruptedException {
        this.site = new Site(agents);
        this.random = new Random(seed);
        this.whose = new Random(seed + 2);
        this.rate = rate;
        this.out = out;
        this.faults = new SoakFaults(site.webex(), site.addresses(), new Random(seed + 1));
        this.product = Product.start(jar, List.of(), new Settings(false, false), site);
        out.printf(
                "Soak of %d agents, %d events/s, seed %d: all subscribed after %.1f s%n",
                agents, rate, seed, product.awaitSubscribed(site).toMillis() / 1000.0);
        product.awaitReady();
        this.counts = new SoakMinutes(site.webex().log()::counters);
    }

    /// Whether all was kept.
    boolean run(int minutes) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        Thread storm = Thread.ofVirtual().name("soak-faults").start(() -> storm(end));
        for (int minute = 1; minute <= minutes; minute++) {
            eventsForAMinute();
            report(minute, minute % (minutes < 10 ? 1 : 5) == 0);
        }
        storm.join();
        boolean whole = playedToTheEnd();
        boolean right = rightAtTheEnd();
        boolean calm = noStorm();
        return flat() && right && calm && whole;
    }

    private void storm(long end) {
        try {
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(9000));
                String before = connected() ? "" : " (while not connected)";
                play(faults.begin() + before);
                TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(9000));
                faults.end();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            ended(failure);
        }
    }

    private synchronized void ended(RuntimeException failure) {
        broken = failure;
    }

    /// Without faults the rest of a run would prove nothing.
    private synchronized boolean playedToTheEnd() {
        if (broken != null) {
            out.println("FAULTS ENDED EARLY: " + broken);
        }
        return broken == null;
    }

    private boolean connected() {
        return site.webex().sizes().getOrDefault("sockets", 0) > 0;
    }

    private synchronized void play(String name) {
        played.add(name);
    }

    private void eventsForAMinute() throws InterruptedException {
        long begin = System.nanoTime();
        for (int event = 0; event < rate * 60; event++) {
            long due = begin + TimeUnit.SECONDS.toNanos(1) / rate * event;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            if (event % rate == 0) {
                look();
            }
            site.toggle(whose.nextInt(site.agents().size()));
            events++;
        }
    }

    private void look() {
        if (connected()) {
            connected++;
        } else {
            unconnected++;
        }
    }

    private synchronized void report(int minute, boolean withHeap) throws IOException, InterruptedException {
        String heap = "";
        if (withHeap) {
            heaps.add(Heap.afterCollection(product.pid()));
            heap = "; heap after collection " + heaps.getLast() + " MB";
        }
        out.printf("minute %2d: %s; memory: %s%s%n", minute, counts.next(), product.memory(), heap);
        out.printf("           faults, connected %d of %d s: %s%n", connected, connected + unconnected, played);
        played.clear();
        connected = 0;
        unconnected = 0;
    }

    private boolean rightAtTheEnd() throws InterruptedException {
        faults.end();
        long begin = System.nanoTime();
        List<String> wrong = site.wrong();
        while (!wrong.isEmpty() && System.nanoTime() - begin < RIGHT_WITHIN.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
            wrong = site.wrong();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.printf(
                "%d events; %d of %d agents right %.1f s after the last fault had ended%n",
                events, site.agents().size() - wrong.size(), site.agents().size(), seconds);
        if (!wrong.isEmpty()) {
            out.println("WRONG: " + wrong.subList(0, Math.min(10, wrong.size())) + "\n" + product.tail());
        }
        return wrong.isEmpty();
    }

    private boolean noStorm() {
        out.println("requests to Webex:");
        counts.summary().forEach(out::println);
        long subscribe = counts.most("subscribe");
        long others = counts.mostBeside("subscribe");
        boolean kept = subscribe <= MOST_SUBSCRIBE_CALLS && others <= MOST_OTHER_CALLS;
        out.printf(
                "most in a minute: %d subscription calls (bound %d), %d others (bound %d): %s%n",
                subscribe, MOST_SUBSCRIBE_CALLS, others, MOST_OTHER_CALLS, kept ? "no storm" : "STORM");
        return kept;
    }

    /// The first third of the run fills caches and history; after it the heap must not grow.
    private boolean flat() {
        long early = heaps.get(endOfFirstThird(heaps.size()));
        long late = heaps.getLast();
        boolean kept = late <= early * 1.2 + 20;
        out.printf(
                "heap after collection: %s MB, bound %d MB at the end: %s%n",
                heaps, Math.round(early * 1.2 + 20), kept ? "flat" : "GROWS");
        return kept;
    }

    /// Which of so many readings, taken at the end of equal parts of a run, is that of its first third.
    static int endOfFirstThird(int readings) {
        return Math.max(0, (readings + 2) / 3 - 1);
    }

    @Override
    public void close() {
        product.close();
        site.close();
    }
}
