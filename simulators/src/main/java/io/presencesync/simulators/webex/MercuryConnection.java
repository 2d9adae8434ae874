package io.presencesync.simulators.webex;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One socket of a registration: authorization, numbering, acks and pings. Used on the event loop only.
final class MercuryConnection {
    private static final int MOST_UNACKED = 10_000;

    /// What the connection asks of the sockets as a whole.
    interface Owner {
        /// Judges the token; calls [MercuryConnection#ready(JsonObject)] or closes the connection, now or later.
        void authorize(MercuryConnection connection, String authorization);

        void gone(MercuryConnection connection);

        void written(FrameWritten frame);
    }

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final HttpServerConnection wire;
    private final Device device;
    private final Faults faults;
    private final RequestLog log;
    private final LongSupplier millis;
    private final Owner owner;
    private final String path;
    private final Set<String> unacked = new LinkedHashSet<>();
    private @Nullable Update held;
    private long sequence;
    private boolean authorized;
    private boolean ready;
    private boolean silent;
    private boolean draining;
    private long timer;

    private record Update(JsonObject envelope, String subject, String status) {}

    MercuryConnection(
            Vertx vertx,
            ServerWebSocket socket,
            HttpServerConnection wire,
            Device device,
            Faults faults,
            RequestLog log,
            LongSupplier millis,
            Owner owner) {
        this.vertx = vertx;
        this.socket = socket;
        this.wire = wire;
        this.device = device;
        this.faults = faults;
        this.log = log;
        this.millis = millis;
        this.owner = owner;
        this.path = socket.path();
    }

    void open(long authorizationMillis) {
        timer = vertx.setTimer(Math.max(1, authorizationMillis), _ -> {
            if (!authorized) {
                close(
                        1008,
                        "Authentication did not happen within the timeout window of " + authorizationMillis + " ms.");
            }
        });
        socket.textMessageHandler(this::read);
        socket.closeHandler(_ -> {
            vertx.cancelTimer(timer);
            owner.gone(this);
        });
    }

    Device device() {
        return device;
    }

    boolean ready() {
        return ready;
    }

    boolean draining() {
        return draining;
    }

    int unacked() {
        return unacked.size();
    }

    @Nullable
    String query() {
        return socket.query();
    }

    private void read(String text) {
        JsonObject frame;
        try {
            frame = new JsonObject(text);
        } catch (DecodeException _) {
            close(1003, "the frame is no JSON object");
            return;
        }
        String type = String.valueOf(frame.getValue("type"));
        String id = String.valueOf(frame.getValue("id"));
        log.frame("in", path, type, System.nanoTime());
        switch (type) {
            case "authorization" -> authorize(frame);
            case "ack" -> unacked.remove(String.valueOf(frame.getValue("messageId")));
            case "ping" -> pong(id);
            default -> {
                // Mercury takes frames it does not know in silence.
            }
        }
    }

    private void authorize(JsonObject frame) {
        JsonObject data = frame.getJsonObject("data", new JsonObject());
        authorized = true;
        owner.authorize(this, data.getString("token", ""));
    }

    /// From now on it is the live socket of its registration.
    void ready(JsonObject readyEvent) {
        ready = true;
        event(readyEvent);
    }

    private void pong(String id) {
        if (ready && faults.takeFrames(Fault.FrameFault.NO_PONG) == null) {
            boolean wrong = faults.takeFrames(Fault.FrameFault.WRONG_PONG) != null;
            String answered = wrong ? UUID.randomUUID().toString() : id;
            write(new JsonObject().put("id", answered).put("type", "pong"), "pong");
        }
    }

    /// Sends an event as the newest of this connection.
    void event(JsonObject data) {
        write(envelope(data), data.getString("eventType"));
    }

    void raw(JsonObject frame) {
        write(frame.copy(), "extra");
    }

    /// Announces the end of this socket; the client is to open a second one.
    void shutdown() {
        draining = true;
        log.frame("out", path, "shutdown", System.nanoTime());
        send(new JsonObject().put("type", "shutdown").encode());
    }

    /// Sends a presence update, spoiled by the next fault for updates if there is one.
    void update(JsonObject composition) {
        JsonObject data = composition.copy().put("eventType", "apheleia.subscription_update");
        var update = new Update(envelope(data), data.getString("subject"), data.getString("status"));
        Fault.Frames fault = faults.takeUpdateFault();
        if (fault == null) {
            deliver(update);
        } else {
            spoil(update, fault);
        }
    }

