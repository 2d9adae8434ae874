package io.presencesync.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FreePortTest {
    /// Of so many taken at random, two would be the same in all but one run of two hundred.
    private static final int MANY = 500;

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() throws TimeoutException {
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void no_port_is_given_twice_though_nothing_listens_on_it() {
        assertThat(IntStream.range(0, MANY).map(_ -> FreePort.lasting()).boxed().toList())
                .doesNotHaveDuplicates()
                .allMatch(port -> port < 32_768);
    }

    /// Without waiting, about one of forty could not listen again.
    @Test
    void a_server_can_listen_again_where_another_was_closed() throws Exception {
        int port = FreePort.lasting();
        for (int round = 0; round < MANY; round++) {
            HttpServer server = VERTX.createHttpServer()
                    .requestHandler(request -> request.response().end());
            server.listen(port, "127.0.0.1").await(10, TimeUnit.SECONDS);
            server.close().await(10, TimeUnit.SECONDS);
            FreePort.awaitReleased("127.0.0.1", port);
        }
    }

    @Test
    void a_given_port_can_be_listened_on_and_other_processes_see_that_it_is_given() throws IOException {
        int port = FreePort.lasting();
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket listening = new ServerSocket(port, 1, loopback)) {
            assertThat(listening.getLocalPort()).isEqualTo(port);
        }
        assertThatThrownBy(() -> new DatagramSocket(port, loopback).close()).isInstanceOf(BindException.class);
    }
}
