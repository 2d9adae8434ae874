package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.Agent;
import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.UserProfile;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One agent's gadget as far as the wire goes: Engine.IO 4 and Socket.IO 5 over a WebSocket. Proves who it is, carries
/// out commands at the agent's desk, tells outcomes and states. Lives on one event loop.
final class GadgetClient {
    private final UserProfile user;
    private final AgentControl desk;
    private final Ledger ledger;
    private final CompletableFuture<GadgetClient> welcomed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    GadgetClient(UserProfile user, AgentControl desk, Ledger ledger) {
        this.user = user;
        this.desk = desk;
        this.ledger = ledger;
    }

    /// Completes when the product has taken it in.
    CompletableFuture<GadgetClient> connect(WebSocketClient sockets, int port) {
        sockets.connect(port, "127.0.0.1", "/socket.io/?EIO=4&transport=websocket")
                .onSuccess(this::opened)
                .onFailure(welcomed::completeExceptionally);
        return welcomed;
    }

    private void opened(WebSocket open) {
        socket = open;
        open.textMessageHandler(text -> received(text, System.nanoTime()));
        open.closeHandler(_ -> welcomed.completeExceptionally(new BenchFailure("a gadget's connection was closed")));
    }

    private void received(String text, long nanos) {
        switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '0' -> send("40" + auth().encode());
            case '2' -> send("3");
            case '4' -> packet(text.substring(1), nanos);
            default -> {}
        }
    }

    private JsonObject auth() {
        return new JsonObject()
                .put("protocol", 1)
                .put("id", user.loginId())
                .put("authorization", "Basic " + Settings.basic(user));
    }

    private void packet(String packet, long nanos) {
        if (packet.startsWith("2[")) {
            JsonArray event = new JsonArray(packet.substring(1));
            event(event.getString(0), event, nanos);
        }
    }

    private void event(String name, JsonArray event, long nanos) {
        switch (name) {
            case "welcome" -> {
                tellState();
                welcomed.complete(this);
            }
            case "command" -> command(event.getJsonObject(1), nanos);
            case "refused" -> welcomed.completeExceptionally(new BenchFailure("a gadget was refused: " + event));
            default -> {}
        }
    }

    private void command(JsonObject command, long nanos) {
        ledger.answer(user.loginId(), Kind.ofState(command.getString("state")), nanos);
        emit("outcome", carriedOut(command).put("id", command.getString("id")));
        tellState();
    }

    private JsonObject carriedOut(JsonObject command) {
        try {
            boolean ready = command.getString("state").equals("READY");
            var _ = ready ? desk.ready() : desk.notReady(command.getString("reasonLabel"));
            return new JsonObject().put("ok", true);
        } catch (IllegalStateException refused) {
            return new JsonObject()
                    .put("ok", false)
                    .put("status", 400)
                    .put("errorType", "Invalid State")
                    .put("errorMessage", refused.getMessage());
        }
    }

    private void tellState() {
        Agent now = desk.now();
        emit(
                "state",
                new JsonObject()
                        .put("state", now.status().state().name())
                        .put("reasonId", now.status().reason().id())
                        .put("reasonLabel", desk.reasonLabel())
                        .put("stateChangeTime", String.valueOf(now.changedAt())));
    }

    private void emit(String event, JsonObject body) {
        send("42" + new JsonArray().add(event).add(body).encode());
    }

    private void send(String text) {
        if (socket != null) {
            socket.writeTextMessage(text);
        }
    }
}
