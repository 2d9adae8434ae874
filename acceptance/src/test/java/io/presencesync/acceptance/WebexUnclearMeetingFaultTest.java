package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import io.presencesync.simulators.webex.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An event of a meeting came without the meetingType, and the second reading fails: it is told as unclear, and read
/// again at growing distances until Webex tells. Real sockets, virtual time.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexUnclearMeetingFaultTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    static Stream<Fault> failures() {
        return Stream.of(
                new Fault.Answer(Endpoint.COMPOSITIONS, 429, null, Fault.UNTIL_CLEARED),
                new Fault.Answer(Endpoint.COMPOSITIONS, 429, 7, Fault.UNTIL_CLEARED),
                new Fault.Answer(Endpoint.COMPOSITIONS, 503, null, Fault.UNTIL_CLEARED),
                new Fault.Answer(Endpoint.COMPOSITIONS, 403, null, Fault.UNTIL_CLEARED),
                new Fault.Cut(Endpoint.COMPOSITIONS, Fault.UNTIL_CLEARED),
                new Fault.Garbage(Endpoint.COMPOSITIONS, Fault.UNTIL_CLEARED),
                new Fault.MissingStatus(FaultSite.ANN, Fault.UNTIL_CLEARED));
    }

    /// Webex holds a joined meeting whose event lacked the type: the event that told of it never came.
    private static void meetingWithoutType(FaultSite site) {
        site.change("meeting");
        site.until(() -> !site.heard().lastOf(FaultSite.ANN).equals("active"), MINUTE);
        site.cloud.addFault(new Fault.Frames(FrameFault.DROPPED, 0, 1));
        site.cloud.setPresence(FaultSite.ANN, "meeting", "online", null);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_could_not_be_read_again_is_unclear_until_it_is_read(Fault fault) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            meetingWithoutType(site);
            site.pass(MINUTE);
            assertThat(site.heard().wordsOf(FaultSite.ANN)).isEqualTo("meeting?");
            site.cloud.clearFaults();
            site.until(() -> site.heard().wordsOf(FaultSite.ANN).equals("meeting (online)"), MINUTE.multipliedBy(2));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void the_readings_come_at_growing_distances(Fault fault) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            meetingWithoutType(site);
            site.pass(MINUTE);
            List<Instant> readings = site.requests().stream()
                    .filter(entry -> entry.endpoint() == Endpoint.COMPOSITIONS)
                    .map((LogEntry entry) -> site.at(entry))
                    .toList();
            assertThat(readings).hasSizeBetween(1, 8);
            List<Duration> gaps = IntStream.range(1, readings.size())
                    .mapToObj(i -> Duration.between(readings.get(i - 1), readings.get(i)))
                    .toList();
            assertThat(gaps).allMatch(gap -> gap.toMillis() >= 1000);
            assertThat(gaps).isSortedAccordingTo((one, other) -> one.compareTo(other.multipliedBy(2)) > 0 ? 1 : -1);
        }
    }

    /// How long a call may take is half a minute of real time: nobody is taken for free meanwhile.
    @Test
    void while_the_second_reading_is_not_answered_it_is_unclear() {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(new Fault.Hang(Endpoint.COMPOSITIONS, 1));
            site.change("meeting");
            site.really("the hanging call is met", () -> site.cloud.faults().isEmpty());
            assertThat(site.heard().wordsOf(FaultSite.ANN)).isEqualTo("meeting?");
        }
    }

    @Test
    void health_tells_of_the_meetings_that_could_not_be_read() {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(new Fault.Answer(Endpoint.COMPOSITIONS, 503, null, Fault.UNTIL_CLEARED));
            meetingWithoutType(site);
            site.pass(Duration.ofSeconds(5));
            assertThat(site.part("webex.subscriptions"))
                    .contains("DEGRADED", "1 meeting of a kind that could not be read yet");
            site.cloud.clearFaults();
            site.until(() -> site.part("webex.subscriptions").contains("CONNECTED"), MINUTE);
            assertThat(site.part("webex.subscriptions")).doesNotContain("could not be read");
        }
    }

    @Test
    void while_the_link_is_down_nothing_is_read_and_the_full_reading_after_it_tells() {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(new Fault.Answer(Endpoint.COMPOSITIONS, 503, null, Fault.UNTIL_CLEARED));
            meetingWithoutType(site);
            site.cloud.addFault(new Fault.UpgradeRefused(503, null, Fault.UNTIL_CLEARED));
            site.cloud.closeSockets(1006, "");
            site.pass(Duration.ofSeconds(30));
            assertThat(site.heard().wordsOf(FaultSite.ANN)).isEqualTo("meeting?");
            site.cloud.clearFaults();
            site.until(() -> site.heard().wordsOf(FaultSite.ANN).equals("meeting (online)"), MINUTE);
        }
    }

    @Test
    void a_meeting_that_the_second_reading_tells_without_a_type_is_told_so() {
        try (FaultSite site = FaultSite.up()) {
            site.change("meeting");
            site.until(() -> site.heard().wordsOf(FaultSite.ANN).equals("meeting"), MINUTE);
            assertThat(site.requests(Endpoint.COMPOSITIONS)).isEqualTo(1);
            site.pass(Duration.ofMinutes(20));
            assertThat(site.requests(Endpoint.COMPOSITIONS)).isEqualTo(1);
        }
    }

    @Test
    void another_presence_ends_the_readings() {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(new Fault.Answer(Endpoint.COMPOSITIONS, 503, null, Fault.UNTIL_CLEARED));
            meetingWithoutType(site);
            site.pass(Duration.ofSeconds(5));
            site.change("active");
            site.until(() -> site.heard().wordsOf(FaultSite.ANN).equals("active"), MINUTE);
            long read = site.requests(Endpoint.COMPOSITIONS);
            site.pass(Duration.ofMinutes(20));
            assertThat(site.requests(Endpoint.COMPOSITIONS)).isEqualTo(read);
        }
    }
}
