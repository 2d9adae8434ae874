package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.AccountConfig;
import io.presencesync.config.FinesseConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.finesse.NotificationDoor.Answer;
import io.presencesync.net.Http;
import io.presencesync.presence.StateName;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return door(null, false);
    }

    private NotificationDoor door(@Nullable String id, boolean withAdmin) {
        FinesseNodes nodes = new FinesseNodes(List.of(finesse.base()));
        NodeClocks clocks = new NodeClocks(nodes.current());
        FinesseHealth health = new FinesseHealth(nodes, time, Duration.ofSeconds(10));
        FinesseTransport transport =
                new FinesseTransport(http, nodes, health, new NodeQueues(nodes.all(), time), node -> {});
        AccountConfig account = ScriptedFinesse.account("boss");
        AccountConfig known =
                new AccountConfig(account.credentials(), account.file(), account.form(), account.setting(), id);
        FinesseClient admin = withAdmin
                ? new FinesseClient(
                        transport, clocks, new Account(Account.Role.ADMIN, ScriptedFinesse.account("admin"), a -> {}))
                : null;
        FinesseClient boss =
                new FinesseClient(transport, clocks, new Account(Account.Role.SUPERVISOR, known, a -> {}), admin);
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
    void a_password_refused_just_now_is_told_as_a_refused_account_and_not_as_the_wrong_kind_of_user() {
        finesse.on("GET", "User/boss", 401, FailuresTest.error("Authorization Failure", ""));
        assertThat(door.knock(finesse.base())).isEqualTo(new Answer.Shut(NotificationDoor.NO_ACCOUNT));
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
        finesse.on("GET", "User/boss", 401, FailuresTest.error("Invalid Authorization User Specified", ""));
        assertThat(shut()).isEqualTo("account_unusable");
    }

    @Test
    void a_supervisor_whose_login_name_finesse_does_not_know_is_found_by_the_administrator() {
        NotificationDoor door = door(null, true);
        finesse.user("900", "<state>LOGOUT</state>");
        finesse.on(
                "GET", "Users", 200, "<Users><User><loginId>900</loginId><loginName>Boss</loginName></User></Users>");

        for (int time = 0; time < 3; time++) {
            assertThat(door.knock(finesse.base()))
                    .isInstanceOfSatisfying(
                            Answer.Open.class,
                            open -> assertThat(open.user().value()).isEqualTo("900"));
        }
        assertThat(finesse.count("GET Users")).isOne();
        assertThat(finesse.count("GET User/boss")).isOne();
    }

    @Test
    void without_an_administrator_the_message_names_the_setting_for_the_id() {
        assertThat(door(null, false).knock(finesse.base())).isInstanceOfSatisfying(Answer.Shut.class, shut -> {
            assertThat(shut.why().code()).isEqualTo("supervisor_unknown");
            assertThat(shut.why().message()).contains("\"boss\"");
            assertThat(shut.why().action()).contains("finesse.supervisor-id", "PRESENCE_SYNC_FINESSE_SUPERVISOR_ID");
        });
    }

    @Test
    void an_id_that_is_set_goes_before_the_login_name() {
        finesse.user("900", "<state>LOGOUT</state>");

        assertThat(door("900", false).knock(finesse.base())).isInstanceOf(Answer.Open.class);
        assertThat(finesse.count("GET User/boss")).isZero();
    }

    @Test
    void an_administrator_who_does_not_find_the_supervisor_is_asked_once() {
        NotificationDoor door = door(null, true);
        finesse.on("GET", "Users", 200, "<Users><User><loginId>1</loginId></User></Users>");

        for (int time = 0; time < 3; time++) {
            assertThat(door.knock(finesse.base())).isInstanceOf(Answer.Shut.class);
        }
        assertThat(finesse.count("GET Users")).isOne();
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
