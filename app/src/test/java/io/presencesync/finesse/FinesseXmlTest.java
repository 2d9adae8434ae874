package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.FinesseConfig.Platform;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinesseXmlTest {
    private static final Instant TIME = Instant.parse("2024-03-01T17:58:21.234Z");
    private static final String LUNCH = "<label>Lunch</label><code>10</code>";

    private static String user(String inside) {
        return "<User><loginId>1001</loginId><state>NOT_READY</state>" + inside + "</User>";
    }

    private static Arguments surprise(String name, String document, @Nullable Reason reason, StateName state) {
        return Arguments.of(name, document, reason, state);
    }

    static List<Arguments> surprisingUsers() {
        Reason lunch = new Reason("16", 10, "Lunch");
        StateName notReady = StateName.NOT_READY;
        return List.of(
                surprise("reason absent", user(""), null, notReady),
                surprise("reason empty", user("<reasonCodeId/>"), new Reason("", null, null), notReady),
                surprise("reason -1", user("<reasonCodeId>-1</reasonCodeId>"), new Reason("-1", null, null), notReady),
                surprise("id alone", user("<reasonCodeId>16</reasonCodeId>"), new Reason("16", null, null), notReady),
                surprise(
                        "ReasonCode with id",
                        user("<reasonCodeId>16</reasonCodeId><ReasonCode>" + LUNCH + "<id>16</id></ReasonCode>"),
                        lunch,
                        notReady),
                surprise(
                        "reasonCode in lower case with uri only",
                        user("<reasonCode><uri>/finesse/api/ReasonCode/16</uri>" + LUNCH + "</reasonCode>"),
                        lunch,
                        notReady),
                surprise(
                        "-1 beside a telling ReasonCode",
                        user("<reasonCodeId>-1</reasonCodeId><ReasonCode><id>16</id>" + LUNCH + "</ReasonCode>"),
                        lunch,
                        notReady),
                surprise("empty ReasonCode", user("<ReasonCode/>"), null, notReady),
                surprise(
                        "code that is no number",
                        user("<reasonCode><id>16</id><code>ten</code></reasonCode>"),
                        new Reason("16", null, null),
                        notReady),
                surprise(
                        "lower-case root",
                        "<user><loginId>1001</loginId><state>READY</state></user>",
                        null,
                        StateName.READY),
                surprise("state absent", "<User><loginId>1001</loginId></User>", null, StateName.UNKNOWN),
                surprise(
                        "state unheard of",
                        "<User><loginId>1001</loginId><state>NAP</state></User>",
                        null,
                        StateName.UNKNOWN),
                surprise(
                        "spaces and lines",
                        user("\n  <reasonCodeId>\n 16 </reasonCodeId>\n"),
                        new Reason("16", null, null),
                        notReady),
                surprise(
                        "unknown elements",
                        user("<devices><device><state>READY</state></device></devices>"),
                        null,
                        notReady),
                surprise("byte order mark", "\ufeff" + user(""), null, notReady),
                surprise("declaration and comment", "<?xml version=\"1.0\"?><!-- x -->" + user(""), null, notReady),
                surprise("namespace", user("").replace("<User>", "<User xmlns=\"urn:x\">"), null, notReady),
                surprise(
                        "CDATA",
                        user("<reasonCodeId><![CDATA[16]]></reasonCodeId>"),
                        new Reason("16", null, null),
                        notReady));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("surprisingUsers")
    void a_surprising_user_is_read(String name, String document, @Nullable Reason reason, StateName state)
            throws MalformedXml {
        FinesseUser user = FinesseXml.user(document);

        assertThat(user.loginId().value()).isEqualTo("1001");
        assertThat(user.reason()).isEqualTo(reason);
        assertThat(user.state()).isEqualTo(state);
    }

    static List<Arguments> namesThatXmlForbids() {
        return List.of(
                Arguments.of("C\u0001hris", "Chris"),
                Arguments.of("\u0000Chris\u001f\u0008", "Chris"),
                Arguments.of("Chris&#0;&#x1F;&#11;", "Chris"),
                Arguments.of("Chris&#xFFFE;&#xD800;&#99999999999;", "Chris"),
                Arguments.of("Chris\ufffe\uffff\ud800", "Chris"),
                Arguments.of("\udc00Chris \ud83d\ude00&#x1F600;", "Chris \ud83d\ude00\ud83d\ude00"),
                Arguments.of("Chris & Co&nbsp;", "Chris & Co"),
                Arguments.of("Chris &amp; Co\u0001", "Chris & Co"),
                Arguments.of("<![CDATA[Chris & Co &#1;\u0001]]>", "Chris & Co &#1;"),
                Arguments.of("Chris < 5\u0001", "Chris < 5"));
    }

    @ParameterizedTest
    @MethodSource("namesThatXmlForbids")
    void a_name_with_what_xml_forbids_is_read_without_it_and_spoils_no_other(String written, String name)
            throws MalformedXml {
        List<FinesseUser> users = FinesseXml.users(
                "<Users>" + user("<firstName>" + written + "</firstName>") + user("").replace("1001", "1002")
                        + "</Users>",
                "Users");

        assertThat(users).extracting(it -> it.loginId().value()).containsExactly("1001", "1002");
        assertThat(users.getFirst().firstName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<loginId>\u00011001</loginId>", "<loginId>1001&#x1;</loginId>", "<loginId> </loginId>", ""})
    void a_user_whose_id_cannot_be_read_is_passed_over_and_told(String id) throws MalformedXml {
        List<String> told = new ArrayList<>();

        List<FinesseUser> users = FinesseXml.users(
                "<Users><User>" + id + "<loginName>ann</loginName></User>" + user("") + "</Users>", "Users", told::add);

        assertThat(users).singleElement().extracting(it -> it.loginId().value()).isEqualTo("1001");
        assertThat(told).singleElement().asString().contains("\"ann\"", "loginId", "passed over");
    }

    @Test
    void a_name_with_what_xml_forbids_is_told_with_its_id() throws MalformedXml {
        List<String> told = new ArrayList<>();

        FinesseXml.users("<Users>" + user("<lastName>Sm\u0002ith</lastName>") + "</Users>", "Users", told::add);

        assertThat(told).singleElement().asString().contains("1001", "Smith", "character");
    }

    @Test
    void reasons_teams_and_system_info_with_what_xml_forbids_are_read() throws MalformedXml {
        assertThat(FinesseXml.reasonCodes(
                        "<ReasonCodes><ReasonCode><id>7</id><label>Webex\u0001 DND</label></ReasonCode>"
                                + "<ReasonCode><id>8</id><label>R & D</label></ReasonCode></ReasonCodes>"))
                .extracting(ReasonCode::label)
                .containsExactly("Webex DND", "R & D");
        assertThat(FinesseXml.supervisedTeams(user("<teams><Team><id>5</id><name>Sa&#x8;les</name></Team></teams>")))
                .containsExactly(new TeamName("5", "Sales"));
        assertThat(FinesseXml.systemInfo("<SystemInfo><status>IN_SERVICE</status><statusReason>\u0003</statusReason>"
                                + "</SystemInfo>")
                        .inService())
                .isTrue();
        assertThat(FinesseXml.apiError("<ApiErrors><ApiError><ErrorType>Invalid State</ErrorType><ErrorData>\u0003"
                        + "</ErrorData></ApiError></ApiErrors>"))
                .hasValueSatisfying(error -> assertThat(error.type()).isEqualTo("Invalid State"));
    }

    @Test
    void a_whole_user_gives_person_and_state() throws MalformedXml {
        FinesseUser user = FinesseXml.user(user("<firstName>Chris</firstName><lastName>Smith</lastName>"
                + "<loginName>csmith</loginName><teamId>500</teamId><pendingState>READY</pendingState>"
                + "<roles><role>Agent</role><role>Supervisor</role></roles>"
                + "<stateChangeTime>2024-03-01T17:58:21.234Z</stateChangeTime>"));

        assertThat(user.displayName()).isEqualTo("Chris Smith");
        assertThat(user.login()).isEqualTo("csmith");
        assertThat(user.teamId()).isEqualTo("500");
        assertThat(user.roles()).containsExactly("Agent", "Supervisor");
        assertThat(user.agentState(StateSource.USER_GET, TIME))
                .isEqualTo(
                        new AgentState(StateName.NOT_READY, null, StateName.READY, TIME, StateSource.USER_GET, TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<stateChangeTime/>", "<stateChangeTime>yesterday</stateChangeTime>"})
    void a_time_finesse_does_not_know_is_unknown(String time) throws MalformedXml {
        assertThat(FinesseXml.user(user(time)).stateChangeTime()).isNull();
    }

    @Test
    void a_time_with_an_offset_is_read() throws MalformedXml {
        String time = "<stateChangeTime>2024-03-01T19:58:21.234+02:00</stateChangeTime>";
        assertThat(FinesseXml.user(user(time)).stateChangeTime()).isEqualTo(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Users/>", "<Users></Users>", "<Users><User><loginId/></User></Users>"})
    void no_users_is_an_empty_list(String document) throws MalformedXml {
        assertThat(FinesseXml.users(document, "Users")).isEmpty();
    }

    @Test
    void one_user_is_a_list_too() throws MalformedXml {
        assertThat(FinesseXml.users("<Users>" + user("") + "</Users>", "Users")).hasSize(1);
    }

    @Test
    void six_thousand_users_are_all_read() throws MalformedXml {
        StringBuilder document = new StringBuilder("<Users>");
        IntStream.range(0, 6000)
                .forEach(i -> document.append("<User><loginId>").append(i).append("</loginId></User>"));
        assertThat(FinesseXml.users(document.append("</Users>").toString(), "Users"))
                .hasSize(6000);
    }

    @Test
    void the_members_of_a_team_are_read() throws MalformedXml {
        String team = "<Team><id>5</id><name>Sales</name><users>" + user("") + "</users></Team>";
        assertThat(FinesseXml.users(team, "Team"))
                .extracting(u -> u.loginId().value())
                .containsExactly("1001");
    }

    @Test
    void reason_codes_take_their_id_from_the_uri() throws MalformedXml {
        String codes = "<ReasonCodes category=\"NOT_READY\"><ReasonCode><uri>/finesse/api/ReasonCode/42</uri>"
                + "<label>Webex Call</label><code>11</code><systemCode>true</systemCode></ReasonCode></ReasonCodes>";
        assertThat(FinesseXml.reasonCodes(codes)).containsExactly(new ReasonCode("42", 11, "Webex Call", true));
        assertThat(FinesseXml.reasonCodes("<ReasonCodes category=\"NOT_READY\"/>"))
                .isEmpty();
    }

    @Test
    void system_info_is_read_with_and_without_a_second_node() throws MalformedXml {
        SystemInfo info = FinesseXml.systemInfo(
                "<SystemInfo><deploymentType>UCCX</deploymentType>"
                        + "<primaryNode><host>fin1</host></primaryNode><secondaryNode/><status>IN_SERVICE</status></SystemInfo>");
        assertThat(info.platform()).isEqualTo(Platform.CCX);
        assertThat(info.inService()).isTrue();
        assertThat(info.primaryHost()).isEqualTo("fin1");
        assertThat(info.secondaryHost()).isNull();
    }

    @Test
    void an_error_is_read_in_any_order_and_case() {
        String body =
                "<apiErrors><apiError><errorData>x</errorData><errorType>Invalid State</errorType></apiError></apiErrors>";
        assertThat(FinesseXml.apiError(body)).contains(new ApiError("Invalid State", "", "x"));
        assertThat(FinesseXml.apiError("<html><p>Unauthorized</html>")).isEmpty();
        assertThat(FinesseXml.apiError("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "not xml",
                "<User><loginId>1</loginId>",
                "<User><loginId>1</loginId></User><User/>",
                "<Team/>",
                "<User/>",
                "<!DOCTYPE User [<!ENTITY x \"y\">]><User><loginId>&x;</loginId></User>",
                "<!DOCTYPE User SYSTEM \"http://127.0.0.1:9/x.dtd\"><User><loginId>1</loginId></User>",
                "<User><loginId>&undeclared;</loginId></User>"
            })
    void what_is_no_user_document_is_malformed(String document) {
        assertThatThrownBy(() -> FinesseXml.user(document))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining(document.length() + " characters");
    }

    @Test
    void a_deep_document_is_refused_instead_of_exhausting_the_stack() {
        String document = "<User>" + "<a>".repeat(100_000);
        assertThatThrownBy(() -> FinesseXml.user(document)).isInstanceOf(MalformedXml.class);
    }

    @Test
    void the_message_of_a_malformed_document_is_short_and_printable() {
        assertThatThrownBy(() -> FinesseXml.user("\u0000\u001b[31m" + "x".repeat(5000)))
                .satisfies(fault ->
                        assertThat(fault.getMessage()).hasSizeLessThan(200).matches("[\\x20-\\x7e]*"));
    }

    @Test
    void a_state_change_carries_the_state_alone() {
        assertThat(FinesseXml.stateChange(TargetState.NOT_READY)).isEqualTo("<User><state>NOT_READY</state></User>");
    }
}
