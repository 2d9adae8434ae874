package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.config.TrustedProxies;
import io.presencesync.engine.AgentAdmission;
import io.presencesync.engine.AgentObserver;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.AgentWishes;
import io.presencesync.engine.OutcomeListener;
import io.presencesync.engine.Standing;
import io.presencesync.engine.Timers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.socketio.DisconnectReason;
import io.presencesync.socketio.SocketIoAck;
import io.presencesync.socketio.SocketIoListener;
import io.presencesync.socketio.SocketIoSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the gadgets of one site in that prove who they are, and brings their reports to the engine. A connection that
/// shows no proof within ten seconds is closed; until its proof is found right it hears nothing, however long Finesse
/// must be waited for.
///
/// Socket.IO calls come on event loops: everything that may wait runs on a virtual thread.
public final class GadgetServer implements SocketIoListener, AgentObserver {
    private static final Logger log = LoggerFactory.getLogger(GadgetServer.class);
    private static final Duration PROOF_BY = Duration.ofSeconds(10);

    private static final ProofLine.Bounds LINE = new ProofLine.Bounds(50, 8, 20_000);

    private final SiteId site;
    private final GadgetSessions sessions;
    private final GadgetDoor door;
    private final Ports ports;
    private final GadgetWishes wishes;
    private final boolean legacyAllowed;
    private final ProofLine line;
    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Map<String, GadgetSession> bySocket = new ConcurrentHashMap<>();
    private final Map<AgentId, Shown> shown = new ConcurrentHashMap<>();
    private final Map<AgentId, JsonNode> reasons = new ConcurrentHashMap<>();
    private final GadgetFaults faults;

    /// What the server works with.
    ///
    /// @param heldFor the presence for which an agent is held now
    /// @param reasonsChanged told when an agent's list of reasons is another than before
    /// @param proxies believed when they say for whom they ask
    /// @param wishes what an agent may want of us
    /// @param clock by which everything waits; never set
    /// @param wall what people call the time: pauses are meant by it
    /// @param arrived told when an agent's gadget is there, so that decisions are made again
    public record Ports(
            AgentStateListener states,
            OutcomeListener outcomes,
            AgentAdmission admission,
            AgentWishes wishes,
            TrustedProxies proxies,
            Function<AgentId, Optional<Presence>> heldFor,
            Consumer<AgentId> arrived,
            Consumer<AgentId> reasonsChanged,
            Timers timers,
            Executor threads,
            InstantSource clock,
            InstantSource wall) {
        /// Where the clock on the wall is never set.
        public Ports(
                AgentStateListener states,
                OutcomeListener outcomes,
                AgentAdmission admission,
                AgentWishes wishes,
                TrustedProxies proxies,
                Function<AgentId, Optional<Presence>> heldFor,
                Consumer<AgentId> arrived,
                Consumer<AgentId> reasonsChanged,
                Timers timers,
                Executor threads,
                InstantSource clock) {
            this(
                    states,
                    outcomes,
                    admission,
                    wishes,
                    proxies,
                    heldFor,
                    arrived,
                    reasonsChanged,
                    timers,
                    threads,
                    clock,
                    clock);
        }
    }

    public GadgetServer(SiteId site, GadgetSessions sessions, GadgetDoor door, Ports ports, boolean legacyAllowed) {
        this.site = site;
        this.sessions = sessions;
        this.door = door;
        this.ports = ports;
        this.wishes = new GadgetWishes(ports.wishes(), ports.clock(), ports.wall(), this::tellPause);
        this.legacyAllowed = legacyAllowed;
        this.faults = new GadgetFaults(ports.clock());
        this.line = new ProofLine(LINE, ports.timers(), ports.threads(), ports.clock());
    }

    @Override
    public void onConnect(SocketIoSocket socket) {
        here.add(socket.id());
        JsonNode auth = socket.handshakeAuth();
        if (auth == null || !auth.isObject() || !auth.has("id")) {
            ports.timers().after(PROOF_BY, () -> closeUnproved(socket));
        } else if (!door.mustAsk(auth, address(socket))) {
            ports.threads().execute(() -> prove(socket, auth));
        } else if (!line.enter(() -> here.contains(socket.id()), () -> prove(socket, auth))) {
            refuse(socket, "unavailable", "too many gadgets wait to be checked at Finesse");
        }
    }

    private void closeUnproved(SocketIoSocket socket) {
        if (!bySocket.containsKey(socket.id())) {
            socket.disconnect(false);
        }
    }

