package io.presencesync;

import io.presencesync.config.PemFiles;
import io.presencesync.engine.Timers;
import io.presencesync.presence.ConnectionState;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate by which we are reached. Both files are looked at every ten seconds; what a look finds twice the
/// same
/// is taken for new connections, those that are open stay as they are. A pair that cannot be used is told, and the one
/// before stays in force. Any thread may ask for the health.
final class OwnTls {
    private static final Logger log = LoggerFactory.getLogger(OwnTls.class);
    private static final Duration PACE = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(1);
    private static final Duration WARN_BEFORE = Duration.ofDays(14);
    private static final String RENEW =
            "Renew it, and write certificate and key into the same files: they are picked up.";

    private final PemFiles files;
    private final InstantSource wall;
    private final InstantSource clock;
    private volatile PemFiles.Content inForce;
    private volatile @Nullable String refused;
    private volatile Instant since;

    /// Only touched by the look under way.
    private PemFiles.@Nullable Content fresh;
    private @Nullable HttpServer server;

    /// @param wall by which certificates expire
    /// @param clock by which health tells since when, and when again
    /// @throws IOException when the files cannot be used now
    OwnTls(PemFiles files, InstantSource wall, InstantSource clock) throws IOException {
        this.files = files;
        this.wall = wall;
        this.clock = clock;
        this.inForce = files.read();
        this.since = clock.instant();
    }

    KeyCertOptions options() {
        return options(inForce);
    }

    private static KeyCertOptions options(PemFiles.Content pair) {
        return KeyCertOptions.wrap(pair.keyManager());
    }

    /// Looks from now on. Called once.
    void watch(HttpServer running, Timers timers, Executor threads) {
        server = running;
        if (expires(wall.instant())) {
            log.warn("{}. {}", inWords(), RENEW);
        }
        later(timers, threads, PACE);
    }

    private void later(Timers timers, Executor threads, Duration pause) {
        timers.after(pause, () -> threads.execute(() -> later(timers, threads, look())));
    }

    /// One look; gives the pause before the next.
    Duration look() {
        try {
            PemFiles.Content now = files.read();
            refused(null);
            if (now.same(inForce)) {
                fresh = null;
                return PACE;
            }
            if (fresh == null || !now.same(fresh)) {
                fresh = now;
                return STEADY;
            }
            take(now);
        } catch (IOException unusable) {
            refused(unusable.getMessage());
        }
        return PACE;
    }

    private void take(PemFiles.Content pair) {
        fresh = null;
        try {
            if (server != null) {
                ServerSSLOptions options = new ServerSSLOptions();
                options.setKeyCertOptions(options(pair));
                server.updateSSLOptions(options).await(10, TimeUnit.SECONDS);
            }
            inForce = pair;
            since = clock.instant();
            log.info("New connections get the {}", pair);
        } catch (TimeoutException | RuntimeException failed) {
            refused("they could not be taken: " + failed.getMessage());
        }
    }

    private void refused(@Nullable String why) {
        if (why != null && !why.equals(refused)) {
            log.warn("The TLS files cannot be used, the certificate before stays: {}", why);
            since = clock.instant();
        }
        refused = why;
    }

    private boolean expires(Instant now) {
        return inForce.own().getNotAfter().toInstant().isBefore(now.plus(WARN_BEFORE));
    }

    private String inWords() {
        Instant end = inForce.own().getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS);
        String verb = end.isBefore(wall.instant()) ? "expired on " : "is valid until ";
        return "the certificate of " + inForce.own().getSubjectX500Principal() + " " + verb + end;
    }

    ConnectionState health() {
        String why = refused;
        if (why != null) {
            return state(
                    "bad_files",
                    "the certificate before stays in force: " + why,
                    "Mend the files; they are looked" + " at again by themselves.");
        }
        return expires(wall.instant())
                ? state("expires", inWords(), RENEW)
                : ConnectionState.connected("tls", inWords(), since);
    }

    private ConnectionState state(String code, String message, String action) {
        return new ConnectionState(
                "tls",
                ConnectionState.Kind.DEGRADED,
                code,
                message,
                action,
                since,
                clock.instant().plus(PACE));
    }
}
