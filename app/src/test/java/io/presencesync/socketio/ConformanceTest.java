package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the public Engine.IO protocol, version 4, and Socket.IO protocol, version 5, ask of a server, case by case over
/// real connections. The files `engineio.txt` and `socketio.txt` hold the cases and what the server answered when it
/// was
/// judged right: a line `>` is the client's (see [Dialogue]), a line `<` the server's.
class ConformanceTest {
    private static EchoServer calm;
    private static EchoServer hasty;

    record Case(String file, String title, List<String> lines) {
        boolean hasty() {
            return title.endsWith("(short heartbeat)");
        }

        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void start() throws TimeoutException {
        calm = EchoServer.start(
                0,
                EchoServer.options()
                        .withHeartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20))
                        .withOrigins(Set.of("https://desk.example:8445")));
        hasty = EchoServer.start(0);
    }

    @AfterAll
    static void stop() {
        calm.close();
        hasty.close();
    }

    static List<Case> engineIo() throws IOException {
        return cases("engineio");
    }

    static List<Case> socketIo() throws IOException {
        return cases("socketio");
    }

    private static List<Case> cases(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : read(file).lines().toList()) {
            if (line.startsWith("== ")) {
                cases.add(new Case(file, line.substring(3), new ArrayList<>()));
            } else if (line.startsWith("> ") || line.startsWith("< ")) {
                cases.getLast().lines().add(line);
            }
        }
        return cases;
    }

    private static String read(String file) throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream(file + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engineIo")
    void engine_io(Case each) throws Exception {
        answersAsJudged(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("socketIo")
    void socket_io(Case each) throws Exception {
        answersAsJudged(each);
    }

    private static void answersAsJudged(Case each) throws Exception {
        List<String> seen = new ArrayList<>();
        try (EchoClient client = EchoClient.of(each.hasty() ? hasty : calm, "/" + path(each.file()) + "/")) {
            Dialogue dialogue = new Dialogue(client);
            for (String line :
                    each.lines().stream().filter(line -> line.startsWith("> ")).toList()) {
                seen.add(line);
                dialogue.play(line.substring(2)).forEach(answer -> seen.add("< " + answer));
            }
            dialogue.end();
        }
        assertThat(String.join("\n", seen)).isEqualTo(String.join("\n", each.lines()));
    }

    private static String path(String file) {
        return file.replace("io", ".io");
    }
}
