package io.presencesync.simulators.finesse;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects one user's notifications.
final class HeardUpdates implements AutoCloseable {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final FinesseSimulator.Subscription subscription;

    HeardUpdates(FinesseSimulator finesse, String loginId) {
        subscription = finesse.subscribe(loginId, heard::add);
    }

    /// The next one, within some seconds.
    String next() {
        return nextWhere(_ -> true);
    }

    /// The next one that fits; those before it are dropped.
    String nextWhere(Predicate<String> wanted) {
        try {
            for (@Nullable String xml = poll(); xml != null; xml = poll()) {
                if (wanted.test(xml)) {
                    return xml;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no such notification came");
    }

    /// What has come so far and was not taken.
    List<String> rest() {
        return List.copyOf(heard);
    }

    private @Nullable String poll() throws InterruptedException {
        return heard.poll(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
