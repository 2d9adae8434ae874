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
/// another one: else one state would seem to have several times.
///
/// For the same reason a clock that is set back or forward corrects nothing: the states known before keep their times,
/// and whoever listens is told that the next ones may be earlier. Corrections are made anew when another node is asked.
/// Any thread; the listener is called without a lock.
final class NodeClocks {
    private static final Logger log = LoggerFactory.getLogger(NodeClocks.class);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOVED = Duration.ofMillis(500);
    /// More than two measurements may differ by.
    private static final Duration STEP = Duration.ofSeconds(2);

    /// Who is told of the nodes' clocks.
    interface Listener {
        /// A node's clock was measured.
        ///
        /// @param setBack it shows much less than it should
        void measured(URI node, boolean setBack);
    }

    private final URI first;
    private final Map<URI, Duration> fromOurs = new HashMap<>();
    private final Map<URI, Duration> compared = new HashMap<>();
    private final Map<URI, Duration> ahead = new HashMap<>();
    private volatile Listener listener = (node, setBack) -> {};

    NodeClocks(URI first) {
        this.first = first;
    }

    void listen(Listener wanted) {
        listener = wanted;
    }

    /// @param difference the node's clock less ours, the one that is never set
    void measured(URI node, Duration difference) {
        listener.measured(node, took(node, difference));
    }

    private synchronized boolean took(URI node, Duration difference) {
        Duration before = fromOurs.put(node, difference);
        Duration step = before == null ? Duration.ZERO : difference.minus(before);
        if (step.abs().compareTo(STEP) > 0) {
            String words = step.isNegative() ? "back" : "forward";
            log.warn(
                    "The clock of Finesse node {} was set {} by {} s",
                    node,
                    words,
                    step.abs().toSeconds());
        }
        Duration known = compared.getOrDefault(node, difference);
        if (difference.minus(known).abs().compareTo(STEP) <= 0) {
            compared.put(node, difference);
            compare();
        }
        return step.compareTo(STEP.negated()) < 0;
    }

    /// Another node is asked from now on, and what is known of the agents is read anew.
    synchronized void compareAnew() {
        compared.putAll(fromOurs);
        compare();
    }

    private void compare() {
        Duration reference = compared.get(first);
        if (reference != null) {
            compared.forEach((other, its) -> compared(other, its.minus(reference)));
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

    /// The node's clock less ours, as last measured; null before.
    synchronized @Nullable Duration fromOurs(URI node) {
        return fromOurs.get(node);
    }
}
