package io.presencesync.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A free port of the loopback for a server that may go and come back on it. It lies below those that the system gives
/// to outgoing connections (32768 and above on Linux), one of which could take the place of a server that is away.
public final class FreePort {
    private static final int LOWEST = 10_240;
    private static final int BEYOND = 32_768;
    private static final int TRIES = 100;

    private FreePort() {}

    /// Nothing listens on it now.
    ///
    /// @throws UncheckedIOException when none was found
    public static int lasting() {
        IOException last = new IOException("no port tried");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return port;
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new UncheckedIOException("this machine has no free port", last);
    }

    /// The wanted one, or a free one for 0.
    public static int of(int wanted) {
        return wanted == 0 ? lasting() : wanted;
    }
}
