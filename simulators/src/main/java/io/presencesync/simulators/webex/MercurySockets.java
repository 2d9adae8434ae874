package io.presencesync.simulators.webex;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All Mercury sockets: upgrade, one live socket per registration, and delivery of updates to those who watch.
final class MercurySockets implements MercuryConnection.Owner {
    private final Vertx vertx;
    private final WebexSimulatorOptions options;
    private final Devices devices;
    private final Credentials credentials;
    private final Faults faults;
    private final RequestLog log;
    private final Set<MercuryConnection> connections = new LinkedHashSet<>();
    private final List<Consumer<FrameWritten>> listeners = new CopyOnWriteArrayList<>();

    MercurySockets(
            Vertx vertx,
            WebexSimulatorOptions options,
            Devices devices,
            Credentials credentials,
            Faults faults,
            RequestLog log) {
        this.vertx = vertx;
        this.options = options;
        this.devices = devices;
        this.credentials = credentials;
        this.faults = faults;
        this.log = log;
        devices.onGone(device -> closeAll(device, 4404, "registration not found"));
    }

    void routes(Api api) {
        api.upgrade("/v1/apps/wx2/registrations/:id/messages", Endpoint.MERCURY, this::begin);
    }

    void listen(Consumer<FrameWritten> listener) {
        listeners.add(listener);
    }

    private void begin(Exchange call) {
        switch (faults.takeCall(Endpoint.MERCURY)) {
            case null -> upgrade(call);
            case Fault.Answer answer -> refuse(call, answer);
            case Fault.Hang _ -> call.hang();
            case Fault.Cut _ -> call.cut();
            case Fault.Slow slow -> {
                call.request().pause();
                vertx.setTimer(Math.max(1, slow.millis()), _ -> upgrade(call));
            }
        }
    }

    private void upgrade(Exchange call) {
        String authorization = call.request().getHeader("authorization");
        Device device = devices.find(call.path("id"));
        if (authorization != null && credentials.owner(authorization) == null) {
            refuse(call, new Fault.Answer(Endpoint.MERCURY, 401, null, 1));
        } else if (device == null) {
            refuse(call, new Fault.Answer(Endpoint.MERCURY, 404, null, 1));
        } else {
            accept(call, device);
        }
    }

    /// With `aliasHttpStatus` a refusal is a close code 44xx after the upgrade, else a plain HTTP answer.
    private void refuse(Exchange call, Fault.Answer answer) {
        boolean alias = "true".equals(call.query("aliasHttpStatus"));
        if (alias && List.of(400, 401, 403, 404).contains(answer.status())) {
            call.record(answer.status());
            call.request().toWebSocket().onSuccess(socket -> socket.close((short) (4000 + answer.status()), "refused"));
        } else {
            Api.refuse(call, answer);
        }
    }

    private void accept(Exchange call, Device device) {
        HttpServerRequest request = call.request();
        var wire = (HttpServerConnection) request.connection();
        request.toWebSocket()
                .onSuccess(socket -> {
                    call.record(101);
                    open(socket, wire, device);
                })
                .onFailure(e -> call.fail(400, "no WebSocket upgrade: " + e.getMessage()));
    }

    private void open(ServerWebSocket socket, HttpServerConnection wire, Device device) {
        var connection = new MercuryConnection(vertx, socket, wire, device, faults, log, options.clock()::millis, this);
        connections.add(connection);
        connection.open(options.authorizationTimeout().toMillis());
    }

    @Override
    public boolean authorize(MercuryConnection connection, String authorization) {
        if (!connection.device().userId().equals(credentials.owner(authorization))) {
            return false;
        }
        replaceOthers(connection);
        options.framesBeforeReady().forEach(frame -> connection.raw(new JsonObject(frame)));
        connection.event(readyEvent(connection.query()));
        return true;
    }

    private void replaceOthers(MercuryConnection newest) {
        if (has(newest.query(), "multipleConnections=true")) {
            return;
        }
        for (MercuryConnection other : List.copyOf(connections)) {
            if (other != newest
                    && other.ready()
                    && other.device().id().equals(newest.device().id())) {
                other.close(other.draining() ? 4001 : 4000, "Replaced");
            }
        }
    }

    private static boolean has(@Nullable String query, String parameter) {
        return query != null && query.contains(parameter);
    }

    private static JsonObject readyEvent(@Nullable String query) {
        if (has(query, "mercuryRegistrationStatus=true")) {
            return new JsonObject()
                    .put("eventType", "mercury.registration_status")
                    .put("localClusterServiceUrls", new JsonObject());
        }
        return new JsonObject()
                .put("eventType", "mercury.buffer_state")
                .put("bufferState", new JsonObject().put("locus", "UNKNOWN"));
    }

    @Override
    public void gone(MercuryConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void written(FrameWritten frame) {
        listeners.forEach(listener -> listener.accept(frame));
    }

    void update(List<String> deviceUrls, JsonObject composition) {
        for (MercuryConnection connection : connections) {
            if (connection.ready() && deviceUrls.contains(connection.device().url())) {
                connection.update(composition);
            }
        }
    }

    void event(JsonObject data) {
        connections.stream().filter(MercuryConnection::ready).forEach(connection -> connection.event(data));
    }

    void shutdown() {
        connections.stream().filter(MercuryConnection::ready).forEach(MercuryConnection::shutdown);
    }

    void closeAll(int code, String reason) {
        List.copyOf(connections).forEach(connection -> connection.close(code, reason));
    }

    private void closeAll(Device device, int code, String reason) {
        List.copyOf(connections).stream()
                .filter(connection -> connection.device().id().equals(device.id()))
                .forEach(connection -> connection.close(code, reason));
    }

    int open() {
        return (int) connections.stream().filter(MercuryConnection::ready).count();
    }

    int unacked() {
        return connections.stream().mapToInt(MercuryConnection::unacked).sum();
    }
}
