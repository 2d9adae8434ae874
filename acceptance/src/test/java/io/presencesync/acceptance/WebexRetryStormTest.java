package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever wait Webex names, or names none: how many requests leave in the first minute in which every call to one of
/// its services is refused, with twenty people to follow.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexRetryStormTest {
    private static final RequestCountTable TABLE = new RequestCountTable();
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final long STORM = 200;
    /// A growing wait: 1, 1, 2, 2, 2, 3, 4, 6, 10, 16 s, each up to a fifth shorter.
    private static final long TRIES = 13;
    private static final String[] PEOPLE =
            IntStream.range(0, 20).mapToObj(i -> "p" + i + "@example.com").toArray(String[]::new);

    /// What is refused, and what has to be so before that it is called at all.
    enum Service {
        CATALOG(Endpoint.CATALOG, 1),
        DEVICE(Endpoint.DEVICE_CREATE, 1),
        SOCKET(Endpoint.MERCURY, 1),
        PERSON_LOOKUPS(Endpoint.PEOPLE, 16),
        SUBSCRIPTIONS(Endpoint.SUBSCRIBE, 1),
        COMPOSITIONS(Endpoint.COMPOSITIONS, 1),
        PEOPLE_API(Endpoint.PERSON, 1);

        private final Endpoint endpoint;
        private final long most;

        /// @param sideBySide how many are on their way before the first is refused
        Service(Endpoint endpoint, int sideBySide) {
            this.endpoint = endpoint;
            this.most = sideBySide - 1 + TRIES;
        }
    }

    /// What `Retry-After` says: so many seconds from now, or none at all.
    enum Told {
        ZERO(0, false),
        NEGATIVE(-1, false),
        PAST(-3600, true),
        ABSENT(null, false),
        HUGE(999_999_999, false);

        private final @Nullable Integer seconds;
        private final boolean asDate;

        Told(@Nullable Integer seconds, boolean asDate) {
            this.seconds = seconds;
            this.asDate = asDate;
        }
    }

    @AfterAll
    static void table() throws Exception {
        TABLE.compare();
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(Service.values())
                .flatMap(service -> Stream.of(Told.values())
                        .flatMap(told -> Stream.of(429, 423, 503).map(status -> Arguments.of(service, told, status))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void no_wait_that_webex_names_makes_a_storm(Service service, Told told, int status) {
        try (FaultSite site = FaultSite.cold()) {
            Stream.of(PEOPLE).forEach(address -> site.cloud.addPerson(address, address));
            site.cloud.addFault(
                    new Fault.Answer(service.endpoint, status, told.seconds, told.asDate, null, Fault.UNTIL_CLEARED));
            start(site, service);
            long requests = site.requestsWithin(MINUTE, service.endpoint, STORM);
            assertThat(requests).isBetween(1L, service.most);
            TABLE.count(service.name(), told.name(), status, requests);
        }
    }

    private static void start(FaultSite site, Service service) {
        if (service == Service.PEOPLE_API) {
            site.startPolling(PEOPLE);
            return;
        }
        if (service == Service.COMPOSITIONS) {
            Stream.of(PEOPLE)
                    .forEach(person -> site.cloud.addFault(
                            new Fault.RefuseSubject(person, 409, 3600, false, Fault.UNTIL_CLEARED)));
        }
        site.start(PEOPLE);
    }

    /// Each notice asks for another socket at once.
    @Test
    void notices_of_shutdown_again_and_again_make_no_storm() {
        try (FaultSite site = FaultSite.up()) {
            for (int second = 0; second < 60; second++) {
                site.cloud.announceShutdown();
                site.pass(Duration.ofSeconds(1));
            }
            assertThat(site.requests(Endpoint.MERCURY)).isBetween(1L, 8L);
            site.change("dnd");
            site.rightAgain(Duration.ofSeconds(30));
        }
    }

    /// One person whom Webex refuses while the request as a whole succeeds.
    @ParameterizedTest
    @EnumSource(Told.class)
    void no_wait_named_for_one_person_makes_a_storm(Told told) {
        for (int code : new int[] {401, 403, 404, 409, 500}) {
            try (FaultSite site = FaultSite.cold()) {
                site.cloud.addFault(
                        new Fault.RefuseSubject(FaultSite.ANN, code, told.seconds, false, Fault.UNTIL_CLEARED));
                site.start();
                long requests = site.requestsWithin(MINUTE, Endpoint.SUBSCRIBE, STORM);
                assertThat(requests).as("subject answered " + code).isBetween(1L, TRIES);
            }
        }
    }
}
