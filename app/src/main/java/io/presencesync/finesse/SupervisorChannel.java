package io.presencesync.finesse;

import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.engine.RequestGate;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets states by REST as a supervisor, never with a reason code. Each node has its own pace, holds before releases.
/// A release reads the agent directly before, so that a choice of their own that reached Finesse meanwhile stands;
/// the read by which it could be decided may be that one.
final class SupervisorChannel implements AgentChannel {
    private static final Logger log = LoggerFactory.getLogger(SupervisorChannel.class);

    private final @Nullable FinesseClient supervisor;
    private final StateReads reader;
    private final FinesseNodes nodes;
    private final NodeQueues queues;
    private final Map<URI, Turnstile> turnstiles;

    /// @param supervisor null when no supervisor account is set
    /// @param turnstiles one per node
    SupervisorChannel(
            @Nullable FinesseClient supervisor,
            StateReads reader,
            FinesseNodes nodes,
            NodeQueues queues,
            Map<URI, Turnstile> turnstiles) {
        this.supervisor = supervisor;
        this.reader = reader;
        this.nodes = nodes;
        this.queues = queues;
        this.turnstiles = Map.copyOf(turnstiles);
    }

    @Override
    public ChannelKind kind(AgentId agent) {
        return ChannelKind.SUPERVISOR;
    }

    @Override
    public boolean available(AgentId agent) {
        return supervisor != null && !supervisor.account().stopped() && nodes.serving();
    }

    @Override
    public Outcome send(StateRequest request, RequestGate gate) {
        if (supervisor == null) {
            return new Outcome.Failed(
                    Outcome.Failure.CHANNEL_GONE,
                    "no_supervisor",
                    "no supervisor account: set FINESSE_SUPERVISOR_TOKEN");
        }
        try {
            return sendInTurn(supervisor, request, gate);
        } catch (FinesseFailure failure) {
            return failure.failed();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.NotSent("stopped while waiting for its turn");
        } catch (RuntimeException fault) {
            log.error("request {} for agent {} failed unexpectedly", request.id(), request.agent(), fault);
            return new Outcome.Failed(Outcome.Failure.RETRY, "internal", "unexpected fault: " + fault);
        }
    }

    /// A request that certainly had no effect goes to the other node at once, at that node's pace.
    private Outcome sendInTurn(FinesseClient client, StateRequest request, RequestGate gate)
            throws FinesseFailure, InterruptedException {
        URI node = passed(request);
        try {
            return sendTo(node, client, request, gate);
        } catch (FinesseFailure failure) {
            if (!failure.withoutEffect() || queues.target(nodes).equals(node)) {
                throw failure;
            }
            return sendTo(passed(request), client, request, gate);
        }
    }

    /// Waits for its turn at the node we talk to; gives back that node.
    private URI passed(StateRequest request) throws InterruptedException {
        while (true) {
            URI node = queues.target(nodes);
            turnstile(node).pass(request.target() == TargetState.NOT_READY);
            if (node.equals(queues.target(nodes))) {
                return node;
            }
            turnstile(node).done(false);
        }
    }

    private Turnstile turnstile(URI node) {
        return turnstiles.getOrDefault(node, UNLIMITED);
    }

    /// Whatever comes of a request that has left, it keeps its place in the pace: failures are paced too.
    private Outcome sendTo(URI node, FinesseClient client, StateRequest request, RequestGate gate)
            throws FinesseFailure {
        AtomicBoolean left = new AtomicBoolean();
        try {
            Optional<String> objection = objection(request, gate, left);
            if (objection.isPresent()) {
                left.set(false);
                return new Outcome.NotSent(objection.get());
            }
            if (!nodes.serving()) {
                throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "out_of_service", "no Finesse node is in service");
            }
            left.set(false);
            BooleanSupplier leaves = () -> {
                left.set(gate.leave());
                return left.get();
            };
            boolean sent = client.setState(node, request.agent().user(), request.target(), request.id(), leaves);
            return sent ? new Outcome.Accepted() : new Outcome.NotSent(NOT_WANTED);
        } finally {
            turnstile(node).done(left.get());
        }
    }

    private static final Turnstile UNLIMITED = new Turnstile(0, 1, () -> Instant.EPOCH);
    private static final String NOT_WANTED = "no longer wanted when its turn came";

    /// Asks the agent before a release.
    ///
    /// @param left told that a read has left: where it fails, that keeps the request's place in the pace
    private Optional<String> objection(StateRequest request, RequestGate gate, AtomicBoolean left)
            throws FinesseFailure {
        if (request.target() == TargetState.NOT_READY) {
            return Optional.empty();
        }
        if (!gate.mayLeave()) {
            return Optional.of(NOT_WANTED);
        }
        left.set(true);
        return switch (reader.readForRelease(request)) {
            case Reading.Known known -> request.onlyIf().objection(known.state());
            case Reading.Failed failed -> throw new FinesseFailure(failed.failure(), 0);
        };
    }
}
