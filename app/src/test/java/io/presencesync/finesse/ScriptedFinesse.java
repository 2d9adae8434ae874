package io.presencesync.finesse;

import io.presencesync.config.AccountConfig;
import io.presencesync.config.BasicCredentials;
import io.presencesync.config.FinesseConfig;
import io.presencesync.config.TlsConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.PubSubFailure;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tiny server with answers set by the test, on a free port of the loopback; keeps what it was asked.
final class ScriptedFinesse implements AutoCloseable {
    record Seen(String method, String path, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// @param after the answer waits until this is open; null for at once
    record Answer(
            int status,
            String body,
            Map<String, String> headers,
            @Nullable CountDownLatch after) {
        Answer(int status, String body) {
            this(status, body, Map.of(), null);
        }

        Answer(int status, String body, Map<String, String> headers) {
            this(status, body, headers, null);
        }
    }

    final Vertx vertx = Vertx.vertx();
    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<@Nullable Answer>> answers = new ConcurrentHashMap<>();
    /// Set with every answer unless empty.
    volatile String cookie = "";

    private HttpServer server;
    private final int port;

    ScriptedFinesse() {
        server = listen(0);
        port = server.actualPort();
        on("GET", "SystemInfo", 200, systemInfo("UCCE", "IN_SERVICE"));
    }

    static String systemInfo(String type, String status) {
        return "<SystemInfo><deploymentType>" + type + "</deploymentType><status>" + status + "</status></SystemInfo>";
    }

    private HttpServer listen(int wanted) {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(wanted, "127.0.0.1")
                .await();
    }

    private void answer(HttpServerRequest request) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.headers().forEach(headers::put);
        request.body().onSuccess(body -> {
            String path = request.uri().replace("/finesse/api/", "");
            seen.add(new Seen(request.method().name(), path, headers, body.toString()));
            Supplier<@Nullable Answer> found = answers.get(request.method() + " " + path);
            Answer answer = found == null ? new Answer(404, "") : found.get();
            if (answer != null) {
                send(request, answer);
            }
        });
    }

    private void send(HttpServerRequest request, Answer answer) {
        CountDownLatch after = answer.after();
        if (after != null && after.getCount() > 0) {
            vertx.setTimer(5, _ -> send(request, answer));
            return;
        }
        if (!cookie.isEmpty()) {
            request.response().putHeader("Set-Cookie", cookie);
        }
        answer.headers().forEach(request.response()::putHeader);
        request.response().setStatusCode(answer.status()).end(answer.body());
    }

    /// A null answer leaves the request unanswered.
    void on(String method, String path, Supplier<@Nullable Answer> answer) {
        answers.put(method + " " + path, answer);
    }

    /// Answered with 200 when the latch is open.
    void later(String method, String path, CountDownLatch latch, String body) {
        on(method, path, () -> new Answer(200, body, Map.of(), latch));
    }

    /// 429 with this `Retry-After`; the empty text for none.
    void tooMany(String method, String path, String retryAfter) {
        Map<String, String> headers = retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter);
        on(method, path, () -> new Answer(429, "", headers));
    }

    void on(String method, String path, int status, String body) {
        on(method, path, () -> new Answer(status, body));
    }

    void user(String id, String inside) {
        on("GET", "User/" + id, 200, userXml(id, inside));
    }

    static String userXml(String id, String inside) {
        return "<User><loginId>" + id + "</loginId><loginName>n" + id + "</loginName>" + inside + "</User>";
    }

    List<String> asked() {
        return seen.stream().map(Seen::toString).toList();
    }

    long count(String request) {
        return asked().stream().filter(request::equals).count();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void stop() {
        server.close().await();
    }

    void startAgain() {
        server = listen(port);
    }

    static AccountConfig account(String user) {
        BasicCredentials credentials = new BasicCredentials(user, new Secret("pw-of-" + user));
        return new AccountConfig(credentials, null, AccountConfig.Form.TOKEN, "FINESSE_SUPERVISOR_TOKEN");
    }

    FinesseConfig config(@Nullable String admin, @Nullable String supervisor, List<String> users) {
        return new FinesseConfig(
                SiteId.MAIN,
                List.of(base()),
                users,
                admin == null ? null : account(admin),
                supervisor == null ? null : account(supervisor),
                TlsConfig.SYSTEM,
                FinesseConfig.Platform.AUTO,
                Duration.ofMillis(50),
                FinesseConfig.Notifications.OFF,
                0,
                1);
    }

    /// Labels the rules in force use.
    volatile List<ReasonLabel> needed = ReasonLabel.OURS;

    FinesseLink link(FinesseConfig config) {
        return linkAt(InstantSource.system(), config);
    }

    FinesseLink linkAt(InstantSource clock, FinesseConfig config) {
        return new FinesseLink(
                config,
                "example.com",
                () -> needed,
                new FinesseLink.Surroundings(
                        vertx, new ManualTimers(), clock, new Random(1), NONE, "presence-sync-test"));
    }

    FinesseLink link(@Nullable String admin, @Nullable String supervisor, String... users) {
        return link(config(admin, supervisor, List.of(users)));
    }

    private static final PubSub.Opener NONE = (address, listener, timeout) -> {
        throw new PubSubFailure(PubSubFailure.Kind.UNREACHABLE, "no notifications here");
    };

    /// Waits until the condition holds; fails after ten seconds.
    static void eventually(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within ten seconds: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
