package io.presencesync.engine;

import io.presencesync.agent.AgentEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// One agent's waiting events, bounded. When full, the oldest presence gives way (a newer one says more); without one,
/// the oldest state does, and a [AgentEvent.Gap] takes its place, so that no step is read where one is missing. Answers
/// to requests are never thrown away: there is at most one of them.
final class Mailbox {
    private final int capacity;
    private final Deque<AgentEvent> waiting = new ArrayDeque<>();
    private long dropped;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    synchronized void put(AgentEvent event) {
        if (waiting.size() >= capacity && !drop(AgentEvent.PresenceHeard.class) && drop(AgentEvent.StateSeen.class)) {
            waiting.addFirst(new AgentEvent.Gap());
        }
        waiting.addLast(event);
    }

    private boolean drop(Class<? extends AgentEvent> kind) {
        for (Iterator<AgentEvent> at = waiting.iterator(); at.hasNext(); ) {
            if (kind.isInstance(at.next())) {
                at.remove();
                dropped++;
                return true;
            }
        }
        return false;
    }

    synchronized @Nullable AgentEvent take() {
        return waiting.pollFirst();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized long dropped() {
        return dropped;
    }
}
