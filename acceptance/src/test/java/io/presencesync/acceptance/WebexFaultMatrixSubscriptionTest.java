package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ConnectionState;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can happen to the subscriptions of single people, and to all of them.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexFaultMatrixSubscriptionTest {
    private static final FaultTable TABLE = new FaultTable("subscriptions");
    private static final String ANN = FaultSite.ANN;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SECOND_READING = Duration.ofSeconds(3);
    private static final Duration UNTIL_READ = Duration.ofSeconds(46);
    private static final Duration UNTIL_RENEWAL = Duration.ofSeconds(330);

    @AfterAll
    static void table() throws Exception {
        TABLE.compare();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 500})
    void a_refused_subscription_is_replaced_by_reading_and_asked_for_again(int code, TestInfo test) {
        Integer retry = code == 409 ? 30 : null;
        Fault fault = new Fault.RefuseSubject(ANN, code, retry, false, 1);
        try (FaultSite site = FaultSite.up()) {
            againWith(site, fault);
            Duration took = changeWhileUnsubscribed(site);
            site.pass(Duration.ofSeconds(320));
            if (retry != null) {
                assertThat(askedAgainAfter(site)).isEqualTo(Duration.ofSeconds(retry));
            }
            changesArriveByThemselves(site);
            String done = switch (code) {
                case 401, 403 -> "read every 45 s, asked for again after five minutes";
                case 409 -> "read every 45 s, asked for again just when Webex said";
                default -> "read every 45 s, asked for again with growing waits";
            };
            String words = "one person refused with " + code + (retry == null ? "" : " and retry 30");
            TABLE.row(words, fault, done, test, took, UNTIL_READ);
        }
    }

    /// Between the first two subscriptions since the link was up.
    private static Duration askedAgainAfter(FaultSite site) {
        List<Instant> asked = site.requests().stream()
                .filter(call -> call.endpoint() == Endpoint.SUBSCRIBE)
                .map(site::at)
                .toList();
        return Duration.between(asked.get(0), asked.get(1));
    }

    @Test
    void an_evicted_subscription_is_replaced_by_reading_and_asked_for_again(TestInfo test) {
        Fault fault = new Fault.RefuseSubject(ANN, 409, null, true, 1);
        try (FaultSite site = FaultSite.up()) {
            againWith(site, fault);
            Duration took = changeWhileUnsubscribed(site);
            site.pass(Duration.ofSeconds(70));
            changesArriveByThemselves(site);
            String done = "read every 45 s, asked for again after a minute";
            TABLE.row("one person evicted", fault, done, test, took, UNTIL_READ);
        }
    }

    @Test
    void whoever_is_left_out_of_the_answer_is_asked_for_again_soon(TestInfo test) {
        Fault fault = new Fault.MissingAnswer(ANN, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.forgetSubscriptions();
            againWith(site, fault);
            Duration took = changeWhileUnsubscribed(site);
            site.pass(Duration.ofSeconds(10));
            changesArriveByThemselves(site);
            TABLE.row(
                    "one person missing in the answer to a subscription",
                    fault,
                    "asked for again with growing waits, read meanwhile",
                    test,
                    took,
                    Duration.ofSeconds(3));
        }
    }

    @Test
    void a_status_that_cannot_be_read_is_told_as_unclear_and_read_again(TestInfo test) {
        Fault fault = new Fault.MissingStatus(ANN, 1);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.change("meeting");
            assertThat(site.rightAgain(Duration.ofMinutes(2))).isEqualTo(AT_ONCE);
            Duration took = site.until(() -> site.requests(Endpoint.COMPOSITIONS) == 2, Duration.ofMinutes(2));
            String done = "told as unclear, which moves nobody; read again with growing waits until told";
            TABLE.row("one person missing in `statusList`", fault, done, test, took, SECOND_READING);
        }
    }

    /// A gap makes everybody be subscribed again, which meets the fault.
    private static void againWith(FaultSite site, Fault fault) {
        site.cloud.addFault(fault);
        site.cloud.addFault(new Fault.Frames(FrameFault.SKIP_SEQUENCE, 5, 1));
        site.cloud.sendEvent("{\"eventType\":\"conversation.activity\"}");
        site.really("the fault is met", () -> site.requests(Endpoint.SUBSCRIBE) == 1);
        assertThat(site.cloud.faults()).isEmpty();
    }

    private static Duration changeWhileUnsubscribed(FaultSite site) {
        assertThat(site.cloud.sizes().get("subscriptions")).isZero();
        site.change("dnd");
        Duration took = site.rightAgain(Duration.ofMinutes(10));
        assertThat(site.requests()).hasSizeLessThan(6);
        return took;
    }

    private static void changesArriveByThemselves(FaultSite site) {
        assertThat(site.cloud.sizes().get("subscriptions")).isEqualTo(1);
        site.change("call");
        assertThat(site.rightAgain(Duration.ofSeconds(1))).isZero();
        assertThat(site.requests()).hasSizeLessThan(16);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoever_finds_no_room_is_read_instead(boolean evicts, TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.limit(site.cloud.limits().withSubscriptions(1, evicts));
            site.cloud.addPerson("bob@example.com", "Bob");
            site.start(ANN, "bob@example.com");
            site.until(
                    () -> heard(site, ANN, "active") && heard(site, "bob@example.com", "active"),
                    Duration.ofMinutes(2));
            site.rested();
            site.pass(Duration.ofMinutes(1));
            site.change("dnd");
            site.cloud.setPresence("bob@example.com", "call");
            Duration took = site.until(
                    () -> heard(site, ANN, "dnd") && heard(site, "bob@example.com", "call"), Duration.ofMinutes(2));
            assertThat(site.requests()).hasSizeLessThan(12);
            String fault = "subscription limit of the device" + (evicts ? ", the oldest is pushed out" : "");
            String played = "limits subscriptions=1, evicts=" + evicts;
            TABLE.row(fault, played, "the overflow is read every 45 s", test, took, UNTIL_READ);
        }
    }

    private static boolean heard(FaultSite site, String address, String status) {
        return site.heard().lastOf(address).equals(status);
    }

    @Test
    void forgotten_subscriptions_are_made_again_at_the_next_renewal(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.forgetSubscriptions();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            changesArriveByThemselves(site);
            String done = "each renewal carries the status of now";
            TABLE.row("subscriptions forgotten by Webex", "subscriptions/forget", done, test, took, UNTIL_RENEWAL);
        }
    }

    @Test
    void a_shorter_life_than_asked_for_is_kept_up(TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.limit(site.cloud.limits().withSubscriptionTtl(60));
            site.begin();
            site.pass(Duration.ofMinutes(5));
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(1));
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isBetween(8L, 13L);
            String done = "renewed at half the life that was granted";
            TABLE.row(
                    "subscriptions granted for 60 s instead of 600 s",
                    "limits subscriptionTtl=60",
                    done,
                    test,
                    took,
                    AT_ONCE);
        }
    }

    @Test
    void a_life_too_short_to_renew_is_read_instead_and_said(TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.limit(site.cloud.limits().withSubscriptionTtl(15));
            FaultSite.Client client = site.start();
            site.rightAgain(Duration.ofSeconds(30));
            site.pass(Duration.ofSeconds(25));
            assertThat(client.source().parts())
                    .filteredOn(part -> part.link().equals("webex.subscriptions"))
                    .singleElement()
                    .satisfies(part -> assertThat(part.state()).isEqualTo(ConnectionState.Kind.DEGRADED))
                    .satisfies(part -> assertThat(part.message())
                            .contains("0 of 1", "1 read now and then instead", "1 granted for too short a time"));
            assertThat(site.heard().unreached(FaultSite.ANN)).isFalse();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isLessThan(4);
            String done = "read every 45 s instead, said in log and health; asked for again every minute";
            TABLE.row(
                    "subscriptions granted for 15 s, too short to renew",
                    "limits subscriptionTtl=15",
                    done,
                    test,
                    took,
                    Duration.ofSeconds(46));
        }
    }

    @Test
    void subscriptions_that_ran_out_are_made_again_when_webex_can(TestInfo test) {
        Fault fault = new Fault.Answer(Endpoint.SUBSCRIBE, 503, null, Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.pass(Duration.ofMinutes(11));
            assertThat(site.cloud.sizes().get("subscriptions")).isZero();
            site.change("dnd");
            site.cloud.clearFaults();
            Duration took = site.rightAgain(Duration.ofMinutes(1));
            site.pass(Duration.ofSeconds(31));
            assertThat(site.cloud.sizes().get("subscriptions")).isEqualTo(1);
            assertThat(site.requests()).hasSizeLessThan(60);
            String done = "renewal tried with growing waits; after the end of the life read every 45 s";
            TABLE.row("no renewal comes through, subscriptions end", fault, done, test, took, Duration.ofSeconds(35));
        }
    }

    @ParameterizedTest
    @EnumSource(HiddenAs.class)
    void a_hidden_status_is_never_told_as_free(HiddenAs form, TestInfo test) {
        try (FaultSite site = FaultSite.cold(options -> options.withHiddenAs(form))) {
            site.begin();
            site.change("dnd");
            site.rightAgain(Duration.ofSeconds(1));
            site.cloud.setSharing(ANN, false);
            site.change("active");
            site.pass(Duration.ofMinutes(12));
            List<String> told = site.heard().statuses(ANN);
            assertThat(told.subList(told.indexOf("dnd"), told.size())).doesNotContain("active");
            boolean said = site.heard().unreached(ANN) || told.getLast().equals("unknown");
            assertThat(said).as("hidden is said").isTrue();
            assertThat(site.requests()).hasSizeLessThan(30);
            site.cloud.setSharing(ANN, true);
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            String done = form == HiddenAs.UNKNOWN ? "told as `unknown`" : "told as not followed, with the reason";
            String words = "sharing switched off, shown as " + form.name().toLowerCase(java.util.Locale.ROOT);
            TABLE.row(words, "sharing off, hiddenAs=" + form, done + "; never as free", test, took, UNTIL_RENEWAL);
        }
    }

    @Test
    void somebody_of_another_organisation_is_told_as_not_found(TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addPerson(List.of("eve@example.com"), "Eve", "another-org", "person", true);
            site.start(ANN, "eve@example.com");
            Duration took = site.rightAgain(Duration.ofSeconds(10));
            assertThat(site.heard().unresolved("eve@example.com")).contains("nobody with this address");
            assertThat(site.heard().statuses("eve@example.com")).isEmpty();
            String done = "named as not found, looked up again after a quarter of an hour; the others are not hindered";
            TABLE.row("person of another organisation", "people orgId=…", done, test, took, Duration.ofSeconds(3));
        }
    }

    @Test
    void people_are_looked_up_by_address_alone(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.closeSockets(1006, "");
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofSeconds(10));
            assertThat(site.cloud.log().requests(Endpoint.PEOPLE))
                    .isNotEmpty()
                    .allMatch(entry -> entry.query().startsWith("email="));
            String done = "never used: look-ups are by address, statuses come from subscriptions";
            TABLE.row("`people?id=` carries no status", "always", done, test, took, AT_ONCE);
        }
    }

    @Test
    void every_page_of_an_answer_is_read(TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addPerson(List.of("bob@example.com"), "Robot", site.cloud.orgId(), "bot", true);
            site.cloud.addPerson("bob@example.com", "Bob");
            site.cloud.limit(site.cloud.limits().withPeoplePage(1));
            site.start("bob@example.com");
            Duration took = site.until(() -> heard(site, "bob@example.com", "active"), Duration.ofSeconds(10));
            assertThat(site.cloud.log().requests(Endpoint.PEOPLE)).hasSize(2);
            TABLE.row(
                    "answer in pages", "limits peoplePage=1", "every page is read", test, took, Duration.ofSeconds(3));
        }
    }
}
