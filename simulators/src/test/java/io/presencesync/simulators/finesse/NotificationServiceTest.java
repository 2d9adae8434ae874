package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationServiceTest {
    private static final String TEAM = "/finesse/api/Team/500/Users";
    private static final String JID = "2001@127.0.0.1/sync";

    private final TestCluster cluster = new TestCluster(Platform.CCE);

    @AfterEach
    void end() {
        cluster.close();
    }

    private XmppWire boss() {
        XmppWire boss = XmppWire.present(cluster.finesse, "2001", "sync");
        boss.pubSub("subscribe", TEAM, JID);
        boss.expect("subscription='subscribed'");
        return boss;
    }

    @Test
    void a_supervisor_hears_the_states_of_his_team_until_he_unsubscribes() {
        cluster.agent().signIn();
        try (XmppWire boss = boss()) {
            cluster.agent().ready();
            assertThat(boss.expect("&lt;state&gt;READY"))
                    .contains("node='" + TEAM + "'", "<notification", "&lt;loginId&gt;1001001")
                    .contains("&lt;requestId&gt;&lt;/requestId&gt;");
            boss.pubSub("unsubscribe", TEAM, JID);
            boss.expect("type='result'");
            assertThat(cluster.finesse.notifications().subscribers(TEAM)).isEmpty();
        }
    }

    @Test
    void a_bare_address_gets_every_session_of_the_user_the_items_once_each() {
        cluster.agent().signIn();
        try (XmppWire one = boss();
                XmppWire other = XmppWire.present(cluster.finesse, "2001", "other")) {
            other.pubSub("subscribe", TEAM, "2001@127.0.0.1");
            other.expect("subscription='subscribed'");
            long before = cluster.finesse.notifications().sent();
            cluster.agent().ready();
            one.expect("&lt;state&gt;READY");
            other.expect("&lt;state&gt;READY");
            assertThat(cluster.finesse.notifications().sent() - before).isEqualTo(2);
        }
    }

    @Test
    void all_subscriptions_of_the_user_are_listed_and_those_by_the_bare_address_too() {
        try (XmppWire boss = boss();
                XmppWire other = XmppWire.present(cluster.finesse, "2001", "other")) {
            other.pubSub("subscribe", TEAM, "2001@127.0.0.1");
            other.expect("subscription='subscribed'");
            for (XmppWire each : List.of(boss, other)) {
                each.send("<iq id='l' type='get' to='pubsub.127.0.0.1'>"
                        + "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscriptions/></pubsub></iq>");
                assertThat(each.expect("<subscriptions")).contains("jid='2001@127.0.0.1'", "jid='2001@127.0.0.1/sync'");
            }
            boss.pubSub("unsubscribe", TEAM, "2001@127.0.0.1");
            boss.expect("type='result'");
        }
        assertThat(cluster.finesse.notifications().subscribers(TEAM)).containsExactly(JID);
    }

    @Test
    void the_answer_to_a_bind_may_leave_its_sender_out() {
        for (boolean tell : List.of(true, false)) {
            cluster.finesse.notifications().bindFrom(tell);
            try (XmppWire wire = new XmppWire(cluster.finesse)) {
                wire.signIn("2001", "secret-2001");
                wire.expect("<success");
                wire.open();
                wire.send("<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
                assertThat(wire.expect("<jid>").contains(" from=")).isEqualTo(tell);
            }
        }
    }

    @Test
    void nodes_are_closed_to_strangers_and_unknown_ones_are_said_to_be() {
        try (XmppWire agent = XmppWire.present(cluster.finesse, "1001001", "x")) {
            agent.pubSub("subscribe", TEAM, "1001001@127.0.0.1/x");
            agent.expect("<forbidden");
            agent.pubSub("subscribe", "/finesse/api/Team/999/Users", "1001001@127.0.0.1/x");
            agent.expect("<item-not-found");
        }
    }

    @Test
    void the_administrator_has_no_account() {
        try (XmppWire wire = new XmppWire(cluster.finesse)) {
            wire.signIn("administrator", "admin-secret");
            wire.expect("<not-authorized");
        }
    }

    @Test
    void nobody_unsubscribes_another() {
        try (XmppWire boss = boss();
                XmppWire agent = XmppWire.present(cluster.finesse, "1001001", "x")) {
            agent.pubSub("unsubscribe", TEAM, JID);
            agent.expect("<forbidden");
            boss.send("<iq id='q' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
            boss.expect("type='result'");
        }
        assertThat(cluster.finesse.notifications().subscribers(TEAM)).containsExactly(JID);
    }

    @Test
    void the_same_address_throws_the_older_session_out() {
        try (XmppWire older = XmppWire.present(cluster.finesse, "2001", "desktop");
                XmppWire newer = XmppWire.present(cluster.finesse, "2001", "desktop")) {
            older.expect("<conflict");
            newer.send("<iq id='u' type='get'><query xmlns='jabber:iq:last'/></iq>");
            newer.expect("<service-unavailable");
        }
    }

    @Test
    void a_silent_client_is_dropped() {
        cluster.finesse.notifications().silenceAllowed(Duration.ofMillis(200));
        try (XmppWire wire = XmppWire.present(cluster.finesse, "2001", "sync")) {
            wire.expect("<connection-timeout");
            Eventually.holds(() -> cluster.finesse.notifications().sessions().isEmpty());
        }
    }

    @Test
    void team_events_come_twice_spoilt_overtaken_and_as_cdata() {
        cluster.agent().signIn();
        Faults faults = cluster.finesse.faults();
        try (XmppWire boss = boss()) {
            faults.add(Fault.on("EVENT", TEAM, 1, new Fault.Duplicate()));
            cluster.agent().ready();
            boss.expect("&lt;state&gt;READY");
            boss.expect("&lt;state&gt;READY");
            faults.add(Fault.on("EVENT", TEAM, 1, new Fault.Rewrite(Fault.Spoil.LOWER_CASE_EVENT, "")));
            faults.add(Fault.on("EVENT", TEAM, 1, new Fault.Rewrite(Fault.Spoil.UPPER_CASE_USER, "")));
            cluster.agent().notReady("Lunch");
            assertThat(boss.expect("NOT_READY")).contains("&lt;event&gt;put&lt;/event&gt;", "&lt;User&gt;");
            faults.add(Fault.on("EVENT", TEAM, 1, new Fault.Overtaken()));
            cluster.finesse.notifications().cdata(true);
            cluster.agent().ready();
            cluster.agent().notReady("Lunch");
            assertThat(boss.expect("<![CDATA[<Update>")).contains("<state>NOT_READY<");
            boss.expect("<state>READY<");
        }
    }

    @Test
    void the_web_application_going_down_shows_as_presence() {
        try (XmppWire boss = boss()) {
            cluster.finesse.notifications().webApplication(false);
            assertThat(boss.expect("<presence")).contains("finesse@127.0.0.1", "type='unavailable'");
        }
    }

    @Test
    void losing_and_regaining_the_contact_center_is_told_to_everybody() {
        try (XmppWire agent = XmppWire.present(cluster.finesse, "1001001", "x")) {
            cluster.finesse.goOutOfService();
            agent.expect("OUT_OF_SERVICE");
            cluster.finesse.comeBack();
            agent.expect("&lt;status&gt;IN_SERVICE");
        }
    }
}
