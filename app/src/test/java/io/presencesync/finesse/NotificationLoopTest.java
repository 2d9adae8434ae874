package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.FinesseConfig;
import io.presencesync.config.TlsConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.net.Backoff;
import io.presencesync.net.Http;
import io.presencesync.net.HttpAnswer;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NotificationLoopTest {
    private static final String FIVE = "/finesse/api/Team/5/Users";
    private static final String SIX = "/finesse/api/Team/6/Users";

    /// Keeps what was told, as words.
    private static final class Told implements NotificationPorts.Followed, NotificationListener {
        final Set<String> teams = ConcurrentHashMap.newKeySet();
        final Set<String> users = ConcurrentHashMap.newKeySet();
        final List<String> words = new CopyOnWriteArrayList<>();

        @Override
        public Set<String> teams() {
            return Set.copyOf(teams);
        }

        @Override
        public Set<String> users() {
            return Set.copyOf(users);
        }

        @Override
        public void told(String team) {
            words.add("told " + team);
        }

        @Override
        public void lost() {
            words.add("lost");
        }

        @Override
        public void seen(AgentId agent, AgentState state) {
            words.add(agent.user() + " " + state.state());
        }

        @Override
        public void failed(AgentId agent, @Nullable String requestId, ApiError error) {
            words.add(agent.user() + " failed");
        }

        @Override
        public void system(URI node, SystemInfo info) {
            words.add("system");
        }

        @Override
        public void usersChanged() {
            words.add("users changed");
        }
    }

    private final ManualTimers time = new ManualTimers();
    private final ScriptedFinesse first = new ScriptedFinesse();
    private final ScriptedFinesse second = new ScriptedFinesse();
    private final ScriptedPubSub pubSub = new ScriptedPubSub();
    private final Told told = new Told();
    private final List<URI> suspected = new CopyOnWriteArrayList<>();
    private final FinesseNodes nodes = new FinesseNodes(List.of(first.base(), second.base()));
    private final NodeClocks clocks = new NodeClocks(nodes.current());
    private final NotificationHealth health = new NotificationHealth(time, () -> true);
    private final Http http = new Http(first.vertx, new HttpClientOptions(), 4);
    private final NotificationLoop loop = loop();

    private NotificationLoop loop() {
        FinesseHealth cluster = new FinesseHealth(nodes, time, Duration.ofSeconds(10));
        FinesseTransport transport =
                new FinesseTransport(http, nodes, cluster, new NodeQueues(nodes.all(), time), suspected::add);
        FinesseClient boss = new FinesseClient(
                transport, clocks, new Account(Account.Role.SUPERVISOR, ScriptedFinesse.account("boss"), a -> {}));
        NodeWatch watch =
                new NodeWatch(FinesseConfig.Platform.AUTO, new Accounts(null, boss), transport, cluster, clocks, time);
        NotificationPorts ports = new NotificationPorts(
                pubSub,
                boss.account()::password,
                "presence-sync-x",
                TlsConfig.SYSTEM,
                SiteId.MAIN,
                clocks,
                time,
                told,
                told,
                suspected::add);
        return new NotificationLoop(
                nodes, new NotificationDoor(boss, watch), health, ports, time, new Backoff(new Random(1)));
    }

    @BeforeEach
    void follow() {
        boss("LOGOUT");
        told.teams.add("5");
    }

    private void boss(String state) {
        first.user("boss", "<state>" + state + "</state>");
        second.user("boss", "<state>" + state + "</state>");
    }

    @AfterEach
    void close() {
        loop.close();
        http.close();
        first.close();
        second.close();
    }

    private void start() {
        loop.start();
        eventually("connected", this::connected);
    }

    private boolean connected() {
        return health.state().healthy();
    }

    /// Lets virtual time go by in small steps, so that the loop's thread keeps up with it.
    private void pass(Duration all, Duration step) {
        for (Duration gone = Duration.ZERO; gone.compareTo(all) < 0; gone = gone.plus(step)) {
            time.pass(step);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private void untilAsTimePasses(String what, BooleanSupplier condition) {
        eventually(what, () -> {
            time.pass(Duration.ofMillis(500));
            return condition.getAsBoolean();
        });
    }

    @Test
    void subscribes_to_each_team_once_and_tells_so() {
        told.teams.add("6");
        start();

        eventually("both told", () -> told.words.containsAll(List.of("told 5", "told 6")));
        assertThat(pubSub.calls).contains("subscribe " + FIVE, "subscribe " + SIX);
        assertThat(pubSub.count("subscribe ")).isEqualTo(2);
        assertThat(loop.since("5")).isEqualTo(time.instant());
        assertThat(loop.since("7")).isNull();
        assertThat(pubSub.calls.getFirst())
                .isEqualTo("open " + first.base().toString().replace("http", "ws") + "/ws presence-sync-x");
    }

    @Test
    void an_upgrade_answered_429_is_not_tried_again_before_the_told_time_whatever_happens_meanwhile() {
        pubSub.refusal = new HttpAnswer(429, Map.of("retry-after", "600"), "");
        loop.start();
        eventually("refused", () -> health.state().code().equals("too_many_requests"));
        assertThat(health.state().nextTry()).isEqualTo(time.instant().plusSeconds(600));

        for (int minute = 0; minute < 9; minute++) {
            pass(Duration.ofMinutes(1), Duration.ofSeconds(10));
            loop.tryAnew();
        }
        assertThat(pubSub.count("open")).isOne();

        pubSub.refusal = null;
        untilAsTimePasses("connected after the told time", this::connected);
        assertThat(pubSub.count("open")).isEqualTo(2);
    }

    @Test
    void upgrades_answered_429_without_a_time_are_tried_at_growing_distances() {
        pubSub.refusal = new HttpAnswer(429, Map.of("retry-after", "0"), "");
        loop.start();
        eventually("refused", () -> health.state().code().equals("too_many_requests"));
        pass(Duration.ofMinutes(1), Duration.ofMillis(250));

        assertThat(pubSub.count("open")).isBetween(5L, 14L);
    }

    @Test
    void pings_every_ten_seconds() {
        start();
        pass(Duration.ofSeconds(61), Duration.ofSeconds(1));
        eventually("pinged", () -> pubSub.count("ping") >= 5);
        assertThat(pubSub.count("ping")).isBetween(5L, 6L);
        assertThat(pubSub.count("open")).isOne();
    }

    @Test
    void a_ping_without_an_answer_ends_the_session_and_another_comes_with_the_same_subscriptions() {
        start();
        pubSub.kept.add(FIVE);
        pubSub.failing.put("ping", Kind.TIMEOUT);
        untilAsTimePasses("given up", () -> told.words.contains("lost"));
        assertThat(suspected).contains(first.base());
        pubSub.failing.clear();

        untilAsTimePasses("back", () -> pubSub.count("open") == 2 && connected());
        eventually("told anew", () -> told.words.equals(List.of("told 5", "lost", "told 5")));
        assertThat(pubSub.sessions.getFirst().closed).isTrue();
        assertThat(pubSub.calls.indexOf("close"))
                .as("the old one is gone before the next has its name")
                .isLessThan(pubSub.calls.lastIndexOf(pubSub.calls.getFirst()));
        assertThat(pubSub.count("unsubscribe"))
                .as("taken back late, they would be lost to the next")
                .isZero();
        assertThat(pubSub.count("subscribe ")).isOne();
    }

    @Test
    void sessions_that_end_as_soon_as_they_are_open_are_not_opened_ever_faster() {
        pubSub.shortLived = true;
        loop.start();
        pass(Duration.ofMinutes(5), Duration.ofMillis(500));
        assertThat(pubSub.count("open")).isBetween(5L, 30L);
        pubSub.shortLived = false;
        untilAsTimePasses("connected", this::connected);
    }

    @Test
    void another_node_is_another_session_and_the_old_one_takes_its_leave() {
        start();
        nodes.down(first.base());
        loop.tryAnew();

        eventually("at the other node", () -> pubSub.count("open") == 2);
        eventually("the old one left", () -> pubSub.count("unsubscribe " + FIVE) == 1 && pubSub.count("close") == 1);
        eventually("connected", this::connected);
        assertThat(pubSub.count("open ws://" + second.base().getAuthority())).isOne();
        assertThat(told.words).containsSubsequence("told 5", "lost", "told 5");
    }

    @Test
    void a_supervisor_signed_in_at_a_desk_gets_no_session_until_he_signs_out() {
        boss("READY");
        loop.start();
        eventually("said", () -> health.state().code().equals("supervisor_signed_in"));
        assertThat(health.state().state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(health.state().action()).isNotEmpty();
        pass(Duration.ofMinutes(3), Duration.ofSeconds(1));
        assertThat(pubSub.calls).isEmpty();
        assertThat(first.count("GET User/boss")).isBetween(2L, 5L);

        boss("LOGOUT");
        Instant from = time.instant();
        untilAsTimePasses("connected", this::connected);
        assertThat(Duration.between(from, time.instant())).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void a_supervisor_who_signs_in_ends_our_session_at_once() {
        start();
        boss("NOT_READY");
        pubSub.newest().item("/finesse/api/User/boss", update("boss", "NOT_READY"));

        eventually("said", () -> health.state().code().equals("supervisor_signed_in"));
        eventually("closed", () -> pubSub.sessions.getFirst().closed);
        assertThat(told.words).contains("lost");
        pass(Duration.ofMinutes(3), Duration.ofSeconds(1));
        assertThat(pubSub.count("open")).isOne();
    }

    private static String update(String user, String state) {
        return "<Update><data><user><loginId>" + user + "</loginId><state>" + state
                + "</state></user></data><event>PUT</event></Update>";
    }

    @Test
    void what_is_told_of_agents_goes_on() {
        start();
        pubSub.newest().item(FIVE, update("1001", "READY"));
        pubSub.newest().item(FIVE, "<Update>");
        pubSub.newest().item(FIVE, update("1002", "TALKING"));
        assertThat(told.words).containsSubsequence("1001 READY", "1002 TALKING");
        assertThat(connected()).isTrue();
    }

    @Test
    void a_refusal_is_not_repeated_within_the_hour_but_at_once_when_something_has_changed() {
        pubSub.failing.put("open", Kind.REFUSED);
        loop.start();
        eventually("said", () -> health.state().code().equals("refused"));
        pass(Duration.ofMinutes(59), Duration.ofSeconds(10));
        loop.look();
        pass(Duration.ofSeconds(20), Duration.ofSeconds(10));
        assertThat(pubSub.count("open")).isOne();

        pubSub.failing.clear();
        loop.tryAnew();
        eventually("connected", this::connected);
    }

    @Test
    void a_conflict_takes_another_resource() {
        start();
        pubSub.newest().ended("replaced", true);
        untilAsTimePasses("again", () -> pubSub.count("open") == 2 && connected());
        assertThat(pubSub.calls)
                .filteredOn(call -> call.startsWith("open"))
                .last()
                .asString()
                .endsWith(" presence-sync-x-1");
        assertThat(pubSub.count("unsubscribe")).isZero();
        assertThat(suspected).contains(first.base());
    }

    @Test
    void a_session_that_ends_while_it_is_idle_is_replaced() {
        start();
        pubSub.newest().ended("gone", false);
        untilAsTimePasses("again", () -> pubSub.count("open") == 2 && connected());
        assertThat(told.words).containsSubsequence("told 5", "lost", "told 5");
    }

    @Test
    void teams_that_come_are_subscribed_and_teams_that_go_are_left() {
        start();
        eventually("told", () -> told.words.contains("told 5"));
        told.teams.add("6");
        told.teams.remove("5");
        loop.look();

        eventually("followed", () -> told.words.contains("told 6") && pubSub.count("unsubscribe " + FIVE) == 1);
        assertThat(loop.since("5")).isNull();
        assertThat(loop.since("6")).isNotNull();
    }

    @Test
    void a_forbidden_team_is_left_to_polling_and_not_asked_for_again() {
        told.teams.add("6");
        pubSub.failing.put("subscribe " + SIX, Kind.FORBIDDEN);
        start();
        pass(Duration.ofSeconds(60), Duration.ofSeconds(1));

        assertThat(pubSub.count("subscribe " + SIX)).isOne();
        assertThat(told.words).contains("told 5").doesNotContain("told 6");
        assertThat(loop.since("6")).isNull();
        assertThat(connected()).isTrue();
    }

    @Test
    void what_an_earlier_session_left_behind_is_taken_over_told_and_what_is_not_wanted_left() {
        pubSub.kept.addAll(Set.of(FIVE, SIX));
        start();

        eventually("told", () -> told.words.contains("told 5"));
        assertThat(pubSub.count("subscribe ")).isZero();
        assertThat(pubSub.calls).contains("unsubscribe " + SIX);
        assertThat(loop.since("5")).isNotNull();
    }

    @Test
    void a_service_that_lists_no_subscriptions_is_asked_for_all() {
        pubSub.failing.put("subscriptions", Kind.FORBIDDEN);
        start();
        eventually("told", () -> told.words.contains("told 5"));
        assertThat(pubSub.count("subscribe " + FIVE)).isOne();
    }

    @Test
    void closing_takes_the_subscriptions_back_and_ends_the_session() {
        start();
        eventually("told", () -> told.words.contains("told 5"));
        loop.close();
        assertThat(pubSub.calls).endsWith("unsubscribe " + FIVE, "close");
    }
}