    private void spoil(Update update, Fault.Frames fault) {
        switch (fault.kind()) {
            case LOST -> sequence++;
            case DROPPED -> log.frame("out", path, "dropped " + update.subject(), System.nanoTime());
            case LATE -> vertx.setTimer(Math.max(1, fault.amount()), _ -> deliver(update));
            case SWAPPED -> held = update;
            case MALFORMED -> send(half(update));
            case HALF -> {
                socket.writeFrame(WebSocketFrame.textFrame(half(update), false)).onComplete(_ -> cut());
            }
            case DUPLICATE -> {
                deliver(update);
                deliver(update);
            }
            case OVERSIZE -> {
                update.envelope().put("padding", "x".repeat(fault.amount() * 1024));
                deliver(update);
            }
            case NO_PONG, WRONG_PONG, SKIP_SEQUENCE, NO_SEQUENCE -> deliver(update);
        }
    }

    private String half(Update update) {
        log.frame("out", path, "half " + update.subject(), System.nanoTime());
        String text = stamp(update.envelope()).encode();
        return text.substring(0, text.length() / 2);
    }

    private void deliver(Update update) {
        long nanos = write(update.envelope().copy(), "apheleia.subscription_update " + update.subject());
        owner.written(new FrameWritten(device.url(), update.subject(), update.status(), nanos));
        Update late = held;
        if (late != null) {
            held = null;
            deliver(late);
        }
    }

    private long write(JsonObject frame, String what) {
        String id = frame.getString("id");
        if (id != null && unacked.size() < MOST_UNACKED) {
            unacked.add(id);
        }
        String text = stamp(frame).encode();
        long nanos = System.nanoTime();
        send(text);
        log.frame("out", path, what, nanos);
        return nanos;
    }

    private void send(String text) {
        if (!silent) {
            socket.writeTextMessage(text);
        }
    }

    /// A ping of the WebSocket protocol itself, which any client answers by itself.
    void protocolPing() {
        if (!silent) {
            socket.writePing(Buffer.buffer("simulator"));
        }
    }

    /// Half-open from now on: the connection stays, but nothing is read or written any more.
    void silence() {
        silent = true;
        channel().config().setAutoRead(false);
    }

    /// A silent connection would never notice that the other side left.
    void cutIfSilent() {
        if (silent) {
            cut();
        }
    }

    /// Sends the close frame and then neither reads the client's answer nor ends the connection.
    void closeWithoutHandshake(int code, String reason) {
        log.frame("out", path, "close " + code, System.nanoTime());
        closeFrame(code, reason);
        silence();
    }

    private JsonObject stamp(JsonObject frame) {
        Fault.Frames skip = faults.takeFrames(Fault.FrameFault.SKIP_SEQUENCE);
        sequence += skip == null ? 1 : 1 + skip.amount();
        if (faults.takeFrames(Fault.FrameFault.NO_SEQUENCE) == null) {
            frame.put("sequenceNumber", sequence);
        }
        return frame.put("wsWriteTimestamp", millis.getAsLong());
    }

    private JsonObject envelope(JsonObject data) {
        String id = UUID.randomUUID().toString();
        return new JsonObject()
                .put("id", id)
                .put("data", data)
                .put("timestamp", millis.getAsLong())
                .put("trackingId", "simulator_" + id)
                .put("alertType", "none")
                .put("headers", new JsonObject())
                .put("filterMessage", false);
    }

    void close(int code, String reason) {
        log.frame("out", path, "close " + code, System.nanoTime());
        if (code == 1006 || silent) {
            cut();
        } else if (WebSocketCloseStatus.isValidStatusCode(code)) {
            socket.close((short) code, reason);
        } else {
            closeFrame(code, reason);
        }
    }

    /// 1005 means a close frame without a code. Codes the standard forbids are sent all the same.
    private void closeFrame(int code, String reason) {
        ByteBuf content = Unpooled.buffer();
        if (code != 1005) {
            content.writeShort(code).writeCharSequence(reason, StandardCharsets.UTF_8);
        }
        var _ = channel().writeAndFlush(new CloseWebSocketFrame(true, 0, content));
    }

    private Channel channel() {
        return wire.channelHandlerContext().channel();
    }

    /// Ends the TCP connection without a close frame; every handler on the way would send one.
    private void cut() {
        var _ = wire.channelHandlerContext().pipeline().firstContext().close();
    }
}
