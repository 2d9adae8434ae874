package io.presencesync.finesse.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.TlsConfig;
import io.presencesync.presence.Secret;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmackPubSubThreadsTest {
    private static PubSub.Address address(ScriptedXmpp server, String resource) {
        return new PubSub.Address(
                server.endpoint(), "fin1", "pubsub.fin1", "boss", new Secret("hush-hush"), resource, TlsConfig.SYSTEM);
    }

    private static Map<String, Integer> threads() {
        Map<String, Integer> counts = new TreeMap<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                .filter(name -> name.contains("Smack"))
                .forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void fifty_sessions_opened_and_closed_leave_no_more_threads_than_a_few() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ScriptedXmpp server = new ScriptedXmpp()) {
            for (int i = 1; i <= 50; i++) {
                session(vertx, server, i);
            }
            Map<String, Integer> left = threads();
            assertThat(total(left)).as(left.toString()).isLessThan(20);
            SmackPubSubTest.eventually(
                    "all sockets gone", () -> server.sockets.stream().allMatch(socket -> socket.isClosed()));
        } finally {
            vertx.close().await();
        }
    }

    private static void session(Vertx vertx, ScriptedXmpp server, int number) throws Exception {
        try (PubSub session =
                SmackPubSub.opener(vertx).open(address(server, "r" + number), new Heard(), Duration.ofSeconds(10))) {
            session.ping(Duration.ofSeconds(5));
        }
    }

    /// Keeps all that the library logs, down to the finest.
    private static final class Log extends Handler {
        final List<String> lines = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord told) {
            lines.add(new SimpleFormatter().format(told));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void no_password_reaches_a_log() throws Exception {
        SmackSetup.once();
        Logger library = Logger.getLogger("org.jivesoftware.smack");
        Level usual = library.getLevel();
        Log log = new Log();
        log.setLevel(Level.ALL);
        library.setLevel(Level.ALL);
        library.addHandler(log);
        Vertx vertx = Vertx.vertx();
        try (ScriptedXmpp server = new ScriptedXmpp()) {
            session(vertx, server, 0);
            String sent = server.heard.stream()
                    .filter(frame -> frame.startsWith("<auth"))
                    .map(frame -> frame.replaceAll("<[^>]*>", ""))
                    .findFirst()
                    .orElseThrow();
            assertThat(sent).isNotEmpty();
            assertThat(log.lines).isNotEmpty();
            assertThat(String.join("\n", log.lines)).doesNotContain("hush-hush").doesNotContain(sent);
        } finally {
            library.removeHandler(log);
            library.setLevel(usual);
            vertx.close().await();
        }
    }
}
