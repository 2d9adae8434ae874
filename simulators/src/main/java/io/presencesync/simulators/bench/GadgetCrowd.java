package io.presencesync.simulators.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A gadget for every agent of a site, on one event loop.
final class GadgetCrowd implements AutoCloseable {
    private static final long CONNECTED_WITHIN_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Site site;
    private final Ledger ledger;
    /// Kept in a field: Vert.x closes the connections of a client that nobody refers to any more.
    private final WebSocketClient sockets;

    GadgetCrowd(Site site, Ledger ledger) {
        this.site = site;
        this.ledger = ledger;
        int all = site.agents().size();
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(all));
    }

    /// Blocks until the product has taken all of them in.
    void connect(int port) {
        CompletableFuture<?>[] gadgets = site.agents().stream()
                .map(user -> new GadgetClient(user, site.finesse().agent(user.loginId()), ledger))
                .map(gadget -> gadget.connect(sockets, port))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(gadgets)
                .orTimeout(CONNECTED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        try {
            vertx.close().await(10, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            System.err.println("the gadgets did not end in time");
        }
    }
}