    private void prove(SocketIoSocket socket, JsonNode auth) {
        switch (door.knock(auth, address(socket))) {
            case GadgetDoor.Answer.Proven(var who) -> welcome(socket, who);
            case GadgetDoor.Answer.Refused(String word, String why) -> refuse(socket, word, why);
        }
    }

    private void welcome(SocketIoSocket socket, TokenSigner.Identity who) {
        if (!ports.admission().admit(who.user(), who.loginName(), who.name())) {
            notFollowed(socket, who);
            return;
        }
        GadgetSession session = new GadgetSession(new AgentId(site, who.user()), socket, false);
        enter(session);
        socket.emit("welcome", door.welcome(who));
        renewLater(session, who);
        Shown last = shown.get(session.agent());
        if (last != null) {
            socket.emit("presence", last.presence());
            socket.emit("pause", last.pause());
        }
    }

    private String address(SocketIoSocket socket) {
        String peer = socket.remoteAddress().replaceFirst(":\\d+$", "");
        return ports.proxies().client(peer, socket.header("X-Forwarded-For").orElse(null));
    }

    private void renewLater(GadgetSession session, TokenSigner.Identity who) {
        Runnable renew = () -> renew(session, who);
        session.renewal(
                ports.timers().after(door.tokenEvery(), () -> ports.threads().execute(renew)));
    }

    private void renew(GadgetSession session, TokenSigner.Identity who) {
        session.socket().emit("token", door.token(who));
        renewLater(session, who);
    }

    /// Right after a start Finesse has not told yet who the agents are: he comes again soon.
    private void notFollowed(SocketIoSocket socket, TokenSigner.Identity who) {
        if (ports.admission().knows()) {
            refuse(socket, "not_followed", who.loginName() + " is not among the agents this service follows");
        } else {
            refuse(socket, "unavailable", "Finesse has not told yet who the agents are");
        }
    }

    static void refuse(SocketIoSocket socket, String word, String why) {
        log.info("A gadget from {} is refused: {}", socket.remoteAddress(), why);
        socket.emit(
                "refused",
                GadgetWords.JSON.createObjectNode().put("reason", word).put("message", why));
        socket.disconnect(false);
    }

    private void enter(GadgetSession session) {
        bySocket.put(session.socket().id(), session);
        faults.forget(session.agent());
        GadgetSession older = sessions.enter(session);
        if (older != null) {
            older.socket().emit("displaced", GadgetWords.JSON.createObjectNode());
            older.socket().disconnect(false);
        }
        log.info("{}'s gadget is connected{}", session.agent(), session.legacy() ? " (the playbook's)" : "");
        if (!here.contains(session.socket().id())) {
            gone(session.socket(), DisconnectReason.TRANSPORT_CLOSE);
        }
    }

    @Override
    public void onEvent(SocketIoSocket socket, String event, List<JsonNode> arguments, SocketIoAck ack) {
        JsonNode first = arguments.isEmpty() ? null : arguments.getFirst();
        if (first == null || !first.isObject()) {
            log.debug("A gadget's event {} without an object is left out", event.length() > 40 ? "(long)" : event);
            return;
        }
        GadgetSession session = bySocket.get(socket.id());
        if (session != null) {
            heard(session, event, first, ack);
        } else if (event.equals("message") && first.hasNonNull("id")) {
            ports.threads().execute(() -> legacy(socket, first.path("id").asText()));
        }
    }

    private void heard(GadgetSession session, String event, JsonNode body, SocketIoAck ack) {
        switch (event) {
            case "state" -> state(session, body);
            case "unreadable" -> unreadable(session, body);
            case "outcome" -> outcome(session, body);
            case "reasons" -> reasons(session, body);
            case "pause", "resume", "report" -> wishes.heard(session, event, body, ack);
            default -> log.debug("{}'s gadget says {}, which we do not know", session.agent(), event);
        }
    }

    private void state(GadgetSession session, JsonNode body) {
        if (sessions.of(session.agent()) == session) {
            faults.userRead(session.agent());
            ports.states()
                    .seen(session.agent(), GadgetWords.state(body, ports.clock().instant()));
        }
    }

    private void unreadable(GadgetSession session, JsonNode body) {
        if (sessions.of(session.agent()) == session) {
            faults.user(session.agent(), body);
        }
    }

    private void outcome(GadgetSession session, JsonNode body) {
        String id = body.path("id").asText();
        Outcome outcome = GadgetWords.outcome(body);
        nameOf(session, id, GadgetWords.text(body, "requestId"), outcome);
        if (!sessions.answer(session.agent(), id, outcome)) {
            ports.outcomes().learned(session.agent(), id, outcome);
        }
    }

