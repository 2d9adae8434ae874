package io.presencesync.finesse;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the nodes' clocks are apart, so that the times two nodes tell can be compared. The first node's clock
/// counts;
/// a cluster of one is never corrected, for agents' desktops show the same times. What a measurement cannot tell from
/// the way over the network is no difference, and a difference once found changes only when it has clearly become
/// another one: else one state would seem to have several times. Any thread.
final class NodeClocks {
    private static final Logger log = LoggerFactory.getLogger(NodeClocks.class);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOVED = Duration.ofMillis(500);

    private final URI first;
    private final Map<URI, Duration> fromOurs = new HashMap<>();
    private final Map<URI, Duration> ahead = new HashMap<>();

    NodeClocks(URI first) {
        this.first = first;
    }

    /// @param difference the node's clock less ours
    synchronized void measured(URI node, Duration difference) {
        fromOurs.put(node, difference);
        Duration reference = fromOurs.get(first);
        if (reference != null) {
            fromOurs.forEach((other, its) -> compared(other, its.minus(reference)));
        }
    }

    private void compared(URI node, Duration apart) {
        Duration known = ahead(node);
        Duration next = next(known, apart);
        if (next == null) {
            return;
        }
        ahead.put(node, next);
        String words = next.isNegative() ? "behind" : "ahead of";
        log.warn(
                "The clock of Finesse node {} is {} ms {} that of {}; its times are corrected",
                node,
                next.abs().toMillis(),
                words,
                first);
    }

    private static @Nullable Duration next(Duration known, Duration apart) {
        boolean small = apart.abs().compareTo(LEAST) < 0;
        boolean same = known.isZero() ? small : apart.minus(known).abs().compareTo(MOVED) <= 0;
        return same ? null : small ? Duration.ZERO : apart;
    }

    /// How much the node's times are ahead of the first node's.
    synchronized Duration ahead(URI node) {
        return ahead.getOrDefault(node, Duration.ZERO);
    }
}
