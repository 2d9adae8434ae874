package io.presencesync.finesse;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The requests that wait at each node of a cluster. Any thread.
final class NodeQueues {
    private final Map<URI, ConnectionQueue> queues;

    NodeQueues(List<URI> nodes) {
        Map<URI, ConnectionQueue> all = new LinkedHashMap<>();
        nodes.forEach(node -> all.put(node, new ConnectionQueue(ConnectionQueue.Bounds.STANDARD, () -> rest(node))));
        this.queues = Map.copyOf(all);
    }

    ConnectionQueue of(URI node) {
        return Objects.requireNonNull(queues.get(node), "one of the cluster's nodes");
    }

    /// Where a request had best go: to the node we talk to, unless it rests and the other one need not.
    URI target(FinesseNodes nodes) {
        URI node = nodes.current();
        URI other = nodes.beside(node);
        boolean better =
                rest(node).isPositive() && !nodes.isDown(other) && !rest(other).isPositive();
        return better ? other : node;
    }

    /// How long this node is still to be left alone; zero when it may be asked.
    Duration rest(URI node) {
        return Duration.ZERO;
    }
}
