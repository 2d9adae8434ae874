package io.presencesync.simulators.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Chooses ports of this machine's loopback.
///
/// @param any whether the usual ports are left alone
record Ports(boolean any) {
    /// The usual one when it is free and wanted, else any free one.
    int free(int usual) {
        try {
            return any ? anyFree() : probe(usual);
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
