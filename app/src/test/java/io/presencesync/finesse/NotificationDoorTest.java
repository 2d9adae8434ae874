package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.FinesseConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.finesse.NotificationDoor.Answer;
import io.presencesync.net.Http;
import io.presencesync.presence.StateName;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NotificationDoorTest {
    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final ManualTimers time = new ManualTimers();
    private final Http http = new Http(finesse.vertx, new HttpClientOptions(), 4);
    private final NotificationDoor door = door();

    private NotificationDoor door() {
        FinesseNodes nodes = new FinesseNodes(List.of(finesse.base()));
        NodeClocks clocks = new NodeClocks(nodes.current());
        FinesseHealth health = new FinesseHealth(nodes, time, Duration.ofSeconds(10));
        FinesseTransport transport =
                new FinesseTransport(http, nodes, health, new NodeQueues(nodes.all(), time), node -> {});
        FinesseClient boss = new FinesseClient(
                transport, clocks, new Account(Account.Role.SUPERVISOR, ScriptedFinesse.account("boss"), a -> {}));
        return new NotificationDoor(
                boss,
                new NodeWatch(FinesseConfig.Platform.AUTO, new Accounts(null, boss), transport, health, clocks, time));
    }

    @AfterEach
    void close() {
        http.close();
        finesse.close();
    }

    private String shut() {
        assertThat(door.knock(finesse.base())).isInstanceOf(Answer.Shut.class);
        return ((Answer.Shut) door.knock(finesse.base())).why().code();
    }

    @Test
    void a_signed_out_supervisor_may_go_in_at_the_domains_finesse_names() {
        finesse.user("boss", "<state>LOGOUT</state>");
        finesse.on(
                "GET",
                "SystemInfo",
                200,
                "<SystemInfo><status>IN_SERVICE</status><xmppDomain>fin1.example.com"
                        + "</xmppDomain><xmppPubSubDomain>pubsub.fin1.example.com</xmppPubSubDomain></SystemInfo>");
        assertThat(door.knock(finesse.base())).isInstanceOfSatisfying(Answer.Open.class, open -> {
            assertThat(open.user().value()).isEqualTo("boss");
            assertThat(open.domain()).isEqualTo("fin1.example.com");
            assertThat(open.pubSubDomain()).isEqualTo("pubsub.fin1.example.com");
        });
    }

    @Test
    void where_finesse_names_no_domain_the_nodes_own_name_is_it() {
        finesse.user("boss", "<state>LOGOUT</state>");
        assertThat(door.knock(finesse.base())).isInstanceOfSatisfying(Answer.Open.class, open -> {
            assertThat(open.domain()).isEqualTo("127.0.0.1");
            assertThat(open.pubSubDomain()).isEqualTo("pubsub.127.0.0.1");
        });
    }

    @Test
    void nobody_at_a_desk_gets_a_second_session() {
        finesse.user("boss", "<state>NOT_READY</state>");
        assertThat(shut()).isEqualTo("supervisor_signed_in");
        assertThat(NotificationDoor.atADesk(StateName.LOGOUT)).isFalse();
        assertThat(NotificationDoor.atADesk(StateName.UNKNOWN)).isFalse();
        assertThat(NotificationDoor.atADesk(StateName.TALKING)).isTrue();
    }

    @Test
    void a_wrong_password_costs_one_refusal_in_all() {
        finesse.on("GET", "User/boss", 401, FailuresTest.error("Authorization Failure", ""));
        assertThat(door.knock(finesse.base())).isInstanceOf(Answer.Shut.class);
        assertThat(shut()).isEqualTo("no_account");
        assertThat(finesse.count("GET User/boss")).isOne();
        assertThat(finesse.count("GET SystemInfo")).isZero();
    }

    @Test
    void a_node_out_of_service_or_failing_is_waited_for() {
        finesse.user("boss", "<state>LOGOUT</state>");
        finesse.on("GET", "SystemInfo", 200, ScriptedFinesse.systemInfo("UCCE", "OUT_OF_SERVICE"));
        assertThat(shut()).isEqualTo("out_of_service");
        finesse.on("GET", "User/boss", 503, FailuresTest.error("Service Unavailable", ""));
        assertThat(shut()).isEqualTo("finesse_down");
    }

    @Test
    void an_account_that_is_no_finesse_user_is_said_to_be_unusable() {
        assertThat(shut()).isEqualTo("account_unusable");
    }

    @Test
    void newer_nodes_serve_it_beside_the_rest_api_and_older_ones_at_a_port_of_its_own() {
        assertThat(NotificationDoor.endpoints(URI.create("https://fin1.example.com:8445")))
                .containsExactly(
                        URI.create("wss://fin1.example.com:8445/ws"), URI.create("wss://fin1.example.com:7443/ws"));
        assertThat(NotificationDoor.endpoints(URI.create("http://127.0.0.1:81")))
                .containsExactly(URI.create("ws://127.0.0.1:81/ws"));
    }
}
