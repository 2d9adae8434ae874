package io.presencesync.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// A free port of the loopback for a server that may go and come back on it. It lies below those that the system gives
/// to outgoing connections (32768 and above on Linux), one of which could take the place of a server that is away.
///
/// A port is given once only, among all processes of this machine that ask here, until the process that got it ends:
/// the UDP port of the same number, which nobody here uses, is kept as the sign that it is given.
public final class FreePort {
    private static final int LOWEST = 10_240;
    private static final int BEYOND = 32_768;
    private static final int TRIES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Queue<DatagramSocket> GIVEN = new ConcurrentLinkedQueue<>();

    private FreePort() {}

    /// Nothing listens on it now, and nobody else was given it. Any thread.
    ///
    /// @throws UncheckedIOException when none was found
    public static int lasting() {
        IOException last = new IOException("no port tried");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            try (ServerSocket _ = new ServerSocket(port, 1, loopback)) {
                GIVEN.add(new DatagramSocket(port, loopback));
                return port;
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new UncheckedIOException("this machine has no free port", last);
    }

    /// Returns once the server that listened there has let the port go, so that another can listen: Vert.x calls a
    /// server closed a moment before its event loop gives up the listening socket. Any thread; it may block.
    ///
    /// @throws IllegalStateException when it is still taken after ten seconds
    public static void awaitReleased(String host, int port) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!canBeListenedOn(host, port)) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("port " + port + " of " + host + " is still taken");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean canBeListenedOn(String host, int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// The wanted one, or a free one for 0.
    public static int of(int wanted) {
        return wanted == 0 ? lasting() : wanted;
    }
}
