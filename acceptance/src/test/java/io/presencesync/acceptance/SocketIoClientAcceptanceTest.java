package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The official socket.io clients, old and new, over every transport, against our own server.
class SocketIoClientAcceptanceTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static NodeProject project;

    @BeforeAll
    static void install() {
        project = NodeProject.prepared(Path.of("node-socketio"));
    }

    @ParameterizedTest(name = "{0} over {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    socket.io-client-4-7 | polling
                    socket.io-client-4-7 | websocket
                    socket.io-client-4-7 | polling,websocket
                    socket.io-client-4-8 | polling
                    socket.io-client-4-8 | websocket
                    socket.io-client-4-8 | polling,websocket
                    """)
    void the_official_client_talks_and_comes_back_after_a_lost_connection_and_a_restart(
            String client, String transports) throws Exception {
        try (SocketIoTestService service = SocketIoTestService.start()) {
            var run = project.run(LIMIT, Map.of(), "client.mjs", client, transports, service.url());
            assertThat(run.errors()).isEmpty();
            assertThat(run.output()).isEqualTo(expected(transports));
            assertThat(run.exitCode()).isZero();
        }
    }

    private static String expected(String transports) {
        String last = transports.endsWith("websocket") ? "websocket" : "polling";
        String talk = "sum 3\nreversed 3,2,1\nasked Grüße! 2\n";
        return "welcome 你好 abc 0,255\n" + talk + "transport " + last + "\n" + talk + "drop: back, 你好\n" + talk
                + "restart: back, 你好\n" + talk + "io server disconnect\n";
    }
}
