package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What comes to a product that is kept from running is served in the order it came, whatever connection it came on.
class ArrivalOrderAcceptanceTest {
    private static final int ROUNDS = 15;
    private static final int PATIENCE_MILLIS = 30_000;

    @Test
    void of_two_polls_of_one_session_the_second_to_come_is_the_one_refused() throws Exception {
        try (World world = new World(1);
                Product product = Product.start(world.gadgetMode())) {
            for (int round = 0; round < ROUNDS; round++) {
                String greeting =
                        product.get("/socket.io/?EIO=4&transport=polling").body();
                String path = "/socket.io/?EIO=4&transport=polling&sid="
                        + greeting.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
                signal(product, "STOP");
                try (Socket first = asks(product, path);
                        Socket second = asks(product, path)) {
                    signal(product, "CONT");
                    assertThat(status(first)).as("first of round %s", round).isEqualTo(200);
                    assertThat(status(second)).as("second of round %s", round).isEqualTo(400);
                }
            }
        }
    }

    private static Socket asks(Product product, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), product.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return Integer.parseInt(answer.readLine().substring(9, 12));
    }

    private static void signal(Product product, String name) throws Exception {
        long pid = product.process().pid();
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (name.equals("STOP")) {
            Await.until("the product stands still", () -> state(stat).equals("T"), product::log);
        }
    }

    private static String state(Path stat) {
        try {
            return Files.readString(stat).replaceFirst(".*\\) (\\S).*\\s*", "$1");
        } catch (IOException gone) {
            return gone.toString();
        }
    }
}
