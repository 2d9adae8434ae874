package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.FinesseConfig;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Outcome.Failure;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateRequest.OnlyIf;
import io.presencesync.presence.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisorChannelTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T10:00:00Z");
    private static final String HELD = "<state>NOT_READY</state><reasonCodeId>19</reasonCodeId>"
            + "<stateChangeTime>2026-01-01T10:00:00.000Z</stateChangeTime>";

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link(null, "boss");

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    private static StateRequest request(String agent, TargetState target, OnlyIf onlyIf) {
        Presence cause = new Presence("dnd", null, null, null, PresenceOrigin.MERCURY, SINCE, "{}");
        AgentId id = new AgentId(SiteId.MAIN, new FinesseUserId(agent));
        return new StateRequest(
                "r-" + agent + "-" + target,
                id,
                ChannelKind.SUPERVISOR,
                target,
                ReasonLabel.DND,
                onlyIf,
                "test",
                cause);
    }

    private static StateRequest hold(String agent) {
        return request(agent, TargetState.NOT_READY, new OnlyIf(StateName.READY, null, null));
    }

    private static StateRequest release(@Nullable String reason, @Nullable Instant since) {
        return request("1001", TargetState.READY, new OnlyIf(StateName.NOT_READY, reason, since));
    }

    private Outcome send(StateRequest request) {
        return link.channel().send(request, () -> true);
    }

    @Test
    void a_hold_is_one_put_with_the_state_alone_and_its_request_id() {
        finesse.on("PUT", "User/1001", 202, "");

        assertThat(send(hold("1001"))).isEqualTo(new Outcome.Accepted());

        assertThat(finesse.asked()).containsExactly("PUT User/1001");
        ScriptedFinesse.Seen put = finesse.seen.get(0);
        assertThat(put.body()).isEqualTo("<User><state>NOT_READY</state></User>");
        assertThat(put.headers())
                .containsEntry("requestId", "r-1001-NOT_READY")
                .containsEntry("Content-Type", "application/xml")
                .containsEntry("Authorization", "Basic Ym9zczpwdy1vZi1ib3Nz");
    }

    @Test
    void a_wish_that_died_while_waiting_is_not_sent() {
        assertThat(link.channel().send(hold("1001"), () -> false)).isInstanceOf(Outcome.NotSent.class);
        assertThat(finesse.asked()).isEmpty();
    }

    @Test
    void an_agent_id_stays_inside_its_place_in_the_address() {
        send(hold("../SystemInfo?x"));
        assertThat(finesse.asked()).containsExactly("PUT User/..%2FSystemInfo%3Fx");
    }

    @Test
    void a_release_reads_the_agent_directly_before() {
        finesse.user("1001", HELD);
        finesse.on("PUT", "User/1001", 202, "");

        assertThat(send(release("19", SINCE.plusMillis(1900)))).isEqualTo(new Outcome.Accepted());
        assertThat(finesse.asked()).containsExactly("GET User/1001", "PUT User/1001");
    }

    @Test
    void an_agent_who_went_to_lunch_meanwhile_is_not_released() {
        finesse.user("1001", HELD.replace(">19<", ">16<"));
        assertThat(send(release("19", SINCE))).isInstanceOf(Outcome.NotSent.class);

        finesse.user("1001", HELD.replace("10:00:00", "10:05:00"));
        assertThat(send(release("19", SINCE))).isInstanceOf(Outcome.NotSent.class);

        finesse.user("1001", "<state>TALKING</state>");
        assertThat(send(release("19", SINCE))).isInstanceOf(Outcome.NotSent.class);

        assertThat(finesse.count("PUT User/1001")).isZero();
    }

    @Test
    void an_unknown_time_is_no_reason_against_a_release_but_an_undelivered_reason_is() {
        finesse.on("PUT", "User/1001", 202, "");
        finesse.user("1001", "<state>NOT_READY</state><reasonCodeId>19</reasonCodeId><stateChangeTime/>");
        assertThat(send(release("19", SINCE))).isEqualTo(new Outcome.Accepted());

        finesse.user("1001", "<state>NOT_READY</state>");
        assertThat(send(release("19", null))).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void a_refused_supervisor_is_about_this_agent_only() {
        finesse.on("PUT", "User/1001", 401, FailuresTest.error("Invalid Supervisor", ""));
        finesse.on("PUT", "User/1002", 202, "");

        assertThat(failure(send(hold("1001")))).isEqualTo(Failure.THIS_AGENT_ONLY);
        assertThat(send(hold("1002"))).isEqualTo(new Outcome.Accepted());
    }

    @Test
    void an_invalid_state_waits_for_the_next_one_and_a_503_is_retried() {
        finesse.on("PUT", "User/1001", 400, FailuresTest.error("Invalid State", ""));
        finesse.on("PUT", "User/1002", 503, FailuresTest.error("Service Unavailable", ""));

        assertThat(failure(send(hold("1001")))).isEqualTo(Failure.WAIT_FOR_STATE);
        assertThat(failure(send(hold("1002")))).isEqualTo(Failure.RETRY);
        assertThat(link.health().code()).isEqualTo("out_of_service");
    }

    @Test
    void a_refused_account_sends_nothing_more_and_says_which_setting_to_mend() {
        finesse.on("PUT", "User/1001", 401, FailuresTest.error("Authorization Failure", "UNAUTHORIZED"));

        for (int i = 0; i < 10; i++) {
            assertThat(failure(send(hold("1001")))).isEqualTo(Failure.ACCOUNT_STOPPED);
        }

        assertThat(finesse.asked()).containsExactly("PUT User/1001");
        assertThat(link.channel().available(hold("1001").agent())).isFalse();
        assertThat(link.health().state()).isEqualTo(ConnectionState.Kind.BAD_CREDENTIALS);
        assertThat(link.health().message()).contains("boss").doesNotContain("pw-of-boss");
        assertThat(link.health().action()).contains("FINESSE_SUPERVISOR_TOKEN");
    }

    @Test
    void a_crowd_of_first_requests_gives_a_wrong_password_only_once() throws InterruptedException {
        finesse.on("PUT", "User/1001", 401, "");
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            Thread.ofVirtual().start(() -> {
                outcomes.add(send(hold("1001")));
                done.countDown();
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(finesse.asked()).hasSize(1);
        assertThat(outcomes).allSatisfy(it -> assertThat(failure(it)).isEqualTo(Failure.ACCOUNT_STOPPED));
    }

    @Test
    void without_a_supervisor_account_the_channel_is_gone() {
        try (FinesseLink none = finesse.link(null, null)) {
            assertThat(none.channel().available(hold("1001").agent())).isFalse();
            assertThat(failure(none.channel().send(hold("1001"), () -> true))).isEqualTo(Failure.CHANNEL_GONE);
        }
    }

    @Test
    void a_request_that_a_dead_node_never_got_goes_to_the_other_one_at_once() {
        withTwo((second, both) -> {
            second.on("PUT", "User/1001", 202, "");
            finesse.stop();

            assertThat(both.channel().send(hold("1001"), () -> true)).isEqualTo(new Outcome.Accepted());
            assertThat(second.asked()).containsOnlyOnce("PUT User/1001");
        });
    }

    @Test
    void a_request_that_a_node_out_of_service_refused_goes_to_the_other_one_at_once() {
        withTwo((second, both) -> {
            finesse.on("PUT", "User/1001", 503, "");
            second.on("PUT", "User/1001", 202, "");

            assertThat(both.channel().send(hold("1001"), () -> true)).isEqualTo(new Outcome.Accepted());
            assertThat(both.channel().send(hold("1001"), () -> true)).isEqualTo(new Outcome.Accepted());
            assertThat(finesse.count("PUT User/1001")).isEqualTo(1);
            assertThat(second.count("PUT User/1001")).isEqualTo(2);
        });
    }

    @Test
    void a_request_that_may_have_had_an_effect_is_not_sent_again_by_the_channel() {
        withTwo((second, both) -> {
            finesse.on("PUT", "User/1001", 500, "");
            second.on("PUT", "User/1001", 202, "");

            assertThat(failure(both.channel().send(hold("1001"), () -> true))).isEqualTo(Failure.RETRY);
            assertThat(second.asked()).isEmpty();
        });
    }

    @Test
    void while_no_node_serves_the_channel_is_not_available_and_sends_nothing() {
        withTwo((second, both) -> {
            finesse.on("PUT", "User/1001", 503, "");
            second.on("PUT", "User/1001", 503, "");

            for (int i = 0; i < 5; i++) {
                assertThat(failure(both.channel().send(hold("1001"), () -> true)))
                        .isEqualTo(Failure.RETRY);
            }
            assertThat(both.channel().available(hold("1001").agent())).isFalse();
            assertThat(both.health().code()).isEqualTo("out_of_service");
            assertThat(finesse.count("PUT User/1001")).isEqualTo(1);
            assertThat(second.count("PUT User/1001")).isEqualTo(1);
        });
    }

    private void withTwo(BiConsumer<ScriptedFinesse, FinesseLink> test) {
        try (ScriptedFinesse second = new ScriptedFinesse();
                FinesseLink both = finesse.link(nodes(finesse.config(null, "boss", List.of()), second))) {
            test.accept(second, both);
        }
    }

    @Test
    void a_cookie_is_kept_for_its_account_and_its_node() {
        finesse.cookie = "JSESSIONID=abc; Path=/finesse; HttpOnly";
        finesse.on("PUT", "User/1001", 202, "");
        send(hold("1001"));
        send(hold("1001"));
        try (FinesseLink another = finesse.link(null, "other")) {
            another.channel().send(hold("1001"), () -> true);
        }

        assertThat(finesse.seen)
                .extracting(seen -> seen.headers().getOrDefault("Cookie", ""))
                .containsExactly("", "JSESSIONID=abc", "");
    }

    private static FinesseConfig nodes(FinesseConfig one, ScriptedFinesse second) {
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

    private FinesseConfig paced(double perSecond, int burst) {
        FinesseConfig one = finesse.config(null, "boss", List.of());
        return new FinesseConfig(
                one.site(),
                one.nodes(),
                one.users(),
                one.admin(),
                one.supervisor(),
                one.tls(),
                one.platform(),
                one.poll(),
                one.notifications(),
                perSecond,
                burst);
    }

    /// Sends all at once; returns when so many were answered and no more are for a while.
    private static void answered(int wanted, FinesseLink link, List<StateRequest> requests, boolean stillWanted)
            throws InterruptedException {
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> senders = requests.stream()
                .map(request -> Thread.ofVirtual()
                        .start(() -> outcomes.add(link.channel().send(request, () -> stillWanted))))
                .toList();
        eventually("answered", () -> outcomes.size() == wanted);
        var _ = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        assertThat(outcomes).hasSize(wanted);
        senders.forEach(Thread::interrupt);
    }

    private static List<StateRequest> tenHolds() {
        return IntStream.range(0, 10).mapToObj(number -> hold("10" + number)).toList();
    }

    private static List<StateRequest> tenReleases() {
        OnlyIf held = new OnlyIf(StateName.NOT_READY, "19", SINCE);
        return IntStream.range(0, 10)
                .mapToObj(number -> request("10" + number, TargetState.READY, held))
                .toList();
    }

    @Test
    void a_request_that_failed_after_it_left_keeps_its_place_in_the_pace() throws InterruptedException {
        try (FinesseLink slow = finesse.link(paced(0.01, 2))) {
            for (int number = 0; number < 10; number++) {
                finesse.on("PUT", "User/10" + number, 500, "");
            }
            answered(2, slow, tenHolds(), true);
            assertThat(finesse.seen).hasSize(2);
        }
    }

    @Test
    void a_release_whose_read_failed_keeps_its_place_in_the_pace() throws InterruptedException {
        try (FinesseLink slow = finesse.link(paced(0.01, 2))) {
            for (int number = 0; number < 10; number++) {
                finesse.on("GET", "User/10" + number, 500, "");
            }
            answered(2, slow, tenReleases(), true);
            assertThat(finesse.asked())
                    .allMatch(it -> it.startsWith("GET User/10"))
                    .hasSize(2);
        }
    }

    @Test
    void requests_no_longer_wanted_take_no_place_in_the_pace() throws InterruptedException {
        try (FinesseLink slow = finesse.link(paced(0.01, 2))) {
            answered(10, slow, tenHolds(), false);
            assertThat(finesse.seen).isEmpty();
        }
    }

    @Test
    void in_the_queue_holds_go_before_releases() throws InterruptedException {
        Turnstile turnstile = new Turnstile(4, 1, java.time.InstantSource.system());
        turnstile.pass(true);
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        Thread first = waiting(turnstile, false, "release", order, 1);
        Thread second = waiting(turnstile, true, "hold", order, 2);
        first.join();
        second.join();
        assertThat(order).containsExactly("hold", "release");
    }

    private static Thread waiting(
            Turnstile turnstile, boolean urgent, String name, ConcurrentLinkedQueue<String> order, int queued) {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                turnstile.pass(urgent);
                order.add(name);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        eventually("queued", () -> turnstile.waiting() == queued);
        return thread;
    }

    private static Failure failure(Outcome outcome) {
        return ((Outcome.Failed) outcome).failure();
    }
}
