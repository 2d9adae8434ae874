package io.presencesync.webex;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Hosts that asked for a rest (423, 429): until it is over no call of ours goes there. Any thread.
final class HostGate {
    static final Duration LONGEST = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    HostGate(InstantSource clock) {
        this.clock = clock;
    }

    /// A longer rest that is already asked for stays.
    void rest(URI uri, Duration wait) {
        Instant end = clock.instant().plus(capped(wait));
        until.merge(host(uri), end, (known, fresh) -> known.isAfter(fresh) ? known : fresh);
    }

    /// How long this host still rests; zero when it may be called.
    Duration left(URI uri) {
        String host = host(uri);
        Instant end = until.get(host);
        if (end == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), end);
        if (left.isPositive()) {
            return left;
        }
        until.remove(host, end);
        return Duration.ZERO;
    }

    static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static String host(URI uri) {
        return TrustedHosts.host(uri) + ":" + uri.getPort();
    }
}
