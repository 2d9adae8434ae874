package io.presencesync.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.config.ProxyConfig;
import io.presencesync.presence.Secret;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a small real proxy and a small real server on loopback.
class ProxiesTest {
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("joe:secret".getBytes(StandardCharsets.UTF_8));

    private final Vertx vertx = Vertx.vertx();
    private final List<String> through = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private NetServer proxy;
    private NetClient onward;

    @BeforeEach
    void serve() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("hello"))
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage));
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        onward = vertx.createNetClient();
        proxy = vertx.createNetServer().connectHandler(this::accept);
        proxy.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /// The first bytes hold the whole head: our client writes it at once.
    private void accept(NetSocket client) {
        client.handler(first -> {
            String head = first.toString();
            through.add(head.lines().findFirst().orElse(""));
            if (head.contains(LOGIN)) {
                client.pause();
                onward.connect(server.actualPort(), "127.0.0.1").onSuccess(upstream -> join(client, upstream, first));
            } else {
                client.end(Buffer.buffer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
            }
        });
    }

    private static void join(NetSocket client, NetSocket upstream, Buffer first) {
        upstream.handler(client::write);
        upstream.closeHandler(gone -> client.close());
        client.handler(upstream::write);
        if (first.toString().startsWith("CONNECT")) {
            client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
            upstream.write(first);
        }
        client.resume();
    }

    private ProxyConfig config(String password, String... direct) {
        return new ProxyConfig("127.0.0.1", proxy.actualPort(), "joe", new Secret(password), List.of(direct));
    }

    private HttpAnswer get(String uri, ProxyConfig proxied) throws Exception {
        HttpClientOptions options = new HttpClientOptions();
        Proxies.use(proxied, options);
        try (Http http = new Http(vertx, options, 1)) {
            return http.send(HttpCall.get(URI.create(uri), Map.of(), Duration.ofSeconds(10)));
        }
    }

    private String here() {
        return "127.0.0.1:" + server.actualPort();
    }

    @Test
    void calls_go_through_the_proxy_with_its_credentials() throws Exception {
        assertThat(get("http://" + here() + "/x", config("secret")).body()).isEqualTo("hello");
        assertThat(through).singleElement().asString().contains(here());
    }

    @Test
    void web_sockets_go_through_the_proxy_too() throws Exception {
        WebSocketClientOptions options = new WebSocketClientOptions();
        Proxies.use(config("secret"), options);
        WebSocketClient client = vertx.createWebSocketClient(options);
        try {
            assertThat(echo(client, "knock")).isEqualTo("knock");
            assertThat(through).singleElement().asString().startsWith("CONNECT " + here());
        } finally {
            // held until here: Vert.x closes the connections of a client that nobody holds any more
            client.close();
        }
    }

    private String echo(WebSocketClient client, String text) throws Exception {
        var socket = client.connect(new WebSocketConnectOptions().setAbsoluteURI("ws://" + here() + "/socket"))
                .await(10, TimeUnit.SECONDS);
        Promise<String> echo = Promise.promise();
        socket.textMessageHandler(echo::tryComplete);
        socket.writeTextMessage(text);
        return echo.future().await(10, TimeUnit.SECONDS);
    }

    @Test
    void hosts_named_as_direct_are_reached_without_it() throws Exception {
        assertThat(get("http://" + here() + "/x", config("secret", "127.*")).status())
                .isEqualTo(200);
        assertThat(get("http://" + here() + "/x", config("secret", "*")).status())
                .isEqualTo(200);
        assertThat(through).isEmpty();
    }

    @Test
    void a_proxy_that_refuses_our_credentials_is_named_and_they_are_not() {
        ProxyConfig wrong = config("wrong-word");
        HttpFailure failure =
                catchThrowableOfType(HttpFailure.class, () -> get("https://wdm-k.wbx2.com/devices", wrong));
        assertThat(failure).hasMessageContaining("the proxy wants other credentials (407)");
        assertThat(failure.getMessage()).doesNotContain("wrong-word");
        assertThat(through).singleElement().asString().startsWith("CONNECT wdm-k.wbx2.com:443");
    }

    @Test
    void a_proxy_that_is_down_is_a_failure_with_its_address() throws Exception {
        ProxyConfig gone = config("secret");
        proxy.close().await(10, TimeUnit.SECONDS);
        HttpFailure failure =
                catchThrowableOfType(HttpFailure.class, () -> get("https://wdm-k.wbx2.com/devices", gone));
        assertThat(failure).hasMessageContaining("127.0.0.1");
    }
}
