package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoNodesTest {
    private static final String TEAM = "/finesse/api/Team/500/Users";

    private TestCluster cluster = new TestCluster(Platform.CCE);
    private FinesseSimulator second = second();

    private FinesseSimulator second() {
        return cluster.finesse.secondNode(new FinesseSimulatorOptions().hostName("fin2.example.com"));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private static String info(FinesseSimulator node) {
        return Wire.nobody(node).get("/finesse/api/SystemInfo").body();
    }

    @Test
    void a_state_set_at_one_node_is_seen_at_the_other() {
        cluster.agent().signIn();
        assertThat(Wire.as(second, "1001001", "secret-1001001")
                        .putUser("1001001", "<state>READY</state>")
                        .statusCode())
                .isEqualTo(202);
        Eventually.holds(
                () -> cluster.as("1001001").get(TestCluster.PATH).body().contains("<state>READY</state>"));
    }

    @Test
    void both_nodes_name_both_and_each_its_own_domain() {
        String both = "<primaryNode><host>127.0.0.1</host><httpsPort>" + cluster.finesse.port()
                + "</httpsPort></primaryNode><secondaryNode><host>fin2.example.com</host><httpsPort>" + second.port()
                + "</httpsPort></secondaryNode>";
        assertThat(info(cluster.finesse)).contains(both, "<xmppDomain>127.0.0.1<");
        assertThat(info(second))
                .contains(both, "<xmppDomain>fin2.example.com<", "<xmppPubSubDomain>pubsub.fin2.example.com<");
    }

    @ParameterizedTest(name = "{0}: GET {1}, PUT {2}")
    @CsvSource({"CCE, 403, 403", "CCX, 200, 403"})
    void the_second_node_keeps_its_configuration_to_itself(Platform platform, int get, int put) {
        cluster.close();
        cluster = new TestCluster(platform);
        second = second();
        Wire admin = Wire.as(second, "administrator", "admin-secret");
        assertThat(admin.get("/finesse/api/Users").statusCode()).isEqualTo(get);
        assertThat(admin.get("/finesse/api/ReasonCodes?category=NOT_READY").statusCode())
                .isEqualTo(get);
        assertThat(admin.put("/finesse/api/LayoutConfig/default", "").statusCode())
                .isEqualTo(put);
        assertThat(cluster.administrator().get("/finesse/api/Users").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_killed_node_is_gone_and_comes_back_on_its_port_with_its_subscriptions() {
        String jid = "2001@127.0.0.1/sync";
        try (XmppWire boss = XmppWire.present(cluster.finesse, "2001", "sync")) {
            boss.pubSub("subscribe", TEAM, jid);
            boss.expect("subscribed");
            cluster.finesse.kill();
            boss.expect(XmppWire.CLOSED);
        }
        assertThatThrownBy(() -> info(cluster.finesse)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(info(second)).contains("IN_SERVICE");
        cluster.finesse.revive();
        assertThat(info(cluster.finesse)).contains("IN_SERVICE");
        assertThat(cluster.finesse.notifications().subscribers(TEAM)).containsExactly(jid);
        assertThat(second.notifications().subscribers(TEAM)).isEmpty();
    }

    @Test
    void wrong_passwords_count_over_both_nodes_and_the_notification_service() {
        for (FinesseSimulator node : new FinesseSimulator[] {cluster.finesse, second, cluster.finesse, second}) {
            Wire.as(node, "1001001", "wrong").get(TestCluster.PATH);
        }
        try (XmppWire wire = new XmppWire(second)) {
            wire.signIn("1001001", "wrong");
            wire.expect("<not-authorized");
        }
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(401);
        cluster.advance(Duration.ofMinutes(5));
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void a_node_out_of_service_leaves_the_other_alone_unless_all_are() {
        second.goOutOfService();
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(200);
        second.comeBack();
        cluster.finesse.allOutOfService();
        assertThat(Wire.as(second, "1001001", "secret-1001001")
                        .get(TestCluster.PATH)
                        .statusCode())
                .isEqualTo(503);
        cluster.finesse.allComeBack();
        assertThat(info(second)).contains("<status>IN_SERVICE<");
    }

    @Test
    void a_node_told_so_answers_for_its_health_while_it_is_out_of_service() {
        cluster.close();
        cluster = new TestCluster(new FinesseSimulatorOptions().systemInfoWhileOut(true));
        cluster.finesse.goOutOfService();
        assertThat(info(cluster.finesse)).contains("<status>OUT_OF_SERVICE<");
    }

    @Test
    void a_wrong_clock_shows_in_answers_and_notifications_of_that_node_alone() {
        cluster.agent().signIn();
        second.clockAhead(Duration.ofMinutes(2));
        assertThat(info(second)).contains("<currentTimestamp>2024-03-01T18:00:21.234Z<");
        assertThat(info(cluster.finesse)).contains("<currentTimestamp>2024-03-01T17:58:21.234Z<");
        try (HeardUpdates heard = new HeardUpdates(second, "1001001")) {
            cluster.agent().ready();
            assertThat(heard.next()).contains("<stateChangeTime>2024-03-01T18:00:21.234Z<");
        }
    }

    @Test
    void a_proxy_refuses_with_429_and_says_when_to_come_again() {
        second.faults().add(Fault.on("*", "*", 1, new Fault.Status(429, null, Map.of("Retry-After", "7"))));
        var refused = Wire.as(second, "2001", "secret-2001").get(TestCluster.PATH);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void every_account_gets_a_cookie_and_the_log_says_who_brought_it() {
        String cookie = cluster.as("1001001")
                .get(TestCluster.PATH)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).startsWith("JSESSIONID=");
        var again = cluster.as("1001001")
                .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .get(TestCluster.PATH);
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(cluster.finesse.requests().all())
                .extracting(LoggedRequest::cookie)
                .containsExactly(false, true);
    }
}
