package io.presencesync.gadget;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The live gadget of each agent, of which the newest connection wins, and the commands that wait for an outcome:
/// it may come by a later connection than the one the command went by. Thread-safe.
public final class GadgetSessions {
    private record Command(AgentId agent, String id) {}

    private final Map<AgentId, GadgetSession> live = new ConcurrentHashMap<>();
    private final Map<Command, CompletableFuture<Outcome>> commands = new ConcurrentHashMap<>();
    private final RequestNames names;

    public GadgetSessions() {
        this(System::nanoTime);
    }

    /// @param nanos a clock that never steps
    GadgetSessions(LongSupplier nanos) {
        this.names = new RequestNames(nanos);
    }

    RequestNames names() {
        return names;
    }

    /// What Finesse tells of agents, on its way: no request is named that might be a gadget's own under another name.
    public AgentStateListener onTheWayTo(AgentStateListener next) {
        return names.onTheWayTo(next);
    }

    /// Puts a session in; gives back the one it displaces.
    @Nullable
    GadgetSession enter(GadgetSession session) {
        return live.put(session.agent(), session);
    }

    /// Takes a session out; false when a newer one has taken its place.
    boolean leave(GadgetSession session) {
        return live.remove(session.agent(), session);
    }

    @Nullable
    GadgetSession of(AgentId agent) {
        return live.get(agent);
    }

    /// Whether this agent's gadget is connected and proved.
    public boolean has(AgentId agent) {
        return live.containsKey(agent);
    }

    /// Gadgets connected and proved at this moment.
    public int count() {
        return live.size();
    }

    /// Registers a command whose outcome is to come.
    CompletableFuture<Outcome> expect(AgentId agent, String id) {
        return commands.computeIfAbsent(new Command(agent, id), _ -> new CompletableFuture<>());
    }

    /// Completes a command; false when nobody waits for it (any more).
    boolean answer(AgentId agent, String id, Outcome outcome) {
        CompletableFuture<Outcome> waiting = commands.get(new Command(agent, id));
        return waiting != null && waiting.complete(outcome);
    }

    void forget(AgentId agent, String id) {
        commands.remove(new Command(agent, id));
    }
}
