package io.presencesync.finesse;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The one or two nodes of a cluster and which of them we talk to. Any thread.
final class FinesseNodes {
    private final List<URI> nodes;
    private final AtomicInteger turn = new AtomicInteger();

    FinesseNodes(List<URI> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no Finesse node is set (FINESSE_BASE_URL)");
        }
        this.nodes = List.copyOf(nodes);
    }

    URI current() {
        return nodes.get(Math.floorMod(turn.get(), nodes.size()));
    }

    /// Grows by one with every change of node.
    int turn() {
        return turn.get();
    }

    boolean several() {
        return nodes.size() > 1;
    }

    List<URI> all() {
        return nodes;
    }

    /// Moves on to the next node, unless somebody else has already left this one.
    void leave(URI node) {
        int now = turn.get();
        if (several() && current().equals(node)) {
            turn.compareAndSet(now, now + 1);
        }
    }
}
