package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.Timers;
import io.presencesync.net.Proxies;
import io.vertx.core.Context;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Mercury connection from upgrade to close: authorizes, tells when it is ready, acknowledges every frame, pings,
/// and
/// notices missing numbers. All its state belongs to one event loop; [#open()] and [#close()] may be called from any
/// thread. Never reconnects by itself.
final class MercurySocket {
    static final Duration READY_WITHIN = Duration.ofSeconds(30);
    static final Duration PING_AFTER = Duration.ofSeconds(15);
    static final Duration PONG_WITHIN = Duration.ofSeconds(14);
    private static final Logger log = LoggerFactory.getLogger(MercurySocket.class);

    /// What sockets need.
    ///
    /// @param context the event loop on which every frame of every socket is handled
    record Tools(Context context, WebSocketClient client, Timers timers, InstantSource clock, BotToken token) {}

    /// Told on the event loop; implementations enqueue and return. `closed` comes exactly once and last.
    interface Events {
        void ready(MercurySocket socket);

        void presence(ObjectNode data);

        /// Frames were lost: every status must be read again.
        void gap(MercurySocket socket);

        /// The server will close this socket soon: open another.
        void shutdown(MercurySocket socket);

        void closed(MercurySocket socket, Closing how);
    }

    private final Tools tools;
    private final URI address;
    private final Events events;
    private final ClientWebSocket socket;
    private Timers.@Nullable Cancellable alarm;
    private @Nullable Long sequence;
    private @Nullable String pinged;
    private String lastSent = "nothing";
    private boolean connected;
    private boolean ready;
    private boolean over;

    /// @param address the device's socket address, already found trustworthy
    MercurySocket(Tools tools, URI address, Events events) {
        this.tools = tools;
        this.address = address;
        this.events = events;
        this.socket = tools.client().webSocket();
    }

    void open() {
        tools.context().runOnContext(go -> connect());
    }

    /// Leaves as Webex's own clients do; nothing is told afterwards.
    void close() {
        tools.context().runOnContext(go -> {
            over = true;
            quiet();
            leave("Done");
        });
    }

    /// One that is still connecting leaves as soon as it is connected.
    private void leave(String reason) {
        if (connected) {
            socket.close((short) 1000, reason);
        }
    }

    private void connected() {
        connected = true;
        if (over) {
            leave("Done");
        } else {
            authorize();
        }
    }

    private void connect() {
        socket.textMessageHandler(this::received);
        socket.frameHandler(this::closing);
        socket.closeHandler(closed -> ended(Closing.of(socket.closeStatusCode(), socket.closeReason(), lastSent)));
        socket.exceptionHandler(broken -> ended(Closing.broken(String.valueOf(broken.getMessage()))));
        alarm(READY_WITHIN, () -> abort("no ready signal within " + READY_WITHIN.toSeconds() + " s"));
        socket.connect(options()).onSuccess(open -> connected()).onFailure(this::refused);
    }

    /// The close frame counts, not the end of the connection, which may never come.
    private void closing(WebSocketFrame frame) {
        if (frame.isClose()) {
            ended(Closing.of(frame.closeStatusCode(), frame.closeReason(), lastSent));
        }
    }

    private WebSocketConnectOptions options() {
        String sign = address.getRawQuery() == null ? "?" : "&";
        String parameters = "outboundWireFormat=text&bufferStates=true&aliasHttpStatus=true&clientTimestamp=";
        return new WebSocketConnectOptions()
                .setAbsoluteURI(address + sign + parameters + tools.clock().millis())
                .setTimeout(READY_WITHIN.toMillis());
    }

    private void authorize() {
        send(
                "authorization",
                MercuryCodec.authorization(
                        newId(), tools.token().now(), tools.clock().millis()));
    }

    private void refused(Throwable cause) {
        if (cause instanceof UpgradeRejectedException refusal) {
            String wait = header(refusal, "Retry-After");
            String date = header(refusal, "Date");
            ended(Closing.refused(refusal.getStatus(), wait, date, tools.clock().instant()));
        } else {
            ended(Closing.broken(Proxies.explain(cause)));
        }
    }

    private static @Nullable String header(UpgradeRejectedException refusal, String name) {
        return refusal.getHeaders() == null ? null : refusal.getHeaders().get(name);
    }

    private void received(String text) {
        if (over) {
            return;
        }
        Optional<MercuryFrame> frame = MercuryCodec.read(text);
        if (frame.isEmpty()) {
            log.warn("Webex sent a frame that is no JSON object; dropped ({})", MercuryCodec.excerpt(text));
            return;
        }
        received(frame.get());
    }

    private void received(MercuryFrame frame) {
        switch (frame.kind()) {
            case READY -> becomeReady();
            case PONG -> pong(frame.id());
            case SHUTDOWN -> events.shutdown(this);
            case PRESENCE -> events.presence(frame.data());
            case OTHER -> log.debug("a frame not about presence");
        }
        if (frame.id() != null) {
            send("ack", MercuryCodec.ack(frame.id()));
        }
        follow(frame.sequence());
    }

    private void becomeReady() {
        if (!ready) {
            ready = true;
            events.ready(this);
            ping();
        }
    }

    private void ping() {
        String id = newId();
        pinged = id;
        send("ping", MercuryCodec.ping(id));
        alarm(PONG_WITHIN, () -> abort("Pong not received"));
    }

    private void pong(@Nullable String id) {
        if (pinged == null || !pinged.equals(id)) {
            abort("Pong mismatch");
            return;
        }
        pinged = null;
        alarm(PING_AFTER, this::ping);
    }

    private void follow(@Nullable Long number) {
        if (number == null) {
            return;
        }
        boolean jumped = sequence != null && number > sequence + 1;
        sequence = sequence == null ? number : Long.valueOf(Math.max(sequence, number));
        if (jumped) {
            events.gap(this);
        }
    }

    private void abort(String reason) {
        ended(Closing.broken(reason));
        leave(reason);
    }

    private void ended(Closing how) {
        if (!over) {
            over = true;
            quiet();
            events.closed(this, how);
        }
    }

    private void send(String kind, String text) {
        if (!over) {
            lastSent = kind;
            socket.writeTextMessage(text);
        }
    }

    private void alarm(Duration delay, Runnable then) {
        quiet();
        alarm = tools.timers()
                .after(
                        delay,
                        () -> tools.context().runOnContext(go -> {
                            if (!over) {
                                then.run();
                            }
                        }));
    }

    private void quiet() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
