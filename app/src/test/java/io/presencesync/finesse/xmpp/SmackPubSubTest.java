package io.presencesync.finesse.xmpp;

import static io.presencesync.finesse.xmpp.ScriptedXmpp.error;
import static io.presencesync.finesse.xmpp.ScriptedXmpp.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.config.TlsConfig;
import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.presence.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmackPubSubTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String TEAM = "/finesse/api/Team/500/Users";

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedXmpp server = new ScriptedXmpp();
    private final Heard heard = new Heard();

    /// The first session loads the library, which takes seconds on a busy machine.
    @BeforeAll
    static void load() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ScriptedXmpp server = new ScriptedXmpp()) {
            SmackPubSub.opener(vertx)
                    .open(address(server.endpoint()), new Heard(), Duration.ofSeconds(30))
                    .close();
        } finally {
            vertx.close().await();
        }
    }

    @AfterEach
    void end() {
        server.close();
        vertx.close().await();
    }

    private static PubSub.Address address(URI endpoint) {
        return new PubSub.Address(
                endpoint, "fin1", "pubsub.fin1", "boss", new Secret("hush-hush"), "presence-sync", TlsConfig.SYSTEM);
    }

    private PubSub open() throws Exception {
        return SmackPubSub.opener(vertx).open(address(server.endpoint()), heard, SOON);
    }

    private PubSubFailure refused(URI endpoint, Duration timeout) {
        return failure(() -> SmackPubSub.opener(vertx).open(address(endpoint), heard, timeout));
    }

    private interface Act {
        void run() throws Exception;
    }

    private static PubSubFailure failure(Act act) {
        PubSubFailure failure = catchThrowableOfType(PubSubFailure.class, act::run);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    static void eventually(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void signs_in_by_plain_binds_our_resource_and_is_present_with_priority_nought() throws Exception {
        try (PubSub session = open()) {
            assertThat(session.jid()).isEqualTo("boss@fin1/presence-sync");
            eventually("present", () -> server.count("<presence") == 1);
        }
        assertThat(server.heard).anyMatch(frame -> frame.startsWith("<auth") && frame.contains("PLAIN"));
        assertThat(server.count("xmpp-session")).isOne();
        assertThat(server.heard)
                .filteredOn(frame -> frame.startsWith("<presence") && !frame.contains("unavailable"))
                .singleElement()
                .asString()
                .contains("<priority>0</priority>");
    }

    @Test
    void asks_nothing_of_its_own() throws Exception {
        try (PubSub session = open()) {
            session.ping(SOON);
        }
        assertThat(server.heard)
                .noneMatch(frame -> frame.contains("jabber:iq:roster") || frame.contains("disco#"))
                .noneMatch(frame -> frame.contains("protocol/caps") || frame.contains("<enable"));
    }

    @Test
    void an_upgrade_answered_by_a_status_means_no_such_service() {
        server.refusal = 404;
        PubSubFailure failure = refused(server.endpoint(), SOON);
        assertThat(failure.kind()).isEqualTo(Kind.NO_SERVICE);
        assertThat(failure).hasMessageContaining("404");
        assertThat(heard.words).isEmpty();
    }

    @Test
    void an_upgrade_that_fails_in_the_server_may_work_later() {
        server.refusal = 503;
        assertThat(refused(server.endpoint(), SOON).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void an_upgrade_answered_429_tells_how_long_to_wait() {
        HttpServer proxy = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(429)
                        .putHeader("Retry-After", "120")
                        .end())
                .listen(0, "127.0.0.1")
                .await();
        PubSubFailure failure = refused(URI.create("ws://127.0.0.1:" + proxy.actualPort() + "/ws"), SOON);
        proxy.close().await();

        assertThat(failure.kind()).isEqualTo(Kind.TOO_MANY);
        assertThat(failure.answer()).isNotNull();
        assertThat(failure.answer().header("retry-after")).hasValue("120");
    }

    @Test
    void nobody_listening_is_unreachable() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        PubSubFailure failure = refused(URI.create("ws://127.0.0.1:" + port + "/ws"), SOON);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("refused");
        assertThat(heard.words).isEmpty();
    }

    @Test
    void an_upgrade_never_answered_fails_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertLate(URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/ws"));
        }
    }

    @Test
    void a_server_silent_after_the_upgrade_fails_in_time() {
        server.rule = frame -> List.of();
        assertLate(server.endpoint());
    }

    @Test
    void a_server_silent_after_the_password_fails_in_time() {
        server.rule = frame -> frame.startsWith("<auth") ? List.of() : null;
        assertLate(server.endpoint());
    }

    private void assertLate(URI endpoint) {
        Instant start = Instant.now();
        PubSubFailure failure = refused(endpoint, Duration.ofSeconds(1));
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(heard.words).isEmpty();
    }

    @Test
    void the_time_to_open_is_for_all_steps_together() {
        server.rule = frame -> {
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
            return null;
        };
        assertLate(server.endpoint());
    }

    @Test
    void a_refused_password_is_not_shown() {
        server.rule = frame -> frame.startsWith("<auth") ? saslFailure("not-authorized") : null;
        PubSubFailure failure = refused(server.endpoint(), SOON);
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasStackTraceContaining("not-authorized");
        assertThat(failure.toString()).doesNotContain("hush-hush");
        assertThat(heard.words).isEmpty();
        assertThat(server.count("<auth")).isOne();
    }

    private static List<String> saslFailure(String condition) {
        return List.of("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><" + condition + "/></failure>");
    }

    @Test
    void a_server_that_cannot_judge_a_password_just_now_has_not_refused_it() {
        server.rule = frame -> frame.startsWith("<auth") ? saslFailure("temporary-auth-failure") : null;
        assertThat(refused(server.endpoint(), SOON).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void a_full_jid_in_use_is_a_conflict() {
        server.rule = frame -> frame.contains("xmpp-bind") ? List.of(error(frame, "conflict")) : null;
        assertThat(refused(server.endpoint(), SOON).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(heard.words).isEmpty();
    }

    @Test
    void subscribes_our_full_jid() throws Exception {
        try (PubSub session = open()) {
            session.subscribe(TEAM);
            session.unsubscribe(TEAM);
        }
        assertThat(server.heard)
                .filteredOn(frame -> frame.contains("subscribe node") || frame.contains("subscribe "))
                .filteredOn(frame -> frame.contains(ScriptedXmpp.PUBSUB))
                .hasSize(2)
                .allSatisfy(frame ->
                        assertThat(frame).contains("pubsub.fin1").contains(TEAM).contains("boss@fin1/presence-sync"));
    }

    @Test
    void a_refused_subscription_says_why_and_the_session_goes_on() throws Exception {
        try (PubSub session = open()) {
            answerPubSub("forbidden");
            assertThat(failure(() -> session.subscribe(TEAM)).kind()).isEqualTo(Kind.FORBIDDEN);
            answerPubSub("item-not-found");
            assertThat(failure(() -> session.subscribe(TEAM)).kind()).isEqualTo(Kind.NOT_FOUND);
            session.ping(SOON);
        }
        assertThat(heard.words).isEmpty();
    }

    private void answerPubSub(String condition) {
        server.rule = frame -> frame.contains(ScriptedXmpp.PUBSUB) ? List.of(error(frame, condition)) : null;
    }

    @Test
    void thousands_of_subscriptions_fit_into_one_answer() throws Exception {
        String all = IntStream.range(0, 6000)
                .mapToObj(user -> subscription("/finesse/api/User/" + user, "boss@fin1/presence-sync"))
                .collect(Collectors.joining());
        server.rule = frame -> frame.contains("<subscriptions") ? List.of(subscriptions(frame, all)) : null;
        try (PubSub session = open()) {
            assertThat(session.subscriptions().ours()).hasSize(6000).contains("/finesse/api/User/5999");
            session.ping(SOON);
        }
    }

    @Test
    void subscriptions_of_other_sessions_are_not_ours() throws Exception {
        String all = subscription(TEAM, "boss@fin1/presence-sync")
                + subscription("/finesse/api/SystemInfo", "boss@fin1")
                + subscription("/finesse/api/Team/7/Users", "boss@fin1/desktop");
        server.rule = frame -> frame.contains("<subscriptions") ? List.of(subscriptions(frame, all)) : null;
        try (PubSub session = open()) {
            assertThat(session.subscriptions())
                    .isEqualTo(new PubSub.Standing(Set.of(TEAM), Set.of("/finesse/api/SystemInfo")));
        }
    }

    @Test
    void a_subscription_without_resource_is_ended_by_the_bare_jid() throws Exception {
        try (PubSub session = open()) {
            session.unsubscribeBare(TEAM);
            assertThat(server.heard.getLast()).contains("<unsubscribe", "'boss@fin1'", TEAM);
        }
    }

    @Test
    void a_bind_answered_without_sender_is_good() throws Exception {
        server.rule = frame -> frame.contains("xmpp-bind")
                ? List.of(result(
                                frame,
                                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>boss@fin1/presence-sync</jid></bind>")
                        .replaceFirst(" from='[^']*'", ""))
                : null;
        try (PubSub session = open()) {
            assertThat(session.jid()).isEqualTo("boss@fin1/presence-sync");
            session.ping(SOON);
        }
    }

    private static String subscription(String node, String jid) {
        return "<subscription node='" + node + "' jid='" + jid + "' subscription='subscribed' subid='4b3f0c0e5b6d'/>";
    }

    private static String subscriptions(String request, String all) {
        return result(
                request,
                "<pubsub xmlns='" + ScriptedXmpp.PUBSUB + "'><subscriptions>" + all + "</subscriptions></pubsub>");
    }

    private static String event(String inside) {
        return "<message xmlns='jabber:client' from='pubsub.fin1' to='boss@fin1/presence-sync'>"
                + "<event xmlns='http://jabber.org/protocol/pubsub#event'>" + inside + "</event></message>";
    }

    @Test
    void what_a_node_tells_arrives_in_order_with_its_text_unchanged() throws Exception {
        String text =
                "&lt;Update&gt;&lt;firstName&gt;O'Brien &amp;amp; S\u00f6hne \ud83d\ude00&lt;/firstName&gt;&lt;/Update&gt;";
        try (PubSub _ = open()) {
            for (int i = 0; i < 200; i++) {
                server.say(event("<items node='" + TEAM + "'><item id='" + i
                        + "'><notification xmlns='http://jabber.org/protocol/pubsub'>" + text
                        + "</notification></item></items>"));
            }
            eventually("all arrive", () -> heard.words.size() == 200);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(heard.words.get(i))
                    .startsWith(TEAM + " ")
                    .contains("id='" + i + "'")
                    .contains("&lt;firstName&gt;O")
                    .contains("&amp;amp; S\u00f6hne \ud83d\ude00");
        }
    }

    private static final String CHANGE = "<data><user><loginId>1001</loginId><state>READY</state></user></data>"
            + "<event>PUT</event><requestId/><source>/finesse/api/User/1001</source>";

    static List<String> formsOfAnItem() {
        String escaped = "&lt;Update&gt;" + CHANGE.replace("<", "&lt;").replace(">", "&gt;") + "&lt;/Update&gt;";
        String notification = "<notification xmlns='urn:xmpp:push:0'>";
        return List.of(
                "<Update>" + CHANGE + "</Update>",
                "<Update xmlns=''>" + CHANGE + "</Update>",
                "\n  <Update>\n" + CHANGE + "\n  </Update>\n",
                escaped,
                "<![CDATA[<Update>" + CHANGE + "</Update>]]>",
                "\n <notification xmlns='" + ScriptedXmpp.PUBSUB + "'>\n" + escaped + "\n</notification>\n",
                notification + "\ufeff" + escaped + "</notification>",
                notification + "\ufeff&lt;?xml version='1.0'?&gt;" + escaped + "</notification>",
                notification + escaped.replace("1001", "1001&lt;firstName&gt;\u0001&lt;/firstName&gt;")
                        + "</notification>",
                notification + escaped.replace("1001", "1001&lt;firstName&gt;&#x1;&lt;/firstName&gt;")
                        + "</notification>",
                notification + escaped.replace("1001", "1001&lt;firstName&gt;\ufffe\ud800&lt;/firstName&gt;")
                        + "</notification>");
    }

    @ParameterizedTest
    @MethodSource("formsOfAnItem")
    void every_form_of_an_item_arrives_and_those_after_it_too(String form) throws Exception {
        try (PubSub session = open()) {
            server.say(event("<items node='" + TEAM + "'><item id='1'>" + form + "</item></items>"));
            server.say(event("<items node='" + TEAM + "'><item id='2'>" + form + "</item></items>"));
            eventually("both arrive", () -> heard.words.size() == 2);
            session.ping(SOON);
        }
        assertThat(heard.words).allSatisfy(word -> assertThat(word).contains("Update", "READY", "requestId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@@/ /", "a@b@c", "@fin1", "\u0001boss@fin1", "boss@fin1/", "bo ss@fin1"})
    void what_comes_from_an_address_that_is_none_is_passed_over(String jid) throws Exception {
        try (PubSub session = open()) {
            server.say("<presence xmlns='jabber:client' from='" + jid + "'/>");
            server.say("<iq xmlns='jabber:client' type='result' id='x' from='" + jid + "'/>");
            server.say(event("").replace("pubsub.fin1", jid));
            server.say(event("<items node='" + TEAM + "'><item id='9'/></items>"));
            eventually("the last arrives", () -> heard.words.stream().anyMatch(word -> word.contains("id='9'")));
            session.ping(SOON);
        }
        assertThat(heard.words).noneMatch(word -> word.contains("ended"));
    }

    @Test
    void an_answer_with_an_address_that_is_none_fails_in_time_and_holds_up_no_event_loop() throws Exception {
        server.rule = frame -> frame.contains("xmpp-bind")
                ? List.of(result(frame, "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>@@@/ /</jid></bind>"))
                : null;
        Vertx oneLoop = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Duration within = Duration.ofSeconds(2);
            var opening = CompletableFuture.supplyAsync(() ->
                    failure(() -> SmackPubSub.opener(oneLoop).open(address(server.endpoint()), heard, within)));
            Duration longest = Duration.ZERO;
            while (!opening.isDone()) {
                longest = max(longest, delay(oneLoop));
            }
            assertThat(longest).isLessThan(Duration.ofSeconds(1));
            assertThat(opening.get().kind()).isEqualTo(Kind.TIMEOUT);
        } finally {
            oneLoop.close().await();
        }
    }

    private static Duration delay(Vertx vertx) throws InterruptedException {
        long start = System.nanoTime();
        CountDownLatch run = new CountDownLatch(1);
        vertx.runOnContext(_ -> run.countDown());
        run.await();
        LockSupport.parkNanos(5_000_000);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    static List<PubSub.Address> addressesThatAreNone() {
        URI nowhere = URI.create("ws://127.0.0.1:1/ws");
        Secret secret = new Secret("hush-hush");
        TlsConfig tls = TlsConfig.SYSTEM;
        return List.of(
                new PubSub.Address(nowhere, "", "pubsub.", "boss", secret, "r", tls),
                new PubSub.Address(nowhere, "fin 1@", "pubsub.fin1", "boss", secret, "r", tls),
                new PubSub.Address(nowhere, "fin1", "", "boss", secret, "r", tls),
                new PubSub.Address(nowhere, "fin1", "pubsub.fin1", "", secret, "r", tls),
                new PubSub.Address(nowhere, "fin1", "pubsub.fin1", "boss", secret, "\u0001", tls));
    }

    @ParameterizedTest
    @MethodSource("addressesThatAreNone")
    void an_address_that_is_none_is_refused_in_words(PubSub.Address none) {
        PubSub.Address here = new PubSub.Address(
                server.endpoint(),
                none.domain(),
                none.pubSubDomain(),
                none.user(),
                none.password(),
                none.resource(),
                none.tls());

        PubSubFailure failure = failure(() -> SmackPubSub.opener(vertx).open(here, heard, SOON));

        assertThat(failure).hasMessageNotContaining("hush");
        assertThat(failure.getMessage()).isNotBlank();
        assertThat(heard.words).isEmpty();
    }

    @Test
    void an_event_we_cannot_use_does_no_harm() throws Exception {
        try (PubSub session = open()) {
            server.say(event("<purge node='" + TEAM + "'/>"));
            server.say(event("<items node='" + TEAM + "'><retract id='1'/></items>"));
            server.say(event("<items node='" + TEAM + "'/>"));
            server.say(event("<configuration node='" + TEAM + "'/>"));
            server.say("<message xmlns='jabber:client' from='pubsub.fin1'><body>hello</body></message>");
            server.say(event("<items node='" + TEAM + "'><item id='9'><notification xmlns='" + ScriptedXmpp.PUBSUB
                    + "'>x</notification></item></items>"));
            eventually("the last arrives", () -> heard.words.stream().anyMatch(word -> word.contains("id='9'")));
            session.ping(SOON);
        }
        assertThat(heard.words).noneMatch(word -> word.contains("ended"));
    }

    @Test
    void who_comes_and_goes_is_told() throws Exception {
        try (PubSub _ = open()) {
            server.say("<presence xmlns='jabber:client' from='finesse@fin1/web'/>");
            server.say("<presence xmlns='jabber:client' from='finesse@fin1/web' type='unavailable'/>");
            eventually("both", () -> heard.words.size() == 2);
        }
        assertThat(heard.words).containsExactly("finesse@fin1/web is here", "finesse@fin1/web is gone");
    }

    @Test
    void a_question_to_us_is_declined_and_nothing_is_told_of_us() throws Exception {
        try (PubSub _ = open()) {
            server.say(
                    "<iq xmlns='jabber:client' from='fin1' type='get' id='v1'><query xmlns='jabber:iq:version'/></iq>");
            eventually("an answer", () -> server.count("v1") == 1);
        }
        assertThat(server.heard)
                .filteredOn(frame -> frame.contains("v1"))
                .singleElement()
                .asString()
                .contains("error")
                .doesNotContain("Smack");
    }

    @Test
    void a_ping_answered_by_an_error_is_a_sign_of_life() throws Exception {
        server.rule = frame -> frame.contains("urn:xmpp:ping") ? List.of(error(frame, "service-unavailable")) : null;
        try (PubSub session = open()) {
            session.ping(SOON);
        }
        assertThat(heard.words).isEmpty();
    }

    @Test
    void a_silent_link_is_found_by_a_ping() throws Exception {
        try (PubSub session = open()) {
            server.rule = frame -> List.of();
            Instant start = Instant.now();
            assertThat(failure(() -> session.ping(Duration.ofSeconds(1))).kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
        }
        assertThat(heard.words).isEmpty();
    }

    @Test
    void a_session_taken_over_is_told_once_as_a_conflict() throws Exception {
        try (PubSub session = open()) {
            server.takeLeave(
                    "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>"
                            + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
                    "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
            eventually("told", () -> !heard.words.isEmpty());
            assertThat(failure(() -> session.ping(SOON)).kind()).isIn(Kind.CLOSED, Kind.CONFLICT);
        }
        assertThat(heard.words).singleElement().asString().startsWith("conflict");
    }

    @Test
    void a_session_the_server_closes_is_told_once_and_pings_no_more() throws Exception {
        try (PubSub session = open()) {
            server.sockets.forEach(socket -> socket.close().await());
            eventually("told", () -> !heard.words.isEmpty());
            assertThat(failure(() -> session.ping(SOON)).kind()).isEqualTo(Kind.CLOSED);
            assertThat(failure(() -> session.subscribe(TEAM)).kind()).isEqualTo(Kind.CLOSED);
        }
        assertThat(heard.words).singleElement().asString().startsWith("ended");
    }

    @Test
    void a_stream_the_server_ends_in_good_order_is_over_at_once() throws Exception {
        try (PubSub _ = open()) {
            server.say("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
            eventually("told", () -> !heard.words.isEmpty());
        }
        assertThat(heard.words).singleElement().asString().startsWith("ended");
    }

    @Test
    void a_closed_session_tells_nothing_and_its_socket_is_gone() throws Exception {
        PubSub session = open();
        session.close();
        session.close();
        eventually("gone", () -> server.sockets.getFirst().isClosed());
        assertThat(failure(() -> session.ping(SOON)).kind()).isEqualTo(Kind.CLOSED);
        assertThat(heard.words).isEmpty();
    }

    @Test
    void closing_takes_two_seconds_at_most_though_nobody_answers() throws Exception {
        PubSub session = open();
        server.rule = frame -> List.of();
        server.sockets.forEach(io.vertx.core.http.ServerWebSocket::pause);
        Instant start = Instant.now();
        session.close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
}
