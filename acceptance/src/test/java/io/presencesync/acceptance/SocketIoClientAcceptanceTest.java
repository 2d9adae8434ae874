package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @ParameterizedTest(name = "{0} over {1} in the browser")
    @CsvSource(delimiter = '|', textBlock = """
                    socket.io-client-4-7 | polling
                    socket.io-client-4-7 | websocket
                    socket.io-client-4-7 | polling,websocket
                    socket.io-client-4-8 | polling
                    socket.io-client-4-8 | websocket
                    socket.io-client-4-8 | polling,websocket
                    """)
    void the_same_client_does_so_in_a_real_browser(String client, String transports) throws Exception {
        Path folder = Path.of("node-socketio");
        Path script = folder.resolve("node_modules/" + client + "/dist/socket.io.min.js");
        String dialogue = Files.readString(folder.resolve("dialogue.mjs")).replace("export async", "async");
        try (SocketIoTestService service = SocketIoTestService.start();
                Browser browser = Browser.start();
                Browser.Window window = browser.open(service.url() + "/page")) {
            window.page().addScriptTag(new Page.AddScriptTagOptions().setContent(Files.readString(script)));
            Object seen = window.page()
                    .evaluate(
                            "([url, transports]) => { " + dialogue
                                    + "; return dialogue(io, url, transports.split(',')).then((seen) => seen.join('\\n')); }",
                            List.of(service.url(), transports));
            assertThat(seen + "\n").isEqualTo(expected(transports));
        }
    }

    private static String expected(String transports) {
        String last = transports.endsWith("websocket") ? "websocket" : "polling";
        String talk = "sum 3\nreversed 3,2,1\nasked Grüße! 2\n";
        return "welcome 你好 abc 0,255\n" + talk + "transport " + last + "\n" + talk + "drop: back, 你好\n" + talk
                + "restart: back, 你好\n" + talk + "io server disconnect\n";
    }
}
