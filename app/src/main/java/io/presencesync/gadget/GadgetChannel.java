package io.presencesync.gadget;

import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.AgentStateReader;
import io.presencesync.engine.RequestGate;
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
import org.jspecify.annotations.Nullable;

/// Commands to the agent's own gadget, repeated under the same id until answered or out of time. A playbook gadget gets
/// the presence itself and never answers: its 202 is ours to assume, and the state shown is the proof. It makes a state
/// of whatever it gets, so the agent is read directly before: a choice he made since the decision stands.
public final class GadgetChannel implements AgentChannel {
    private static final Outcome NOT_WANTED = new Outcome.NotSent("no longer wanted when it was to leave");

    private final GadgetSessions sessions;
    private final AgentStateReader reader;
    private final Patience patience;

    /// @param reader asked before a playbook gadget is told anything
    public GadgetChannel(GadgetSessions sessions, AgentStateReader reader, Patience patience) {
        this.sessions = sessions;
        this.reader = reader;
        this.patience = patience;
    }

    @Override
    public ChannelKind kind(AgentId agent) {
        return ChannelKind.GADGET;
    }

    @Override
    public boolean available(AgentId agent) {
        return sessions.of(agent) != null;
    }

    @Override
    public Outcome send(StateRequest request, RequestGate gate) {
        GadgetSession session = sessions.of(request.agent());
        if (session == null) {
            return new Outcome.Failed(Outcome.Failure.CHANNEL_GONE, "no_gadget", "their gadget is not connected");
        }
        if (session.legacy()) {
            return gate.mayLeave() ? tellLegacy(session, request, gate) : NOT_WANTED;
        }
        return gate.leave() ? command(session, request, gate) : NOT_WANTED;
    }

    private Outcome tellLegacy(GadgetSession session, StateRequest request, RequestGate gate) {
        return switch (reader.readForWish(request.agent())) {
            case AgentStateReader.Reading.Failed(var failure) -> failure;
            case AgentStateReader.Reading.Known(var state) ->
                request.onlyIf()
                        .objection(state)
                        .<Outcome>map(Outcome.NotSent::new)
                        .orElseGet(() -> tell(session, request, gate));
        };
    }

    private Outcome tell(GadgetSession session, StateRequest request, RequestGate gate) {
        if (!gate.leave()) {
            return NOT_WANTED;
        }
        sessions.names().commanded(session, request.id());
        session.socket().emit("message", GadgetFiles.json(request.cause().composition()));
        return new Outcome.Accepted();
    }

    private Outcome command(GadgetSession session, StateRequest request, RequestGate gate) {
        CompletableFuture<Outcome> answer = sessions.expect(request.agent(), request.id());
        try {
            Outcome outcome = answered(session, request, gate, answer);
            return outcome == null ? givenUp(session, request, answer) : outcome;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(Outcome.Failure.RETRY, "stopping", "the service is stopping");
        } finally {
            sessions.forget(request.agent(), request.id());
        }
    }

    /// Null when there was no outcome within the time.
    private @Nullable Outcome answered(
            GadgetSession session, StateRequest request, RequestGate gate, CompletableFuture<Outcome> answer)
            throws InterruptedException {
        CompletableFuture<Outcome> either = answer.applyToEither(session.end(), outcome -> outcome);
        Duration left = patience.answerWithin();
        sessions.names().commanded(session, request.id());
        while (left.isPositive()) {
            Duration part = left.compareTo(Patience.REPEAT) < 0 ? left : Patience.REPEAT;
            session.socket().emit("command", GadgetWords.command(request));
            Outcome outcome = await(either, part);
            if (outcome != null) {
                return outcome.equals(session.end().getNow(null)) ? gone(answer, outcome) : outcome;
            }
            left = gate.stillWanted() ? left.minus(part) : Duration.ZERO;
        }
        return null;
    }

    /// The connection was lost: the outcome may come by the next one.
    private Outcome gone(CompletableFuture<Outcome> answer, Outcome lost) throws InterruptedException {
        Outcome late = await(answer, patience.lateWithin());
        return late == null ? lost : late;
    }

    /// A gadget that does not answer is cut off before another way is taken: without a connection it carries nothing
    /// out, and what it has done already it tells at once when it comes back.
    private Outcome givenUp(GadgetSession session, StateRequest request, CompletableFuture<Outcome> answer)
            throws InterruptedException {
        if (patience.lateWithin().isPositive()) {
            session.socket().disconnect(false);
            Outcome late = await(answer, patience.lateWithin());
            if (late != null) {
                return late;
            }
        }
        return silence(request);
    }

    private static @Nullable Outcome await(CompletableFuture<Outcome> answer, Duration within)
            throws InterruptedException {
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return null;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Outcome silence(StateRequest request) {
        String asked = request.target() == TargetState.READY ? "READY" : "NOT_READY";
        return new Outcome.Failed(
                Outcome.Failure.RETRY, Outcome.SILENT, "their gadget did not answer the command " + asked);
    }
}
