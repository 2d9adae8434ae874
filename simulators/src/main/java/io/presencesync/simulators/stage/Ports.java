package io.presencesync.simulators.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of this machine's loopback.
final class Ports {
    private Ports() {}

    /// The wished one when it is free, else any free one.
    static int freeNear(int wished) {
        try {
            return probe(wished);
        } catch (IOException _) {
            return anyFree();
        }
    }

    private static int anyFree() {
        try {
            return probe(0);
        } catch (IOException none) {
            throw new UncheckedIOException("this machine has no free port", none);
        }
    }

    private static int probe(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
