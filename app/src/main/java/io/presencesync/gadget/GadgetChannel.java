package io.presencesync.gadget;

import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.AgentStateReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Commands to the agent's own gadget, repeated under the same id until answered or out of time. A playbook gadget gets
/// the presence itself and never answers: its 202 is ours to assume, and the state shown is the proof. It makes a state
/// of
/// whatever it gets, so the agent is read directly before: a choice he made since the decision stands.
public final class GadgetChannel implements AgentChannel {
    private static final Duration REPEAT = Duration.ofSeconds(3);
    private static final int TRIES = 4;

    private final GadgetSessions sessions;
    private final AgentStateReader reader;

    /// @param reader asked before a playbook gadget is told anything
    public GadgetChannel(GadgetSessions sessions, AgentStateReader reader) {
        this.sessions = sessions;
        this.reader = reader;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.GADGET;
    }

    @Override
    public boolean available(AgentId agent) {
        return sessions.of(agent) != null;
    }

    @Override
    public Outcome send(StateRequest request, BooleanSupplier stillWanted) {
        GadgetSession session = sessions.of(request.agent());
        if (session == null) {
            return new Outcome.Failed(Outcome.Failure.CHANNEL_GONE, "no_gadget", "his gadget is not connected");
        }
        if (!stillWanted.getAsBoolean()) {
            return new Outcome.NotSent("no longer wanted");
        }
        return session.legacy() ? tellLegacy(session, request, stillWanted) : command(session, request, stillWanted);
    }

    private Outcome tellLegacy(GadgetSession session, StateRequest request, BooleanSupplier stillWanted) {
        return switch (reader.read(request.agent())) {
            case AgentStateReader.Reading.Failed(var failure) -> failure;
            case AgentStateReader.Reading.Known(var state) ->
                request.onlyIf()
                        .objection(state)
                        .<Outcome>map(Outcome.NotSent::new)
                        .orElseGet(() -> tell(session, request, stillWanted));
        };
    }

    private static Outcome tell(GadgetSession session, StateRequest request, BooleanSupplier stillWanted) {
        if (!stillWanted.getAsBoolean()) {
            return new Outcome.NotSent("no longer wanted");
        }
        session.socket().emit("message", GadgetFiles.json(request.cause().composition()));
        return new Outcome.Accepted();
    }

    private static Outcome command(GadgetSession session, StateRequest request, BooleanSupplier stillWanted) {
        CompletableFuture<Outcome> answer = session.expect(request.id());
        try {
            for (int attempt = 1; attempt <= TRIES && (attempt == 1 || stillWanted.getAsBoolean()); attempt++) {
                session.socket().emit("command", GadgetWords.command(request));
                Outcome outcome = await(answer);
                if (outcome != null) {
                    return outcome;
                }
            }
            return silence(request);
        } finally {
            session.forget(request.id());
        }
    }

    private static @Nullable Outcome await(CompletableFuture<Outcome> answer) {
        try {
            return answer.get(REPEAT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(Outcome.Failure.RETRY, "stopping", "the service is stopping");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Outcome silence(StateRequest request) {
        String asked = request.target() == TargetState.READY ? "READY" : "NOT_READY";
        return new Outcome.Failed(Outcome.Failure.RETRY, "timeout", "his gadget did not answer the command " + asked);
    }
}
