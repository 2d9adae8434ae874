package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.TlsConfig;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.PubSubFailure;
import io.presencesync.finesse.xmpp.SmackPubSub;
import io.presencesync.presence.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Our session against a real XMPP server that others wrote.
@Timeout(60)
class PubSubServerAcceptanceTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String NODE = "/finesse/api/Team/500/Users";

    private static Prosody server;
    private static Vertx vertx;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        vertx = Vertx.vertx();
        server = new Prosody();
        server.account("boss", "right");
        server.account("other", "right");
        publish("the first makes the node the publisher's own");
    }

    @AfterAll
    static void end() {
        server.close();
        vertx.close().await();
    }

    private static final class Heard implements PubSub.Listener {
        final List<String> items = new CopyOnWriteArrayList<>();
        final List<String> ends = new CopyOnWriteArrayList<>();

        @Override
        public void item(String node, String payload) {
            items.add(node + " " + payload);
        }

        @Override
        public void presence(String jid, boolean available) {}

        @Override
        public void ended(String why, boolean conflict) {
            ends.add((conflict ? "conflict: " : "") + why);
        }
    }

    private static PubSub.Address address(Prosody at, String user, String password, String resource) {
        return new PubSub.Address(
                at.endpoint(), "localhost", "pubsub.localhost", user, new Secret(password), resource, TlsConfig.SYSTEM);
    }

    private static PubSub open(Heard heard, String user, String resource) throws Exception {
        return SmackPubSub.opener(vertx).open(address(server, user, "right", resource), heard, SOON);
    }

    private static void publish(String text) {
        try (RawXmpp publisher = new RawXmpp(server.endpoint(), "localhost")) {
            publisher.signIn("other", "right", "publisher");
            publisher.ask("<iq xmlns='jabber:client' type='set' id='p1' to='pubsub.localhost'>"
                    + "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + NODE + "'><item>"
                    + "<notification xmlns='http://jabber.org/protocol/pubsub'>" + text + "</notification>"
                    + "</item></publish></pubsub></iq>");
        }
    }

    @Test
    void what_is_published_on_a_subscribed_node_arrives() throws Exception {
        Heard heard = new Heard();
        try (PubSub session = open(heard, "boss", "presence-sync-1")) {
            assertThat(session.jid()).isEqualTo("boss@localhost/presence-sync-1");
            session.subscribe(NODE);
            session.subscribe(NODE);
            assertThat(session.subscriptions().ours()).containsExactly(NODE);

            publish("&lt;Update&gt;");
            Await.until("the item arrives", () -> heard.items.size() == 1, heard.items::toString);
            assertThat(heard.items.getFirst()).startsWith(NODE + " ").contains("&lt;Update&gt;");

            session.unsubscribe(NODE);
            assertThat(session.subscriptions().ours()).isEmpty();
            session.ping(SOON);
        }
        assertThat(heard.ends).isEmpty();
    }

    @Test
    void a_wrong_password_is_refused_and_not_shown() {
        assertThatThrownBy(() -> SmackPubSub.opener(vertx)
                        .open(address(server, "boss", "hush-hush", "presence-sync-2"), new Heard(), SOON))
                .isInstanceOfSatisfying(
                        PubSubFailure.class,
                        failure -> assertThat(failure.kind())
                                .as(failure.getMessage())
                                .isEqualTo(PubSubFailure.Kind.REFUSED))
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void a_second_session_with_the_same_resource_throws_the_first_out() throws Exception {
        Heard first = new Heard();
        try (PubSub old = open(first, "other", "presence-sync-3");
                PubSub fresh = open(new Heard(), "other", "presence-sync-3")) {
            Await.until("the first is told", () -> !first.ends.isEmpty(), first.ends::toString);
            assertThat(first.ends).singleElement().asString().startsWith("conflict");
            assertThat(fresh.jid()).isEqualTo(old.jid());
            fresh.ping(SOON);
        }
    }

    @Test
    void a_server_that_is_gone_ends_the_session() throws Exception {
        Heard heard = new Heard();
        try (Prosody mortal = new Prosody()) {
            mortal.account("boss", "right");
            PubSub session =
                    SmackPubSub.opener(vertx).open(address(mortal, "boss", "right", "presence-sync-4"), heard, SOON);
            mortal.kill();
            Await.until("the end is told", () -> !heard.ends.isEmpty(), heard.ends::toString);
            assertThatThrownBy(() -> session.ping(SOON)).isInstanceOf(PubSubFailure.class);
            session.close();
        }
    }
}
