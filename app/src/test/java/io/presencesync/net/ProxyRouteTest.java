package io.presencesync.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.config.ProxyConfig;
import io.presencesync.presence.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
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
import org.junit.jupiter.api.Test;

class ProxyRouteTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private String answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";

    @AfterEach
    void close() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    private int proxyPort() throws Exception {
        NetServer server = vertx.createNetServer().connectHandler(this::serve);
        return server.listen(0, "127.0.0.1").await(5, TimeUnit.SECONDS).actualPort();
    }

    private void serve(NetSocket socket) {
        socket.handler(bytes -> {
            heard.add(bytes.toString());
            socket.write(answer);
        });
    }

    private static ProxyConfig proxy(int port, String... direct) {
        return new ProxyConfig("127.0.0.1", port, "gate", new Secret("s3cret"), List.of(direct));
    }

    @Test
    void a_call_asks_the_proxy_to_connect_with_its_own_password_and_shows_it_no_token() throws Exception {
        ProxyRoute route = new ProxyRoute(proxy(proxyPort()));
        try (Http http = new Http(vertx, new HttpClientOptions().setSsl(true), 1, route)) {
            HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> http.send(call()));
            assertThat(failure).hasMessageContaining("407").message().doesNotContain("s3cret", "the-token");
        }
        String basic = Base64.getEncoder().encodeToString("gate:s3cret".getBytes(StandardCharsets.UTF_8));
        assertThat(heard.getFirst())
                .startsWith("CONNECT wdm-a.wbx2.com:443 ")
                .containsIgnoringCase("proxy-authorization: basic " + basic)
                .doesNotContain("the-token");
    }

    private static HttpCall call() {
        return new HttpCall(
                "GET",
                URI.create("https://wdm-a.wbx2.com/wdm/api/v1/devices"),
                Map.of("Authorization", "Bearer the-token"),
                null,
                Duration.ofSeconds(5));
    }

    @Test
    void our_own_machine_and_the_hosts_named_are_reached_without_it() {
        ProxyConfig config = proxy(1, ".example.com", "wbx2.com", "10.0.0.7");
        assertThat(config.covers("webexapis.com")).isTrue();
        assertThat(config.covers("127.0.0.1")).isFalse();
        assertThat(config.covers("localhost")).isFalse();
        assertThat(config.covers("a.example.com")).isFalse();
        assertThat(config.covers("WDM-A.wbx2.com")).isFalse();
        assertThat(config.covers("notwbx2.com")).isTrue();
        assertThat(config.covers("10.0.0.7")).isFalse();
        assertThat(proxy(1, "*").covers("webexapis.com")).isFalse();
    }

    @Test
    void without_a_proxy_nothing_goes_through_one() {
        assertThat(ProxyRoute.DIRECT.to(URI.create("https://webexapis.com/v1"))).isNull();
    }
}
