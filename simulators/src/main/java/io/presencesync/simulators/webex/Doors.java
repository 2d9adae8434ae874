package io.presencesync.simulators.webex;

import io.presencesync.simulators.FreePort;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The addresses the pretend cloud listens on, all with the same port. May be shut, so that connections are refused,
/// and opened again with that port. Any thread but the event loop; blocks.
final class Doors {
    private static final long SECONDS = 30;

    private final Vertx vertx;
    private final List<String> hosts;
    private final Handler<HttpServerRequest> handler;
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile int port;

    Doors(Vertx vertx, WebexSimulatorOptions options, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.port = FreePort.of(options.port());
        this.handler = handler;
        this.hosts = new ArrayList<>(List.of(options.host()));
        hosts.addAll(options.alternateHosts());
    }

    synchronized void open() {
        if (!servers.isEmpty()) {
            return;
        }
        try {
            for (String host : hosts) {
                HttpServer server = vertx.createHttpServer(serverOptions()).requestHandler(handler);
                server.listen(port, host).await(SECONDS, TimeUnit.SECONDS);
                port = server.actualPort();
                servers.add(server);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("the pretend Webex cloud did not start in time", e);
        }
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(16384);
    }

    /// Every connection ends, and new ones are refused.
    synchronized void shut() {
        try {
            for (HttpServer server : servers) {
                server.close().await(SECONDS, TimeUnit.SECONDS);
            }
            if (!servers.isEmpty()) {
                hosts.forEach(host -> FreePort.awaitReleased(host, port));
            }
            servers.clear();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the pretend Webex cloud did not stop in time", e);
        }
    }

    int port() {
        return port;
    }
}
