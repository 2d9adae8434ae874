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
    private final Api api;
    private final Set<MercuryConnection> connections = new LinkedHashSet<>();
    private final List<Consumer<FrameWritten>> listeners = new CopyOnWriteArrayList<>();

    MercurySockets(
            Vertx vertx,
            WebexSimulatorOptions options,
            Devices devices,
            Credentials credentials,
            Faults faults,
            RequestLog log,
            Api api) {
        this.vertx = vertx;
        this.options = options;
        this.devices = devices;
        this.credentials = credentials;
        this.faults = faults;
        this.log = log;
        this.api = api;
        devices.onGone(device -> closeAll(device, 4404, "registration not found"));
    }

    void routes() {
        api.upgrade("/v1/apps/wx2/registrations/:id/messages", Endpoint.MERCURY, this::begin);
    }

    void listen(Consumer<FrameWritten> listener) {
        listeners.add(listener);
    }

    private void begin(Exchange call) {
        switch (faults.takeCall(Endpoint.MERCURY, call.host())) {
            case null -> upgrade(call);
            case Fault.Answer answer -> refuse(call, answer);
            case Fault.UpgradeRefused(int status, Integer retryAfter, int times) ->
                api.refuse(call, new Fault.Answer(Endpoint.MERCURY, status, retryAfter, times));
            case Fault.HostFails failing -> api.fail(call, failing);
            case Fault.Garbage _ -> call.garbage();
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
            api.refuse(call, answer);
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
    public void authorize(MercuryConnection connection, String authorization) {
        if (connection.device().userId().equals(credentials.owner(authorization))) {
            welcome(connection);
        } else {
            connection.close(4401, "Authentication Failed");
        }
    }

    private void welcome(MercuryConnection connection) {
        switch (faults.takeOpening()) {
            case null -> makeReady(connection, options.framesBeforeReady());
            case Fault.CloseBeforeReady(int code, String reason, int _) -> connection.close(code, reason);
            case Fault.FramesFirst(List<String> frames, int _) -> makeReady(connection, frames);
            case Fault.LateReady(int millis, int _) -> {
                if (millis >= 0) {
                    vertx.setTimer(Math.max(1, millis), _ -> makeReady(connection, options.framesBeforeReady()));
                }
            }
        }
    }

    private void makeReady(MercuryConnection connection, List<String> framesFirst) {
        if (connections.contains(connection)) {
            replaceOthers(connection);
            framesFirst.forEach(frame -> connection.raw(new JsonObject(frame)));
            connection.ready(readyEvent(connection.query()));
        }
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

    /// The sockets of one device, named by its URL, id or name.
    ///
    /// @throws IllegalArgumentException when it has none
    void each(String device, Consumer<MercuryConnection> action) {
        List<MercuryConnection> found = connections.stream()
                .filter(connection -> named(connection.device(), device))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no socket of a device called '" + device + "'");
        }
        found.forEach(action);
    }

    void each(Consumer<MercuryConnection> action) {
        List.copyOf(connections).forEach(action);
    }

    private static boolean named(Device device, String wanted) {
        return device.url().equals(wanted)
                || device.id().equals(wanted)
                || wanted.equals(device.fields().getString("name"));
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
