package io.presencesync.gadget;

import io.presencesync.engine.Timers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.socketio.SocketIoSocket;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One proved gadget's connection.
final class GadgetSession {
    private static final Outcome GONE = new Outcome.Failed(
            Outcome.Failure.CHANNEL_GONE, "gadget_gone", "their gadget lost its connection before it answered");

    private final AgentId agent;
    private final SocketIoSocket socket;
    private final boolean legacy;
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private volatile boolean namesChanges;
    private volatile Timers.@Nullable Cancellable renewal;

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

    /// Whether its changes at Finesse bear the ids of our commands; it has shown so with one.
    boolean namesChanges() {
        return namesChanges;
    }

    void provesToNameChanges() {
        namesChanges = true;
    }

    /// Completes when the connection has ended, with what that means for a command under way.
    CompletableFuture<Outcome> end() {
        return end;
    }

    /// What will give it a fresh token; called off when it ends, so that nothing holds an ended connection for long.
    void renewal(Timers.Cancellable next) {
        renewal = next;
        if (end.isDone()) {
            next.cancel();
        }
    }

    void closed() {
        end.complete(GONE);
        Timers.Cancellable next = renewal;
        if (next != null) {
            next.cancel();
        }
    }
}
