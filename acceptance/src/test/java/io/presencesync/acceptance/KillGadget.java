package io.presencesync.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.simulators.finesse.Agent;
import io.presencesync.simulators.finesse.AgentControl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A gadget as far as the wire goes, which comes back whenever its connection is lost: Engine.IO 4 and Socket.IO 5 over
/// a
/// WebSocket. Carries commands out at the agent's desk when what `onlyIf` says still holds, and tells every state.
final class KillGadget implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(30);
    /// A connection that is neither welcomed nor ended by then is given up: the product may have died over it.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AgentControl desk;
    private final String id;
    private final URI door;
    private final GadgetKillSite site;
    private final KillTrigger trigger;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean closed;

    KillGadget(AgentControl desk, String id, int port, GadgetKillSite site, KillTrigger trigger) {
        this.desk = desk;
        this.id = id;
        this.door = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
        this.site = site;
        this.trigger = trigger;
        Thread.ofVirtual().start(this::live);
    }

    private void live() {
        while (!closed) {
            Link link = new Link();
            try {
                WebSocket socket =
                        http.newWebSocketBuilder().buildAsync(door, link).join();
                attend(socket, link);
            } catch (java.util.concurrent.CompletionException notThere) {
                Await.quiet(PAUSE);
            }
        }
    }

    /// Tells the state whenever it changes, until the connection is gone.
    private void attend(WebSocket socket, Link link) {
        Agent told = null;
        long welcomeBy = System.nanoTime() + PATIENCE.toNanos();
        while (!closed && !link.ended.isDone() && (link.welcome || System.nanoTime() < welcomeBy)) {
            Agent now = desk.now();
            if (link.welcome && !now.equals(told)) {
                link.tellState(socket);
                told = now;
            }
            Await.quiet(PAUSE);
        }
        socket.abort();
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }

    /// One connection.
    private final class Link implements WebSocket.Listener {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private volatile boolean welcome;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                received(socket, whole);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete(null);
        }

        private void received(WebSocket socket, String packet) {
            if (packet.startsWith("0")) {
                send(socket, "40" + auth());
            } else if (packet.equals("2")) {
                send(socket, "3");
            } else if (packet.startsWith("42")) {
                JsonNode event = parsed(packet.substring(2));
                switch (event.path(0).asText()) {
                    case "welcome" -> welcome = true;
                    case "refused" -> ended.complete(null);
                    case "command" -> Thread.ofVirtual().start(() -> command(socket, event.path(1)));
                    default -> {}
                }
            }
        }

        private String auth() {
            String basic = Product.credentials("agent" + id, "secret-" + id);
            return JSON.createObjectNode()
                    .put("protocol", 1)
                    .put("id", id)
                    .put("authorization", "Basic " + basic)
                    .toString();
        }

        private void command(WebSocket socket, JsonNode command) {
            String request = command.path("id").asText();
            GadgetKillSite.Pace pace = site.pace();
            trigger.arrived(request);
            site.came(id, request);
            ObjectNode outcome = pace.doneFirst() ? carriedOut(command) : JSON.createObjectNode();
            Await.quiet(pace.by());
            ObjectNode answer = pace.doneFirst() ? outcome : carriedOut(command);
            send(socket, "42" + JSON.createArrayNode().add("outcome").add(answer.put("id", request)));
            trigger.answered(request);
            trigger.done();
        }

        private ObjectNode carriedOut(JsonNode command) {
            if (!desk.state().name().equals(command.at("/onlyIf/state").asText())) {
                return JSON.createObjectNode().put("ok", false).put("errorType", "only_if_not_met");
            }
            try {
                boolean ready = command.path("state").asText().equals("READY");
                var _ = ready
                        ? desk.ready()
                        : desk.notReady(command.path("reasonLabel").asText());
                return JSON.createObjectNode().put("ok", true);
            } catch (IllegalStateException refused) {
                return JSON.createObjectNode()
                        .put("ok", false)
                        .put("status", 400)
                        .put("errorType", "Invalid State")
                        .put("errorMessage", refused.getMessage());
            }
        }

        private void tellState(WebSocket socket) {
            Agent now = desk.now();
            ObjectNode state = JSON.createObjectNode()
                    .put("state", now.status().state().name())
                    .put("reasonId", now.status().reason().id())
                    .put("reasonLabel", desk.reasonLabel())
                    .put("stateChangeTime", Objects.toString(now.changedAt(), ""));
            send(socket, "42" + JSON.createArrayNode().add("state").add(state));
        }

        /// One at a time; what cannot be sent is lost with its connection.
        private synchronized void send(WebSocket socket, String packet) {
            try {
                var _ = socket.sendText(packet, true).join();
            } catch (java.util.concurrent.CompletionException | IllegalStateException gone) {
                ended.complete(null);
            }
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(text, notJson);
        }
    }
}
