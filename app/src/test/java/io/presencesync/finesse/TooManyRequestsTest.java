package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.FinesseConfig;
import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.engine.IdentityCheck;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A node, or a proxy in front of it, that answers 429.
@Timeout(60)
class TooManyRequestsTest {
    private static final String READY =
            "<state>READY</state><stateChangeTime>2026-01-01T10:00:00.000Z</stateChangeTime>";

    private final ManualTimers time = new ManualTimers();
    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.linkAt(time, finesse.config("admin", "boss", List.of("n1001")));

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    private static AgentId agent(String id) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(id));
    }

    private static StateRequest hold(String id) {
        Presence cause = new Presence(
                "dnd", null, null, null, PresenceOrigin.MERCURY, Instant.parse("2026-01-01T10:00:00Z"), "{}");
        return new StateRequest(
                "r-" + id,
                agent(id),
                ChannelKind.SUPERVISOR,
                TargetState.NOT_READY,
                ReasonLabel.DND,
                new StateRequest.OnlyIf(StateName.READY, null, null),
                "test",
                cause);
    }

    private static ConcurrentLinkedQueue<Outcome> sending(FinesseLink link, String... ids) {
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        for (String id : ids) {
            Thread.ofVirtual().start(() -> outcomes.add(link.channel().send(hold(id), () -> true)));
        }
        return outcomes;
    }

    @Test
    void after_a_429_nothing_at_all_is_sent_to_the_node_for_the_told_time() {
        finesse.user("1001", READY);
        finesse.on("PUT", "User/1002", 202, "");
        finesse.tooMany("PUT", "User/1001", "600");
        assertThat(link.channel().send(hold("1001"), () -> true))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Outcome.Failure.RETRY));
        ConcurrentLinkedQueue<Outcome> queued = sending(link, "1002");

        time.pass(Duration.ofSeconds(500));
        assertThat(link.reader().read(agent("1001"))).isInstanceOf(Reading.Failed.class);
        assertThat(link.identityCheck().check(new FinesseUserId("1001"), new Secret("Bearer x")))
                .isInstanceOf(IdentityCheck.Result.Unavailable.class);
        assertThat(link.roster().load().failure())
                .isNotNull()
                .satisfies(failure -> assertThat(failure.message()).contains("429"));
        assertThat(finesse.asked()).containsExactly("PUT User/1001");
        assertThat(queued).isEmpty();

        time.pass(Duration.ofSeconds(101));
        eventually("the hold that waited leaves by itself", () -> !queued.isEmpty());
        assertThat(queued).containsExactly(new Outcome.Accepted());
    }

    @Test
    void any_kind_of_request_that_is_answered_429_lets_the_node_rest() {
        finesse.on("PUT", "User/1002", 202, "");
        finesse.tooMany("GET", "User/1001", "600");
        finesse.tooMany("GET", "User/n1001", "600");
        finesse.tooMany("GET", "Users", "600");
        List<Runnable> kinds = List.of(
                () -> link.reader().read(agent("1001")),
                () -> link.identityCheck().check(new FinesseUserId("1001"), new Secret("Bearer x")),
                () -> link.roster().load());
        for (Runnable kind : kinds) {
            finesse.seen.clear();
            kind.run();
            ConcurrentLinkedQueue<Outcome> queued = sending(link, "1002");
            time.pass(Duration.ofSeconds(500));
            kind.run();
            assertThat(finesse.seen).hasSize(1);

            time.pass(Duration.ofSeconds(101));
            eventually("the hold leaves", () -> !queued.isEmpty());
        }
    }

    @Test
    void the_longest_rest_is_an_hour() {
        finesse.on("PUT", "User/1002", 202, "");
        finesse.tooMany("GET", "User/1001", "99999999");
        link.reader().read(agent("1001"));
        ConcurrentLinkedQueue<Outcome> queued = sending(link, "1002");
        time.pass(Duration.ofMinutes(59));
        assertThat(finesse.seen).hasSize(1);

        time.pass(Duration.ofMinutes(1).plusMillis(1));
        eventually("the hold leaves", () -> !queued.isEmpty());
    }

    @Test
    void a_date_is_measured_against_the_clock_of_the_answer() {
        finesse.on("PUT", "User/1002", 202, "");
        finesse.on(
                "GET",
                "User/1001",
                () -> new ScriptedFinesse.Answer(
                        429,
                        "",
                        Map.of(
                                "Date", "Wed, 01 Jan 2020 10:00:00 GMT",
                                "Retry-After", "Wed, 01 Jan 2020 10:02:00 GMT")));
        link.reader().read(agent("1001"));
        ConcurrentLinkedQueue<Outcome> queued = sending(link, "1002");
        time.pass(Duration.ofSeconds(109));
        assertThat(finesse.seen).hasSize(1);

        time.pass(Duration.ofSeconds(12));
        eventually("the hold leaves", () -> !queued.isEmpty());
    }

    /// Ten who read without pause, for five seconds, of each of five nodes that tell a useless time.
    @Test
    void without_a_usable_time_the_rests_have_a_floor_and_grow() throws InterruptedException {
        List<String> useless = List.of("", "0", "-5", "Wed, 01 Jan 2020 10:00:00 GMT", "soon");
        List<ScriptedFinesse> nodes = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (String retryAfter : useless) {
            ScriptedFinesse node = new ScriptedFinesse();
            nodes.add(node);
            node.tooMany("GET", "User/1001", retryAfter);
            FinesseLink hammered = node.link(null, "boss");
            for (int caller = 0; caller < 10; caller++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        hammered.reader().read(agent("1001"));
                    }
                }));
            }
        }
        var _ = new CountDownLatch(1).await(5, TimeUnit.SECONDS);
        threads.forEach(Thread::interrupt);

        assertThat(nodes).allSatisfy(node -> assertThat(node.seen).hasSizeBetween(2, 5));
        nodes.forEach(ScriptedFinesse::close);
    }

    @Test
    void while_one_node_rests_the_other_one_is_asked_and_told_to() {
        try (ScriptedFinesse second = new ScriptedFinesse()) {
            FinesseConfig two = two(finesse.config(null, "boss", List.of()), second);
            try (FinesseLink both = finesse.linkAt(time, two)) {
                finesse.tooMany("GET", "User/1001", "600");
                second.user("1001", READY);
                second.on("PUT", "User/1002", 202, "");

                assertThat(both.reader().read(agent("1001"))).isInstanceOf(Reading.Known.class);
                assertThat(both.reader().read(agent("1001"))).isInstanceOf(Reading.Known.class);
                assertThat(both.channel().send(hold("1002"), () -> true)).isEqualTo(new Outcome.Accepted());
                assertThat(finesse.asked()).containsExactly("GET User/1001");
            }
        }
    }

    @Test
    void a_hold_refused_by_a_429_goes_to_the_other_node_at_once() {
        try (ScriptedFinesse second = new ScriptedFinesse()) {
            FinesseConfig two = two(finesse.config(null, "boss", List.of()), second);
            try (FinesseLink both = finesse.linkAt(time, two)) {
                finesse.tooMany("PUT", "User/1002", "600");
                second.on("PUT", "User/1002", 202, "");

                assertThat(both.channel().send(hold("1002"), () -> true)).isEqualTo(new Outcome.Accepted());
            }
        }
    }

    private static FinesseConfig two(FinesseConfig one, ScriptedFinesse second) {
        return new FinesseConfig(
                one.site(),
                List.of(one.nodes().get(0), second.base()),
                one.users(),
                one.admin(),
                one.supervisor(),
                one.tls(),
                one.platform(),
                one.poll(),
                one.notifications(),
                one.putsPerSecond(),
                one.putBurst());
    }

    @Test
    void health_says_who_answers_429_and_what_to_do_until_an_answer_comes() {
        finesse.tooMany("GET", "User/1001", "600");
        link.reader().read(agent("1001"));

        assertThat(link.health().state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(link.health().code()).isEqualTo("too_many_requests");
        assertThat(link.health().message()).contains(finesse.base().toString(), "429", "600 s");
        assertThat(link.health().action()).contains("proxy", "FINESSE_POLL");
        assertThat(link.health().nextTry()).isEqualTo(time.instant().plusSeconds(600));

        time.pass(Duration.ofSeconds(601));
        finesse.user("1001", READY);
        link.reader().read(agent("1001"));
        assertThat(link.health().healthy()).isTrue();
    }

    @Test
    void the_looks_at_system_info_rest_too() {
        try (FinesseLink watching = finesse.link(null, "boss")) {
            finesse.tooMany("GET", "SystemInfo", "600");
            watching.start(new TeamPollerTest.Told());
            eventually("told", () -> watching.health().code().equals("too_many_requests"));
            int asked = finesse.seen.size();
            watching.reader().read(agent("1001"));
            assertThat(finesse.seen).hasSize(asked);
        }
    }
}
