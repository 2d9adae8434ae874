package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What concerns the whole cloud, the bot's devices and its token.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexFaultMatrixCloudTest {
    private static final FaultTable TABLE = new FaultTable("cloud");
    private static final Duration SLOW = Duration.ofMinutes(6);

    @AfterAll
    static void table() throws Exception {
        TABLE.compare();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 60, 600})
    void an_outage_of_the_whole_cloud_is_survived(int seconds, TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.down();
            site.change("dnd");
            site.pass(Duration.ofSeconds(seconds));
            assertThat(site.alarm()).isEqualTo("unreachable");
            site.cloud.up();
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.cloud.deviceNames()).containsExactly("presence-sync");
            assertThat(site.requests()).hasSizeLessThan(10);
            outage("the whole cloud is away for ", seconds, test, took);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 60, 600})
    void a_start_without_the_cloud_is_right_soon_after_its_return(int seconds, TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.down();
            site.start();
            site.pass(Duration.ofSeconds(seconds));
            assertThat(site.alarm()).isEqualTo("unreachable");
            site.change("dnd");
            site.cloud.up();
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests()).hasSizeLessThan(10);
            outage("at the start the whole cloud is away for ", seconds, test, took);
        }
    }

    private static void outage(String words, int seconds, TestInfo test, Duration took) {
        String padded = seconds < 60 ? seconds + " s" : seconds / 60 + " min";
        String done = "tried again with growing waits, at most 30 s; the time counts from the return";
        Duration within = Duration.ofSeconds(seconds <= 10 ? 5 : 35);
        TABLE.row(words + padded, "cloud/down " + seconds + " s", done, test, took, within);
    }

    @Test
    void a_flapping_line_makes_no_storm(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            for (int cut = 0; cut < 20; cut++) {
                site.cloud.closeSockets(1006, "");
                site.pass(Duration.ofSeconds(3));
            }
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.MERCURY)).isLessThanOrEqualTo(20);
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isLessThanOrEqualTo(15);
            assertThat(site.requests()).hasSizeLessThan(60);
            String done = "connects and reads everybody again at growing distances, at most 30 s";
            TABLE.row(
                    "connection cut every 3 s for a minute",
                    "sockets/close 1006",
                    done,
                    test,
                    took,
                    Duration.ofSeconds(35));
        }
    }

    @Test
    void a_failing_host_gives_way_to_its_alternate(TestInfo test) {
        Fault fault = new Fault.HostFails("127.0.0.1", 503, Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.cold(options -> options.withAlternateHosts(List.of("127.0.0.2")))) {
            site.begin();
            site.cloud.addFault(fault);
            site.cloud.addFault(new Fault.Frames(FrameFault.LOST, 0, 1));
            site.change("dnd");
            site.cloud.sendEvent("{\"eventType\":\"conversation.activity\"}");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.SUBSCRIBE)).isEqualTo(2);
            assertThat(site.heard().downs()).isEmpty();
            String done = "the next host of `hostCatalog` is called";
            TABLE.row("one host fails, its alternate works", fault, done, test, took, Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wdm", "apheleia"})
    void an_address_outside_webex_never_gets_the_token(String service, TestInfo test) {
        Fault fault = new Fault.CatalogNames(service, "https://webex.example/api/v1", 1);
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addFault(fault);
            site.start();
            site.until(() -> site.alarm().equals("untrusted_host"), Duration.ofSeconds(5));
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            String done = "alarm `untrusted_host`, the token is not sent; the catalog is read again after five minutes";
            TABLE.row("catalog names a foreign address for " + service, fault, done, test, took, SLOW);
        }
    }

    @Test
    void a_catalog_without_a_service_is_read_again(TestInfo test) {
        Fault fault = new Fault.CatalogNames("apheleia", null, 1);
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addFault(fault);
            site.start();
            site.settled(() -> false);
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            String done = "read again after a second";
            TABLE.row("catalog names no presence service", fault, done, test, took, Duration.ofSeconds(4));
        }
    }

    @Test
    void too_many_devices_cost_only_our_own_oldest(TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addForeignDevices("somebody-else", 2);
            site.cloud.addForeignDevices("presence-sync", 2);
            site.cloud.limit(site.cloud.limits().withDevices(4));
            Fault fault = new Fault.Answer(Endpoint.DEVICE_UPDATE, 404, null, 2);
            site.cloud.addFault(fault);
            site.start();
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.cloud.deviceNames())
                    .containsExactly("somebody-else", "somebody-else", "presence-sync", "presence-sync");
            assertThat(site.cloud.log().requests(Endpoint.DEVICE_DELETE)).hasSize(1);
            String done = "only our own oldest is deleted, then registered once more";
            String played = "devices/foreign, limits devices=4, " + fault;
            TABLE.row("excessive devices, some of them ours", played, done, test, took, Duration.ofSeconds(3));
        }
    }

    @Test
    void too_many_devices_of_others_are_an_alarm(TestInfo test) {
        try (FaultSite site = FaultSite.cold()) {
            site.cloud.addForeignDevices("somebody-else", 2);
            site.cloud.limit(site.cloud.limits().withDevices(2));
            site.start();
            site.until(() -> site.alarm().equals("refused"), Duration.ofSeconds(5));
            site.change("dnd");
            site.pass(Duration.ofMinutes(30));
            assertThat(site.cloud.log().requests(Endpoint.DEVICE_DELETE)).isEmpty();
            assertThat(site.requests()).hasSizeLessThan(40);
            site.cloud.limit(site.cloud.limits().withDevices(3));
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            String done = "alarm `refused`, nothing of others is deleted; looks again every five minutes";
            TABLE.row(
                    "excessive devices, none of them ours",
                    "devices/foreign, limits devices=2",
                    done,
                    test,
                    took,
                    SLOW);
        }
    }

    @Test
    void a_device_unknown_at_its_refresh_is_replaced(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.forgetDevicesSilently();
            site.time.leap(Duration.ofHours(25));
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.really("another device", () -> site.requests(Endpoint.DEVICE_CREATE) == 1);
            site.change("call");
            assertThat(site.rightAgain(Duration.ofSeconds(5))).isLessThan(Duration.ofSeconds(3));
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isEqualTo(1);
            assertThat(site.requests()).hasSizeLessThan(10);
            String done = "another device, another connection, everybody subscribed again";
            TABLE.row(
                    "device unknown at its refresh (404)",
                    "devices/forget silently",
                    done,
                    test,
                    took,
                    Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 409, 410, 415, 422})
    void a_device_whose_refresh_is_refused_gives_way_to_one_other(int status, TestInfo test) {
        Fault fault = new Fault.Answer(Endpoint.DEVICE_UPDATE, status, null, Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.time.leap(Duration.ofHours(25));
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.really("another device", () -> site.requests(Endpoint.DEVICE_CREATE) == 1);
            site.change("call");
            site.rightAgain(Duration.ofSeconds(5));
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isEqualTo(1);
            assertThat(site.requests(Endpoint.DEVICE_DELETE)).isEqualTo(1);
            assertThat(site.cloud.deviceNames()).hasSize(1);
            String words = "device refused at its refresh (" + status + ")";
            String done = "one other device, once an hour at most; the refused one is deleted";
            TABLE.row(words, fault, done, test, took, Duration.ofSeconds(3));
        }
    }

    @Test
    void a_device_refused_at_a_start_gives_way_to_one_other(TestInfo test) {
        Fault fault = new Fault.Answer(Endpoint.DEVICE_UPDATE, 405, null, Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.cold()) {
            FaultSite.Client before = site.start();
            site.rightAgain(Duration.ofSeconds(30));
            before.source().close();
            site.rested().cloud.addFault(fault);
            FaultSite.Client after = site.start();
            Duration took = site.until(
                    () -> after.source().health().healthy()
                            && after.heard().lastOf(FaultSite.ANN).equals("active"),
                    Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isEqualTo(1);
            assertThat(site.cloud.deviceNames()).hasSize(1);
            String done = "one other device, once an hour at most; the refused one is deleted";
            TABLE.row("device refused at a start (405)", fault, done, test, took, Duration.ofSeconds(3));
        }
    }

    @Test
    void a_device_refused_where_no_other_is_let_in_is_used_as_it_is(TestInfo test) {
        Fault fault = new Fault.Answer(Endpoint.DEVICE_UPDATE, 405, null, Fault.UNTIL_CLEARED);
        try (FaultSite site = FaultSite.up()) {
            site.cloud.addFault(fault);
            site.cloud.addFault(new Fault.Answer(Endpoint.DEVICE_CREATE, 403, null, Fault.UNTIL_CLEARED));
            site.time.leap(Duration.ofHours(25));
            site.until(() -> site.alarm().equals("device_refused"), Duration.ofMinutes(2));
            site.change("dnd");
            site.until(() -> site.heard().lastOf(FaultSite.ANN).equals("dnd"), Duration.ofSeconds(5));
            site.pass(Duration.ofMinutes(50));
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isEqualTo(1);
            site.cloud.clearFaults();
            Duration took = site.rightAgain(Duration.ofMinutes(15));
            String done =
                    "used as it is; health `DEGRADED`, `device_refused` with the status; looked at every ten minutes";
            TABLE.row(
                    "device refused at its refresh, and every other too",
                    fault,
                    done,
                    test,
                    took,
                    Duration.ofMinutes(12));
        }
    }

    @Test
    void registrations_that_vanish_are_made_anew(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.forgetDevices();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isEqualTo(1);
            String done = "the refresh says 404: another device, another connection, everybody subscribed again";
            TABLE.row("registration gone, closed with 4404", "devices/forget", done, test, took, Duration.ofSeconds(3));
        }
    }

    @Test
    void two_copies_with_one_device_name_do_not_fight(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.start();
            site.change("dnd");
            Duration took = site.rightAgain(Duration.ofMinutes(2));
            site.pass(Duration.ofMinutes(10));
            assertThat(site.cloud.deviceNames()).containsExactly("presence-sync", "presence-sync-2");
            assertThat(site.cloud.sizes()).containsEntry("sockets", 2);
            assertThat(site.requests(Endpoint.MERCURY)).isEqualTo(2);
            site.change("call");
            assertThat(site.rightAgain(Duration.ofSeconds(1))).isZero();
            String done = "the elder goes on with a device of another name; both stay connected";
            TABLE.row("two copies with one device name", "a second source", done, test, took, Duration.ofSeconds(5));
        }
    }

    @Test
    void a_token_revoked_while_connected_is_found_at_the_next_call(TestInfo test) {
        try (FaultSite site = FaultSite.up()) {
            site.cloud.revokeToken();
            site.change("dnd");
            assertThat(site.rightAgain(Duration.ofSeconds(1))).isZero();
            site.until(() -> site.alarm().equals("bad_token"), Duration.ofMinutes(10));
            site.change("call");
            site.pass(Duration.ofMinutes(30));
            assertThat(site.requests()).hasSizeLessThan(20);
            site.cloud.restoreToken();
            Duration took = site.rightAgain(Duration.ofMinutes(10));
            String done = "alarm `bad_token` at the next renewal; looks again every five minutes";
            TABLE.row("token revoked while connected", "token/revoke", done, test, took, SLOW);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_token_in_the_file_is_used_without_a_restart(boolean revoked, TestInfo test, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("token");
        try (FaultSite site = FaultSite.cold()) {
            Files.writeString(file, site.cloud.botToken());
            site.start(site.cloud.botToken(), file);
            site.rightAgain(Duration.ofSeconds(30));
            site.rested();
            Files.writeString(file, revoked ? site.cloud.changeToken() : site.cloud.issueToken(site.cloud.botUuid()));
            site.change("dnd");
            Duration took =
                    site.until(() -> site.requests(Endpoint.MERCURY) == 1 && site.right(), Duration.ofMinutes(2));
            site.settled(() -> false);
            assertThat(site.requests(Endpoint.DEVICE_DELETE)).isEqualTo(1);
            assertThat(site.requests(Endpoint.DEVICE_CREATE)).isEqualTo(revoked ? 0 : 1);
            assertThat(site.cloud.deviceNames()).containsExactly("presence-sync");
            site.change("call");
            assertThat(site.rightAgain(Duration.ofSeconds(1))).isZero();
            String fault = "token changed in its file" + (revoked ? ", the old one is revoked" : "");
            String played = revoked ? "token/change" : "another token of the bot";
            String done = revoked
                    ? "the old device cannot be deleted any more; it is found by its name and used on"
                    : "the old device is deleted with the old token, another made with the new one";
            TABLE.row(fault, played, done, test, took, Duration.ofSeconds(8));
        }
    }
}
