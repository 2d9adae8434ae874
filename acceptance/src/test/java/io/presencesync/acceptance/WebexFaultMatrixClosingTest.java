package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways in which a Mercury connection ends or never begins.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexFaultMatrixClosingTest {
    private static final FaultTable TABLE = new FaultTable("closing");
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration HOURLY = Duration.ofMinutes(72);

    @AfterAll
    static void table() throws Exception {
        TABLE.compare();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, idle",
        "1000, done (forced)",
        "1000, Pong not received",
        "1000, pong mismatch",
        "1000, ''",
        "1000, anything else",
        "1001, going away",
        "1005, ''",
        "1006, ''",
        "1008, Authentication did not happen",
        "1011, internal error",
        "1050, logout",
        "3050, logout",
        "4000, anything else",
        "4001, old socket",
        "4401, token expired",
        "4404, registration not found",
        "4999, unknown"
    })
    void a_closed_connection_is_opened_again_at_once_and_nothing_is_lost(int code, String reason, TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.closeSockets(code, reason);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.settled(() -> false);
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isEqualTo(1);
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isZero();
            boolean asks = code == 1008 || code == 4401;
            assertThat(site.requests(Endpoint.PEOPLE_ME)).isEqualTo(asks ? 1 : 0);
            assertThat(site.requests()).hasSizeLessThan(6);
            TABLE.row(closed(code, reason), close(code, reason), done(code), test, took, AT_ONCE);
        }
    }

    private static String done(int code) {
        String then = "new connection, everybody subscribed again with status";
        return switch (code) {
            case 1008, 4401 -> "asks `people/me` whether the token is good; it is: " + then;
            case 4404 -> "the device is refreshed, then " + then;
            default -> then;
        };
    }

    @Test
    void after_a_rejected_message_it_connects_slowly(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.closeSockets(1003, "last message rejected");
            site.change("dnd");
            site.settled(() -> false);
            assertThat(site.alarm()).isEqualTo("rejected");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(took).isGreaterThan(Duration.ofSeconds(40));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(1);
            String done = "names the frame sent last, health `rejected`, connects again after about a minute";
            TABLE.row(closed(1003, ""), close(1003, "…"), done, test, took, Duration.ofSeconds(75));
        }
    }

    @Test
    void a_device_taken_by_another_is_left_to_it(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.closeSockets(4000, "Replaced");
            site.change("dnd");
            site.settled(() -> false);
            assertThat(site.alarm()).isEqualTo("replaced");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.cloud.deviceNames()).containsExactly("presence-sync", "presence-sync-2");
            assertThat(site.requests(Endpoint.DEVICE_DELETE)).isZero();
            String done = "alarm `replaced`; goes on with the device presence-sync-2, the other keeps its own";
            TABLE.row(closed(4000, "Replaced"), close(4000, "Replaced"), done, test, took, Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4400, 4403})
    void an_account_that_is_not_let_in_looks_again_once_an_hour(int code, TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.closeSockets(code, "refused");
            site.change("dnd");
            givesUp(site, closed(code, ""), close(code, "refused"), test);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4400, 4403})
    void an_account_refused_before_ready_looks_again_once_an_hour(int code, TestInfo test) {
        Fault fault = new Fault.CloseBeforeReady(code, "refused", 1);
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            givesUp(site, before(code), fault, test);
        }
    }

    @Test
    void an_upgrade_answered_403_looks_again_once_an_hour(TestInfo test) {
        Fault fault = new Fault.UpgradeRefused(403, null, 1);
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            givesUp(site, "upgrade answered 403", fault, test);
        }
    }

    private static void givesUp(FaultSite site, String fault, Object played, TestInfo test) {
        site.settled(() -> false);
        assertThat(site.alarm()).isEqualTo("not_entitled");
        Duration took = site.rightAgain(Duration.ofHours(2));
        assertThat(took).isGreaterThan(Duration.ofMinutes(40));
        assertThat(site.requests()).hasSizeLessThan(8);
        TABLE.row(fault, played, "alarm `not_entitled`; looks again once an hour", test, took, HOURLY);
    }

    private static void brokenWith(FaultSite site, Fault fault) {
        site.cloud.addFault(fault);
        site.cloud.closeSockets(1006, "");
        site.change("dnd");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1006, 1008, 1011, 4000, 4401, 4404, 4999})
    void a_connection_closed_before_ready_is_tried_again_soon(int code, TestInfo test) {
        Fault fault = new Fault.CloseBeforeReady(code, "closed", 1);
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(2);
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isZero();
            TABLE.row(before(code), fault, "tried again after about a second", test, took, Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "before ready", "after ready", "1008"})
    void a_revoked_token_is_an_alarm_and_is_not_hammered(String when, TestInfo test) {
        Fault fault = when.equals("upgrade")
                ? new Fault.UpgradeRefused(401, null, Fault.UNTIL_CLEARED)
                : new Fault.CloseBeforeReady(4401, "Authentication Failed", Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.revokeToken();
            site.cloud.addFault(fault);
            int code = switch (when) {
                case "after ready" -> 4401;
                case "1008" -> 1008;
                default -> 1006;
            };
            site.cloud.closeSockets(code, "");
            site.change("dnd");
            site.settled(() -> false);
            assertThat(site.alarm()).isEqualTo("bad_token");
            site.pass(Duration.ofHours(1));
            assertThat(site.requests()).hasSizeLessThan(36);
            site.cloud.clearFaults();
            site.cloud.restoreToken();
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            String words = switch (when) {
                case "upgrade" -> "upgrade answered 401";
                case "1008" -> "closed with 1008";
                default -> "closed with 4401 " + when;
            };
            String done = "`people/me` says 401: alarm `bad_token`; looks again every five minutes";
            TABLE.row(words + ", token revoked", fault, done, test, took, Duration.ofMinutes(6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 503})
    void a_refused_upgrade_is_tried_again_soon(int status, TestInfo test) {
        Fault fault = new Fault.UpgradeRefused(status, null, 1);
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(2);
            String done = switch (status) {
                case 401 -> "asks `people/me` whether the token is good; it is: tried again";
                case 404 -> "the device is refreshed and the new address used";
                default -> "tried again after about a second";
            };
            TABLE.row("upgrade answered " + status, fault, done, test, took, Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"423, false", "429, false", "429, true", "503, false", "503, true"})
    void a_refused_upgrade_that_names_a_wait_is_tried_again_just_then(int status, boolean asDate, TestInfo test) {
        Fault fault = new Fault.Answer(Endpoint.MERCURY, status, 7, asDate, null, 1);
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            List<LogEntry> upgrades = site.requests().stream()
                    .filter(entry -> entry.endpoint() == Endpoint.MERCURY)
                    .toList();
            assertThat(upgrades).hasSize(2);
            assertThat(Duration.between(site.at(upgrades.getFirst()), site.at(upgrades.getLast())))
                    .isEqualTo(Duration.ofSeconds(7));
            String done = "waits exactly that long";
            String words = "upgrade answered " + status + " with Retry-After as a " + (asDate ? "date" : "number");
            TABLE.row(words, fault, done, test, took, Duration.ofSeconds(7));
        }
    }

    private static Stream<Fault.OfCall> badAnswers() {
        Endpoint upgrade = Endpoint.MERCURY;
        return Stream.of(new Fault.Hang(upgrade, 1), new Fault.Cut(upgrade, 1), new Fault.Garbage(upgrade, 1));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void an_upgrade_without_a_good_answer_is_tried_again(Fault.OfCall fault, TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(2);
            boolean hangs = fault instanceof Fault.Hang;
            String words = hangs ? "never answered" : fault instanceof Fault.Cut ? "cut" : "answered by no WebSocket";
            String done = hangs ? "given up after 30 s, then tried again" : "tried again after about a second";
            TABLE.row("upgrade " + words, fault, done, test, took, Duration.ofSeconds(hangs ? 32 : 2));
        }
    }

    @Test
    void a_registration_that_stays_dead_is_deleted_and_made_anew(TestInfo test) {
        Fault fault = new Fault.UpgradeRefused(404, null, 3);
        try (FaultSite site = FaultSite.up()) {
            brokenWith(site, fault);
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isPositive();
            assertThat(site.cloud.deviceNames()).containsExactly("presence-sync");
            String done = "the dead device is deleted, another made";
            TABLE.row("upgrade answered 404 three times", fault, done, test, took, Duration.ofSeconds(6));
        }
    }

    private static String closed(int code, String reason) {
        return "closed with " + code + (reason.isEmpty() ? "" : " " + reason);
    }

    private static String before(int code) {
        return "closed with " + code + " before ready";
    }

    private static String close(int code, String reason) {
        return "sockets/close " + code + (reason.isEmpty() ? "" : " " + reason);
    }
}
