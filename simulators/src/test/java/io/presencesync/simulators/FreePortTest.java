package io.presencesync.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    /// Of so many taken at random, two would be the same in all but one run of two hundred.
    private static final int MANY = 500;

    @Test
    void no_port_is_given_twice_though_nothing_listens_on_it() {
        assertThat(IntStream.range(0, MANY).map(_ -> FreePort.lasting()).boxed().toList())
                .doesNotHaveDuplicates()
                .allMatch(port -> port < 32_768);
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
