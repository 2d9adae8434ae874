package io.presencesync;

import io.presencesync.admin.AdminGuard;
import io.presencesync.admin.AdminPassword;
import io.presencesync.admin.AdminRoutes;
import io.presencesync.cli.RunningService;
import io.presencesync.config.Configuration;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.Roster;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.ConnectionState;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the parts and starts them in order. So far: our own HTTP port with the admin pages.
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private Wiring() {}

    static RunningService start(Configuration configuration) {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = listen(vertx, configuration);
            LOG.info("Listening on {} port {}", configuration.server().host(), server.actualPort());
            return () -> close(vertx);
        } catch (IOException | TimeoutException | RuntimeException failed) {
            close(vertx);
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private static HttpServer listen(Vertx vertx, Configuration configuration) throws IOException, TimeoutException {
        Router router = Router.router(vertx);
        AdminGuard guard = new AdminGuard(
                AdminPassword.resolve(configuration.server().adminPassword(), configuration.data()), Clock.systemUTC());
        AdminRoutes.mount(router, new NothingYet(), guard, Main.version(), Clock.systemUTC());
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(configuration.server().port(), configuration.server().host())
                .await(10, TimeUnit.SECONDS);
    }

    private static void close(Vertx vertx) {
        try {
            vertx.close().await(4, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException stuck) {
            LOG.warn("The HTTP port did not close cleanly: {}", stuck.getMessage());
        }
    }

    /// Shown until links and agents are there.
    private record NothingYet() implements StatusView {
        @Override
        public List<ConnectionState> links() {
            return List.of();
        }

        @Override
        public List<AgentView> agents() {
            return List.of();
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public List<Roster.Missing> unresolved() {
            return List.of();
        }

        @Override
        public List<String> reasonCodeGaps() {
            return List.of();
        }
    }
}