    /// By which name Finesse tells the change, before anybody hears of the outcome.
    private void nameOf(GadgetSession session, String id, @Nullable String atFinesse, Outcome outcome) {
        if (id.equals(atFinesse)) {
            session.provesToNameChanges();
        }
        if (id.equals(atFinesse) || outcome instanceof Outcome.NotSent) {
            sessions.names().settled(session.agent(), id);
        }
    }

    /// A gadget that could read no list says nothing of what there is.
    private void reasons(GadgetSession session, JsonNode body) {
        if (body.path("fault").isObject()) {
            faults.reasons(session.agent(), body.path("fault"));
            return;
        }
        faults.reasonsRead(session.agent());
        JsonNode labels = body.path("labels");
        if (labels.equals(reasons.put(session.agent(), labels))) {
            return;
        }
        List<String> has = labels.findValuesAsText("label");
        ports.reasonsChanged().accept(session.agent());
        List<String> gaps = ReasonLabel.OURS.stream()
                .filter(label -> !has.contains(label.value()))
                .map(label -> label.gap(has))
                .toList();
        if (has.isEmpty()) {
            log.warn(
                    "Finesse offers {} no Not Ready reasons at all: create these and assign them to the agent's team: {}",
                    session.agent(),
                    String.join("; ", gaps));
        } else if (!gaps.isEmpty()) {
            log.warn(
                    "{} lacks Not Ready reasons, which must exist and be assigned to the agent's team: {}",
                    session.agent(),
                    String.join("; ", gaps));
        }
    }

    /// The labels of the reasons that the agent's gadget found when it last looked; empty when it never told. Any
    /// thread.
    public Optional<Set<String>> labelsOf(AgentId agent) {
        JsonNode told = reasons.get(agent);
        return told == null ? Optional.empty() : Optional.of(Set.copyOf(told.findValuesAsText("label")));
    }

    /// The agents whose connected gadgets cannot read them from Finesse, and why. Any thread.
    public Map<AgentId, GadgetFault> unreadableUsers() {
        return faults.users();
    }

    /// The agents whose connected gadgets could not read their Not Ready reasons from Finesse, and why. Any thread.
    public Map<AgentId, GadgetFault> unreadableReasons() {
        return faults.reasons();
    }

    /// The agents with a connected gadget to whom Finesse offers no Not Ready reason at all. Any thread.
    public Set<AgentId> withoutReasons() {
        return reasons.entrySet().stream()
                .filter(told -> told.getValue().isEmpty() && sessions.has(told.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What holds, to a gadget whose wish could not be met.
    private void tellPause(GadgetSession session) {
        Shown last = shown.get(session.agent());
        session.socket().emit("pause", last == null ? Shown.NOT_PAUSED : last.pause());
    }

    /// The playbook's gadget says only who it is; it is believed only where that is allowed.
    private void legacy(SocketIoSocket socket, String id) {
        AgentId agent = new AgentId(site, new FinesseUserId(id));
        if (!legacyAllowed || !ports.admission().admit(agent.user(), id, id)) {
            log.info("A playbook gadget for {} from {} is refused", agent, socket.remoteAddress());
            socket.disconnect(false);
            return;
        }
        GadgetSession session = new GadgetSession(agent, socket, true);
        enter(session);
        sessions.names().commanded(session, "");
        ports.heldFor()
                .apply(agent)
                .ifPresent(presence -> socket.emit("message", GadgetFiles.json(presence.composition())));
        ports.arrived().accept(agent);
    }

    @Override
    public void onDisconnect(SocketIoSocket socket, DisconnectReason reason) {
        here.remove(socket.id());
        gone(socket, reason);
    }

    /// Also of one that left while it was being proved: then whichever of the two comes second finds the session.
    private void gone(SocketIoSocket socket, DisconnectReason reason) {
        GadgetSession session = bySocket.remove(socket.id());
        if (session == null) {
            return;
        }
        session.closed();
        if (sessions.leave(session)) {
            faults.forget(session.agent());
            log.info("{}'s gadget is gone ({})", session.agent(), reason);
            ports.states().gap(session.agent());
        }
    }

    @Override
    public void observe(AgentId agent, Standing standing) {
        Shown now = Shown.of(standing);
        Shown before = shown.put(agent, now);
        GadgetSession session = sessions.of(agent);
        if (session == null || session.legacy()) {
            return;
        }
        if (before == null || !now.presence().equals(before.presence())) {
            session.socket().emit("presence", now.presence());
        }
        if (before == null ? now.paused() : !now.pause().equals(before.pause())) {
            session.socket().emit("pause", now.pause());
        }
    }
}
