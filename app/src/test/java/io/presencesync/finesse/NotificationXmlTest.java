package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationXmlTest {
    private static final Instant TIME = Instant.parse("2024-03-01T17:58:21.234Z");
    private static final Instant SEEN = Instant.parse("2024-03-01T17:58:21.300Z");
    private static final String NAMESPACE = " xmlns='http://jabber.org/protocol/pubsub'";
    private static final String LUNCH =
            "<ReasonCode><category>NOT_READY</category><uri>/finesse/api/ReasonCode/16</uri><code>10</code>"
                    + "<label>Lunch</label><id>16</id></ReasonCode>";
    private static final String AT_LUNCH = "<user><loginId>1001</loginId><state>NOT_READY</state><stateChangeTime>"
            + TIME + "</stateChangeTime>" + LUNCH + "</user>";
    private static final String UPDATE = update(AT_LUNCH, "PUT", "<requestId>r-7</requestId>");
    private static final String ERRORS = "<apiErrors><apiError><errorData>265</errorData>"
            + "<errorMessage>CF_INVALID_AGENT_WORKMODE</errorMessage><errorType>Invalid State</errorType>"
            + "</apiError></apiErrors>";

    private static String update(String data, String event, String requestId) {
        return "<Update><data>" + data + "</data><event>" + event + "</event>" + requestId
                + "<source>/finesse/api/User/1001</source></Update>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String notification(String inside) {
        return "<notification" + NAMESPACE + ">" + inside + "</notification>";
    }

    static List<Arguments> wrappings() {
        return List.of(
                Arguments.of("as Finesse sends it", notification(escaped(UPDATE))),
                Arguments.of("within its item", "<item id='1'>" + notification(escaped(UPDATE)) + "</item>"),
                Arguments.of("escaped twice", notification(escaped(escaped(UPDATE)))),
                Arguments.of("as plain elements", notification(UPDATE)),
                Arguments.of("in a CDATA section", notification("<![CDATA[" + UPDATE + "]]>")),
                Arguments.of("bare", UPDATE),
                Arguments.of("straight in its item", "<item id='1'>" + UPDATE + "</item>"),
                Arguments.of("straight in its item, escaped", "<item id='1'>" + escaped(UPDATE) + "</item>"),
                Arguments.of(
                        "straight in its item, in the namespace around it",
                        "<item xmlns='http://jabber.org/protocol/pubsub#event' id='1'>\n " + UPDATE + "\n</item>"),
                Arguments.of("a byte order mark", notification("\ufeff" + escaped(UPDATE))),
                Arguments.of(
                        "a byte order mark before a declaration",
                        notification("\n \ufeff" + escaped("<?xml version=\"1.0\"?>\n" + UPDATE))),
                Arguments.of(
                        "a byte order mark in a CDATA section",
                        notification("<![CDATA[\ufeff<?xml version=\"1.0\"?>" + UPDATE + "]]>")),
                Arguments.of("a byte order mark around it", "\ufeff" + notification(escaped(UPDATE))),
                Arguments.of(
                        "a name with a character that XML forbids",
                        notification(escaped(UPDATE.replace("<state>", "<firstName>A\u0001n</firstName><state>")))),
                Arguments.of(
                        "a name with a reference to one",
                        notification(escaped(UPDATE.replace("<state>", "<firstName>A&#x1;n</firstName><state>")))),
                Arguments.of(
                        "another user without id beside it",
                        notification(escaped(UPDATE.replace("</user>", "</user><user><state>READY</state></user>")))),
                Arguments.of("with a declaration", notification(escaped("<?xml version=\"1.0\"?>" + UPDATE))),
                Arguments.of("event in small letters", update(AT_LUNCH, "put", "<requestId>r-7</requestId>")),
                Arguments.of("capital root", UPDATE.replace("<user>", "<User>").replace("</user>", "</User>")),
                Arguments.of("small update", UPDATE.replace("Update>", "update>")),
                Arguments.of("small reasonCode", UPDATE.replace("ReasonCode>", "reasonCode>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrappings")
    void every_form_of_the_payload_gives_the_same_agent_state(String form, String payload) throws MalformedXml {
        AgentNotification event = NotificationXml.read(payload);

        assertThat(event.kind()).isEqualTo(AgentNotification.Kind.PUT);
        assertThat(event.requestId()).isEqualTo("r-7");
        assertThat(event.about()).isEqualTo(new FinesseUserId("1001"));
        assertThat(event.errors()).isEmpty();
        assertThat(event.users()).singleElement().satisfies(user -> {
            assertThat(user.loginId()).isEqualTo(new FinesseUserId("1001"));
            assertThat(user.agentState(StateSource.NOTIFICATION, SEEN))
                    .isEqualTo(new AgentState(
                            StateName.NOT_READY,
                            new Reason("16", 10, "Lunch"),
                            null,
                            TIME,
                            StateSource.NOTIFICATION,
                            SEEN));
        });
    }

    @Test
    void several_agents_in_one_event_are_all_told() throws MalformedXml {
        String second = AT_LUNCH.replace("1001", "1002").replace("NOT_READY", "READY");

        AgentNotification event = NotificationXml.read(notification(escaped(update(AT_LUNCH + second, "PUT", ""))));

        assertThat(event.users()).extracting(user -> user.loginId().value()).containsExactly("1001", "1002");
        assertThat(event.users()).extracting(FinesseUser::state).containsExactly(StateName.NOT_READY, StateName.READY);
    }

    @Test
    void a_failure_after_the_202_keeps_its_request_and_its_words() throws MalformedXml {
        String payload = notification(escaped(update(ERRORS, "PUT", "<requestId>r-8</requestId>")));

        AgentNotification event = NotificationXml.read(payload);

        assertThat(event.requestId()).isEqualTo("r-8");
        assertThat(event.about()).isEqualTo(new FinesseUserId("1001"));
        assertThat(event.users()).isEmpty();
        assertThat(event.errors()).containsExactly(new ApiError("Invalid State", "CF_INVALID_AGENT_WORKMODE", "265"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<requestId/>", "<requestId> </requestId>"})
    void a_change_nobody_asked_for_has_no_request(String requestId) throws MalformedXml {
        assertThat(NotificationXml.read(update(AT_LUNCH, "PUT", requestId)).requestId())
                .isNull();
    }

    @Test
    void a_user_removed_is_told_apart_from_a_change() throws MalformedXml {
        assertThat(NotificationXml.read(update(AT_LUNCH, "delete", "")).kind())
                .isEqualTo(AgentNotification.Kind.DELETE);
    }

    @Test
    void the_source_of_another_object_names_no_user() throws MalformedXml {
        String payload = update("<systemInfo><status>IN_SERVICE</status></systemInfo>", "PUT", "")
                .replace("/finesse/api/User/1001", "/finesse/api/SystemInfo");

        AgentNotification event = NotificationXml.read(payload);

        assertThat(event.about()).isNull();
        assertThat(event.users()).isEmpty();
    }

    static List<Arguments> malformed() {
        return List.of(
                Arguments.of("", "not well-formed"),
                Arguments.of("busy", "not well-formed"),
                Arguments.of(notification(""), "no Update"),
                Arguments.of(notification("hello"), "no Update"),
                Arguments.of(notification(escaped("<Update><data>")), "not well-formed"),
                Arguments.of("<Update><event>PUT</event></Update>", "without data"),
                Arguments.of(update(AT_LUNCH, "PATCH", ""), "not PUT, POST or DELETE"),
                Arguments.of(update("<user><state>READY</state></user>", "PUT", ""), "without loginId"),
                Arguments.of(update("<apiErrors/>", "PUT", ""), "without an apiError"),
                Arguments.of("<!DOCTYPE a [<!ENTITY b 'c'>]><Update><data>&b;</data></Update>", "document type"),
                Arguments.of(escapedTimes(8), "no Update"));
    }

    private static String escapedTimes(int times) {
        String inside = UPDATE;
        for (int time = 0; time < times; time++) {
            inside = escaped(inside);
        }
        return notification(inside);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_malformed_event_is_an_error_that_says_what_is_wrong(String payload, String fault) {
        assertThatThrownBy(() -> NotificationXml.read(payload))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining(fault);
    }
}
