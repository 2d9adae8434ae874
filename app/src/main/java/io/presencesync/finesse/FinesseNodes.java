package io.presencesync.finesse;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one or two nodes of a cluster, what is known of each, and which of them we talk to. A node that is down is left
/// for one that is not; one that has come back is used only when the present one goes down, so that nothing flaps. Any
/// thread; the listener is called without a lock.
final class FinesseNodes {
    /// What those who care about the nodes are told.
    interface Listener {
        /// Whether the cluster serves has changed, or another node is asked from now on.
        void changed();
    }

    private final List<URI> nodes;
    private final Set<URI> down = new HashSet<>();
    private int turn;
    private @Nullable URI primary;
    private volatile Listener listener = () -> {};

    FinesseNodes(List<URI> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no Finesse node is set (FINESSE_BASE_URL)");
        }
        this.nodes = List.copyOf(nodes);
    }

    void listen(Listener wanted) {
        listener = wanted;
    }

    synchronized URI current() {
        return nodes.get(turn % nodes.size());
    }

    /// Grows with every change of node.
    synchronized int turn() {
        return turn;
    }

    boolean several() {
        return nodes.size() > 1;
    }

    List<URI> all() {
        return nodes;
    }

    /// The node beside this one; the same where there is only one.
    URI beside(URI node) {
        return nodes.stream().filter(other -> !other.equals(node)).findFirst().orElse(node);
    }

    /// Whether the node we talk to can be expected to act.
    synchronized boolean serving() {
        return !down.contains(current());
    }

    synchronized boolean isDown(URI node) {
        return down.contains(node);
    }

    /// This node is silent or out of service: the other one is asked from now on, unless it is down too.
    void down(URI node) {
        changing(() -> {
            down.add(node);
            if (node.equals(current()) && !down.contains(beside(node))) {
                turn++;
            }
        });
    }

    /// This node acts.
    void up(URI node) {
        changing(() -> {
            down.remove(node);
            if (down.contains(current())) {
                turn++;
            }
        });
    }

    private void changing(Runnable step) {
        boolean changed;
        synchronized (this) {
            boolean served = serving();
            int before = turn;
            step.run();
            changed = served != serving() || before != turn;
        }
        if (changed) {
            listener.changed();
        }
    }

    synchronized void primary(URI node) {
        primary = node;
    }

    /// Who answers configuration calls: the primary node where it is known and not down.
    synchronized URI forConfiguration() {
        return Optional.ofNullable(primary).filter(node -> !down.contains(node)).orElse(current());
    }
}
