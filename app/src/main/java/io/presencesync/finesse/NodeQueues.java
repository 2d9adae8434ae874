package io.presencesync.finesse;

import io.presencesync.net.Cooldown;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The requests that wait at each node of a cluster, and how long a node that answered 429 is left alone: by every
/// request, whoever makes it. Finesse itself is not known to limit requests, proxies in front of it do. Any thread.
final class NodeQueues {
    private final Map<URI, ConnectionQueue> queues;
    private final Cooldown<URI> rests;
    private final InstantSource clock;

    NodeQueues(List<URI> nodes, InstantSource clock) {
        this.clock = clock;
        this.rests = new Cooldown<>(clock);
        Map<URI, ConnectionQueue> all = new LinkedHashMap<>();
        nodes.forEach(
                node -> all.put(node, new ConnectionQueue(ConnectionQueue.Bounds.STANDARD, () -> rest(node), clock)));
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
        return rests.left(node);
    }

    /// The node answered 429; gives back how long it is left alone.
    Duration refused(URI node, HttpAnswer answer) {
        return rests.refused(node, RetryAfter.of(answer, clock.instant()));
    }

    /// The node gave another answer than 429.
    void answered(URI node) {
        rests.answered(node);
        of(node).answered();
    }
}
