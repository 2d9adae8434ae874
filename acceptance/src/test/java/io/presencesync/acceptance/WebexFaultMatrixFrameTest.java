package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What can happen to frames, and to a connection that is open.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexFaultMatrixFrameTest {
    private static final FaultTable TABLE = new FaultTable("frames");
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration UNTIL_NEXT_FRAME = Duration.ofSeconds(15);
    private static final Duration DEAD_LINE = Duration.ofSeconds(29);
    private static final Duration UNTIL_RENEWAL = Duration.ofSeconds(330);

    @AfterAll
    static void table() throws Exception {
        TABLE.compare();
    }

    @Test
    void a_connection_that_never_becomes_ready_is_given_up(TestInfo test) {
        Fault fault = new Fault.LateReady(-1, 1);
        try (FaultSite site = FaultSite.up()) {
            reopenedWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(2);
            String done = "given up after 30 s, then opened again";
            TABLE.row("ready signal never comes", fault, done, test, took, Duration.ofSeconds(32));
        }
    }

    @Test
    void a_late_ready_signal_is_waited_for(TestInfo test) {
        Fault fault = new Fault.LateReady(150, 1);
        try (FaultSite site = FaultSite.up()) {
            reopenedWith(site, fault);
            site.really("Ann is told as busy", site::right);
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            Duration took = site.rightAgain(Duration.ofSeconds(1));
            TABLE.row("ready signal comes late", fault, "waited for, up to 30 s", test, took, AT_ONCE);
        }
    }

    @Test
    void frames_before_the_ready_signal_are_no_hindrance(TestInfo test) {
        String activity = "{\"id\":\"1\",\"data\":{\"eventType\":\"conversation.activity\"}}";
        Fault fault = new Fault.FramesFirst(List.of(activity, activity), 1);
        try (FaultSite site = FaultSite.up()) {
            reopenedWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            String done = "acknowledged and passed over";
            TABLE.row("other frames before the ready signal", "FramesFirst[…]", done, test, took, AT_ONCE);
        }
    }

    private static void reopenedWith(FaultSite site, Fault fault) {
        site.cloud.addFault(fault);
        site.cloud.closeSockets(1006, "");
        site.change("dnd");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_PONG", "WRONG_PONG"})
    void a_ping_without_its_answer_ends_the_connection(FrameFault kind, TestInfo test) {
        Fault fault = new Fault.Frames(kind, 0, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            Duration took = site.until(() -> site.requests(Endpoint.MERCURY) == 1, Duration.ofMinutes(2));
            site.change("dnd");
            assertThat(site.rightAgain(Duration.ofSeconds(5))).isZero();
            String words = kind == FrameFault.NO_PONG ? "no answer to a ping" : "answer to another ping";
            Duration within = kind == FrameFault.NO_PONG ? DEAD_LINE : UNTIL_NEXT_FRAME;
            TABLE.row(words, fault, "new connection; everybody subscribed again", test, took, within);
        }
    }

    @Test
    void a_silent_connection_is_given_up_within_half_a_minute(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.silenceSockets();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            String done = "pinged every 15 s; no answer in 14 s: new connection";
            TABLE.row("half-open connection: nothing comes", "sockets/silence", done, test, took, DEAD_LINE);
        }
    }

    @Test
    void a_ping_of_the_websocket_itself_is_answered(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.pingSockets();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.pass(Duration.ofSeconds(40));
            assertThat(site.requests()).isEmpty();
            TABLE.row("ping of the WebSocket itself", "sockets/ping", "answered", test, took, AT_ONCE);
        }
    }

    @Test
    void a_close_without_its_handshake_is_a_close(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.closeWithoutHandshake(1001, "going away");
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            String done = "does not wait for the end of the connection: opens a new one";
            TABLE.row(
                    "close frame without end of connection",
                    "sockets/close handshake=false",
                    done,
                    test,
                    took,
                    AT_ONCE);
        }
    }

    @Test
    void a_shutdown_notice_brings_a_second_connection_without_a_break(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.announceShutdown();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.really("the second connection", () -> site.requests(Endpoint.SUBSCRIBE) == 1);
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            assertThat(site.heard().downs()).isEmpty();
            site.change("call");
            assertThat(site.rightAgain(Duration.ofSeconds(1))).isZero();
            String done = "opens a second connection first; the old one closes with 4001, which is passed over";
            TABLE.row("shutdown notice", "sockets/shutdown", done, test, took, AT_ONCE);
        }
    }

    @Test
    void a_skipped_number_makes_everybody_be_read_again(TestInfo test) {
        Fault fault = new Fault.Frames(FrameFault.SKIP_SEQUENCE, 5, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.really("everybody is read again", () -> site.requests(Endpoint.SUBSCRIBE) == 1);
            assertThat(site.requests(Endpoint.MERCURY)).isZero();
            TABLE.row("sequence number skipped", fault, "everybody subscribed again, with status", test, took, AT_ONCE);
        }
    }

    @Test
    void an_update_told_twice_costs_nothing(TestInfo test) {
        Fault fault = new Fault.Frames(FrameFault.DUPLICATE, 0, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.pass(Duration.ofSeconds(40));
            assertThat(site.requests()).isEmpty();
            assertThat(site.heard().lastOf(FaultSite.ANN)).isEqualTo("dnd");
            TABLE.row("update delivered twice", fault, "nothing: it is the same status", test, took, AT_ONCE);
        }
    }

    @Test
    void a_frame_without_a_number_is_taken_and_at_most_one_reading_follows(TestInfo test) {
        Fault fault = new Fault.Frames(FrameFault.NO_SEQUENCE, 0, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.pass(Duration.ofSeconds(70));
            assertThat(site.requests().size()).isLessThanOrEqualTo(1);
            String done = "taken; a jump in the numbers after it makes everybody be read again, once";
            TABLE.row("sequence number missing", fault, done, test, took, AT_ONCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LATE", "SWAPPED"})
    void an_overtaken_update_does_not_replace_a_newer_one(FrameFault kind, TestInfo test) {
        Fault fault = new Fault.Frames(kind, 50, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            site.change("call");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.really("both updates are out", () -> updates(site) == 2);
            assertThat(site.heard().statuses(FaultSite.ANN)).endsWith("call").doesNotContain("dnd");
            String words = kind == FrameFault.LATE ? "update comes late" : "updates in the wrong order";
            TABLE.row(words, fault, "the older one, by Webex's own time, is dropped", test, took, AT_ONCE);
        }
    }

    private static long updates(FaultSite site) {
        return site.cloud.log().counters().getOrDefault("out apheleia.subscription_update", 0L);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "MALFORMED"})
    void a_lost_update_is_seen_by_the_next_frame(FrameFault kind, TestInfo test) {
        Fault fault = new Fault.Frames(kind, 0, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isEqualTo(1);
            assertThat(site.requests(Endpoint.MERCURY)).isZero();
            String words = kind == FrameFault.LOST ? "update lost" : "update that is no JSON";
            String done = "the next frame, a pong at the latest, shows the gap: everybody subscribed again";
            TABLE.row(words, fault, done, test, took, UNTIL_NEXT_FRAME);
        }
    }

    @Test
    void an_update_lost_without_a_trace_is_right_at_the_next_renewal(TestInfo test) {
        Fault fault = new Fault.Frames(FrameFault.DROPPED, 0, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isEqualTo(1);
            String done = "each renewal carries the status of now";
            TABLE.row("update lost without a gap", fault, done, test, took, UNTIL_RENEWAL);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HALF", "OVERSIZE"})
    void an_unusable_frame_ends_the_connection(FrameFault kind, TestInfo test) {
        Fault fault = new Fault.Frames(kind, 2048, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.settled(() -> false);
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            String words = kind == FrameFault.HALF ? "half a frame, then cut" : "frame of 2 MiB";
            TABLE.row(words, fault, "new connection; everybody subscribed again", test, took, AT_ONCE);
        }
    }
}
