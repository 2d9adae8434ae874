package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What can happen to a call to one of the four services: catalog, devices, subscriptions, people.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexFaultMatrixHttpTest {
    private static final FaultTable TABLE = new FaultTable("calls");
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(7);
    /// People found late wait up to two seconds for company before they are subscribed.
    private static final Duration GATHERING = Duration.ofSeconds(2);

    @AfterAll
    static void table() throws Exception {
        TABLE.compare();
    }

    private static Stream<Endpoint> services() {
        return Stream.of(Endpoint.CATALOG, Endpoint.DEVICE_CREATE, Endpoint.SUBSCRIBE, Endpoint.PEOPLE);
    }

    private static Stream<Arguments> waits() {
        return services()
                .flatMap(service -> Stream.of(423, 429, 503)
                        .flatMap(
                                status -> Stream.of(false, true).map(asDate -> Arguments.of(service, status, asDate))));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void a_wait_that_webex_names_is_kept_exactly(Endpoint service, int status, boolean asDate, TestInfo test) {
        Fault fault = new Fault.Answer(service, status, 7, asDate, null, 1);
        try (FaultSite site = FaultSite.cold()) {
            Duration took = coldStart(site, fault);
            assertThat(distance(site, service)).isEqualTo(WAIT);
            if (status != 503) {
                assertThat(callsWhileResting(site, service)).isEmpty();
            }
            String words =
                    service.label() + " answered " + status + " with Retry-After as a " + (asDate ? "date" : "number");
            String done = status == 503 ? "called again just then" : "no call to that host until just then";
            TABLE.row(words, fault, done, test, took, WAIT.plus(GATHERING));
        }
    }

    /// The first try meets the fault; meanwhile Ann becomes busy.
    private static Duration coldStart(FaultSite site, Fault fault) {
        site.cloud.addFault(fault);
        site.start();
        site.settled(() -> false);
        site.change("dnd");
        Duration took = site.rightAgain(Duration.ofMinutes(2));
        assertThat(site.requests()).hasSizeLessThan(16);
        return took;
    }

    private static Duration distance(FaultSite site, Endpoint service) {
        List<LogEntry> calls = site.cloud.log().requests(service);
        assertThat(calls).hasSize(2);
        return Duration.between(site.at(calls.getFirst()), site.at(calls.getLast()));
    }

    /// After the moment of the refusal, at which some may be on their way already, and before the end of the rest.
    private static List<LogEntry> callsWhileResting(FaultSite site, Endpoint service) {
        Instant refused = site.at(site.cloud.log().requests(service).getFirst());
        return site.requests().stream()
                .filter(call -> call.endpoint() != Endpoint.MERCURY)
                .filter(call -> site.at(call).isAfter(refused))
                .filter(call -> site.at(call).isBefore(refused.plus(WAIT)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void an_answer_that_is_no_json_is_asked_for_again(Endpoint service, TestInfo test) {
        again(new Fault.Garbage(service, 1), service.label() + " answered by something that is no JSON", test);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_connection_cut_instead_of_an_answer_is_tried_again(Endpoint service, TestInfo test) {
        again(new Fault.Cut(service, 1), service.label() + " cut instead of answered", test);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_server_error_is_tried_again(Endpoint service, TestInfo test) {
        again(new Fault.Answer(service, 500, null, 1), service.label() + " answered 500", test);
    }

    private static void again(Fault.OfCall fault, String words, TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            Duration took = coldStart(site, fault);
            assertThat(site.requests(fault.endpoint())).isEqualTo(2);
            TABLE.row(words, fault, "called again after a second or two", test, took, Duration.ofSeconds(4));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_slow_answer_is_waited_for(Endpoint service, TestInfo test) {
        Fault fault = new Fault.Slow(service, 400, 1);
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addFault(fault);
            Instant before = site.time.instant();
            site.start();
            site.really("the slow call is met", () -> site.cloud.faults().isEmpty());
            site.change("dnd");
            site.really("the slow call is answered", () -> site.requests(service) == 1);
            site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(service)).isEqualTo(1);
            Duration took = Duration.between(before, site.time.instant());
            TABLE.row(service.label() + " answered slowly", fault, "waited for, up to 30 s", test, took, GATHERING);
        }
    }

    /// A call's time-out runs on the real clock; so all four wait side by side.
    @Test
    void a_call_without_an_answer_is_given_up_after_half_a_minute(TestInfo test) {
        List<CompletableFuture<Void>> sites = services()
                .map(service -> CompletableFuture.runAsync(
                        () -> hang(service, test),
                        run -> Thread.ofPlatform().name("hang").start(run)))
                .toList();
        sites.forEach(CompletableFuture::join);
    }

    private static void hang(Endpoint service, TestInfo test) {
        Fault fault = new Fault.Hang(service, 1);
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addFault(fault);
            site.start();
            site.really("the hanging call is met", () -> site.cloud.faults().isEmpty());
            site.change("dnd");
            long end = System.nanoTime() + TIME_OUT.plusSeconds(3).toNanos();
            while (!site.settled(site::right) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            Duration took = TIME_OUT.plus(site.rightAgain(Duration.ofMinutes(2)));
            assertThat(site.requests(service)).isEqualTo(2);
            String done = "given up after 30 s, then called again";
            TABLE.row(service.label() + " never answered", fault, done, test, took, Duration.ofSeconds(35));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CATALOG", "DEVICE_CREATE", "SUBSCRIBE", "PEOPLE"})
    void a_legal_block_is_an_alarm_and_looked_at_once_an_hour(Endpoint service, TestInfo test) {
        Fault fault = new Fault.Answer(service, 451, null, 1);
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addFault(fault);
            site.start();
            site.until(() -> site.alarm().equals("not_entitled"), Duration.ofSeconds(5));
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofHours(2));
            assertThat(site.requests()).hasSizeLessThan(16);
            String done = "alarm `not_entitled`; looks again once an hour";
            TABLE.row(service.label() + " answered 451", fault, done, test, took, Duration.ofMinutes(72));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_401_is_an_alarm_and_not_hammered(Endpoint service, TestInfo test) {
        Fault fault = new Fault.Answer(service, 401, null, Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addFault(fault);
            site.cloud.addFault(new Fault.Answer(Endpoint.PEOPLE_ME, 401, null, Fault.UNTIL_CLEARED));
            site.start();
            site.until(() -> site.alarm().equals("bad_token"), Duration.ofSeconds(5));
            site.change("dnd");
            site.pass(Duration.ofMinutes(30));
            assertThat(site.requests()).hasSizeLessThan(60);
            site.cloud.clearFaults();
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            String done = "`people/me` says 401 too: alarm `bad_token`; looks again every five minutes";
            TABLE.row(service.label() + " answered 401", fault, done, test, took, Duration.ofMinutes(6));
        }
    }
}
