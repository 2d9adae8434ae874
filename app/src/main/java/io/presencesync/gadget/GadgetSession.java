package io.presencesync.gadget;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.socketio.SocketIoSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// One proved gadget's connection. Commands under way are completed by its outcomes, or by its end.
final class GadgetSession {
    private static final Outcome GONE = new Outcome.Failed(
            Outcome.Failure.CHANNEL_GONE, "gadget_gone", "his gadget lost its connection before it answered");

    private final AgentId agent;
    private final SocketIoSocket socket;
    private final boolean legacy;
    private final Map<String, CompletableFuture<Outcome>> commands = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    GadgetSession(AgentId agent, SocketIoSocket socket, boolean legacy) {
        this.agent = agent;
        this.socket = socket;
        this.legacy = legacy;
    }

    AgentId agent() {
        return agent;
    }

    SocketIoSocket socket() {
        return socket;
    }

    boolean legacy() {
        return legacy;
    }

    /// Registers a command whose outcome is to come.
    CompletableFuture<Outcome> expect(String id) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        commands.put(id, outcome);
        if (!open) {
            outcome.complete(GONE);
        }
        return outcome;
    }

    /// Completes a command; false when nobody waits for it (any more).
    boolean answer(String id, Outcome outcome) {
        CompletableFuture<Outcome> waiting = commands.get(id);
        return waiting != null && waiting.complete(outcome);
    }

    void forget(String id) {
        commands.remove(id);
    }

    void closed() {
        open = false;
        commands.values().forEach(waiting -> waiting.complete(GONE));
    }
}
