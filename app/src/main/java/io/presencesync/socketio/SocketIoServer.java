package io.presencesync.socketio;

import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/// A Socket.IO server (Engine.IO protocol 4, Socket.IO protocol 5; clients 3.x and 4.x) on a Vert.x router.
///
/// Mount it before any body handler that is not meant for it, and give the HTTP server's options through
/// [SocketIoOptions#applyTo]. Safe for use by several threads.
public final class SocketIoServer {
    private final EngineServer engine;

    private SocketIoServer(EngineServer engine) {
        this.engine = engine;
    }

    public static SocketIoServer mount(Router router, SocketIoOptions options, SocketIoListener listener) {
        return mount(router, options, listener, origin -> {});
    }

    /// The same, where somebody wants to know whom it refuses.
    ///
    /// @param refusedOrigin told every `Origin` that is refused, as it was sent; on the event loop
    public static SocketIoServer mount(
            Router router, SocketIoOptions options, SocketIoListener listener, Consumer<String> refusedOrigin) {
        SessionIds ids = new SessionIds();
        EngineServer engine = new EngineServer(
                options, session -> new SocketConnection(session, options, listener, ids), refusedOrigin);
        engine.mount(router);
        return new SocketIoServer(engine);
    }

    /// Connections now open, with or without a namespace.
    public int connectionCount() {
        return engine.sessionCount();
    }

    /// Ends every connection and refuses new ones. Returns at once; the HTTP server may be closed after it.
    public void close() {
        engine.close();
    }
}
