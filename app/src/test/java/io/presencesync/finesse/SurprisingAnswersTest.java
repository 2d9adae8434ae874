package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateRequest.OnlyIf;
import io.presencesync.presence.TargetState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Finesse, or something in front of it, may answer, and what we make of it. The same table stands in
/// `docs/finesse.md`.
@Timeout(30)
class SurprisingAnswersTest {
    private static final AgentId AGENT = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final String TIME = "<stateChangeTime>2026-01-01T10:00:00.000Z</stateChangeTime>";

    /// @param answer in words
    /// @param outcome what becomes of it
    record Row(String question, String answer, int status, String body, String outcome) {
        @Override
        public String toString() {
            return question + ": " + answer;
        }

        String inDocs() {
            return "| " + question + " | " + answer + " | " + outcome + " |";
        }
    }

    private static Row read(String answer, int status, String body, String outcome) {
        return new Row("GET User", answer, status, body, outcome);
    }

    private static Row put(String answer, int status, String body, String outcome) {
        return new Row("PUT User", answer, status, body, outcome);
    }

    private static String user(String inside) {
        return "<User><loginId>1001</loginId>" + inside + "</User>";
    }

    static List<Row> rows() {
        return List.of(
                read("empty body", 200, "", "RETRY, unreadable_answer"),
                read("ends in its middle", 200, "<User><loginId>1001</login", "RETRY, unreadable_answer"),
                read(
                        "an HTML page of a proxy",
                        200,
                        "<html><body><br>Sign in</body></html>",
                        "RETRY, unreadable_answer"),
                read("another document", 200, "<Team><id>5</id></Team>", "RETRY, unreadable_answer"),
                read("no loginId", 200, "<User><state>READY</state></User>", "RETRY, unreadable_answer"),
                read(
                        "a document type with an entity",
                        200,
                        "<!DOCTYPE User [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + user("<state>&x;</state>"),
                        "RETRY, unreadable_answer"),
                read("200 levels deep", 200, "<User>".repeat(200) + "</User>".repeat(200), "RETRY, unreadable_answer"),
                read("JSON", 200, "{\"state\":\"READY\"}", "RETRY, unreadable_answer"),
                read("a byte-order mark before it", 200, "\ufeff" + user("<state>READY</state>"), "READY"),
                read(
                        "a forbidden character in a name",
                        200,
                        user("<firstName>A\u0001n&#x2;</firstName><state>READY</state>"),
                        "READY"),
                read(
                        "a forbidden character in the id",
                        200,
                        "<User><loginId>10\u000101</loginId><state>READY</state></User>",
                        "RETRY, unreadable_answer"),
                read(
                        "unknown elements and a namespace",
                        200,
                        "<User xmlns='urn:new'><loginId>1001</loginId><mood>fine</mood><state>READY</state></User>",
                        "READY"),
                read("the state in small letters", 200, user("<state>ready</state>"), "READY"),
                read("a state that does not exist", 200, user("<state>DANCING</state>"), "UNKNOWN"),
                read("no state", 200, user(""), "UNKNOWN"),
                read(
                        "reasonCode in small letters",
                        200,
                        user("<state>NOT_READY</state><reasonCode><uri>/finesse/api/ReasonCode/16</uri>"
                                + "<label>Lunch</label></reasonCode>"),
                        "NOT_READY (Lunch)"),
                read(
                        "reason -1 beside an embedded reason",
                        200,
                        user("<state>NOT_READY</state><reasonCodeId>-1</reasonCodeId><ReasonCode><id>16</id>"
                                + "<label>Lunch</label></ReasonCode>"),
                        "NOT_READY (Lunch)"),
                read(
                        "a time that is none",
                        200,
                        user("<state>READY</state><stateChangeTime>soon</stateChangeTime>"),
                        "READY"),
                read(
                        "two users in a row",
                        200,
                        user("<state>READY</state>") + user("<state>TALKING</state>"),
                        "RETRY, unreadable_answer"),
                read("401 without a body", 401, "", "ACCOUNT_STOPPED, http_401"),
                read("401 with a page of a proxy", 401, "<html>who?</html>", "ACCOUNT_STOPPED, http_401"),
                read("503 without a body", 503, "", "RETRY, http_503"),
                put("200 instead of 202", 200, "", "taken"),
                put("202 with a body", 202, "<User>", "taken"),
                put("204", 204, "", "taken"),
                put("302 to a sign-in page", 302, "", "RETRY, http_302"),
                put("400 without a body", 400, "", "THIS_AGENT_ONLY, http_400"),
                put(
                        "400 Invalid State, in another order and with attributes",
                        400,
                        "<ApiErrors><ApiError a='1'><ErrorData/><ErrorMessage>x</ErrorMessage>"
                                + "<ErrorType>Invalid State</ErrorType></ApiError></ApiErrors>",
                        "WAIT_FOR_STATE, Invalid State"),
                put(
                        "two errors",
                        400,
                        "<ApiErrors><ApiError><ErrorType>Invalid Input</ErrorType></ApiError>"
                                + "<ApiError><ErrorType>Invalid State</ErrorType></ApiError></ApiErrors>",
                        "THIS_AGENT_ONLY, Invalid Input"),
                put(
                        "401 Invalid Supervisor",
                        401,
                        "<ApiErrors><ApiError><ErrorType>Invalid Supervisor</ErrorType></ApiError></ApiErrors>",
                        "THIS_AGENT_ONLY, Invalid Supervisor"),
                put("429 of a proxy", 429, "<html>slow down</html>", "RETRY, http_429"),
                put("500 with a stack trace", 500, "java.lang.NullPointerException\n\tat x", "RETRY, http_500"));
    }

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link(null, "boss");

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_surprising_answer_has_its_outcome(Row row) {
        String[] question = row.question().split(" ", -1);
        finesse.on(question[0], question[1] + "/1001", row.status(), row.body());
        assertThat(question[0].equals("GET") ? readIt() : putIt()).isEqualTo(row.outcome());
    }

    private String readIt() {
        return switch (link.reader().read(AGENT)) {
            case Reading.Known(AgentState state) -> state.inWords();
            case Reading.Failed(Outcome.Failed failed) -> failed.failure() + ", " + failed.errorType();
        };
    }

    private String putIt() {
        Presence cause = new Presence("dnd", null, null, null, PresenceOrigin.MERCURY, Instant.EPOCH, "{}");
        StateRequest request = new StateRequest(
                "r",
                AGENT,
                ChannelKind.SUPERVISOR,
                TargetState.NOT_READY,
                ReasonLabel.DND,
                new OnlyIf(StateName.READY, null, null),
                "",
                cause);
        return switch (link.channel().send(request, () -> true)) {
            case Outcome.Accepted() -> "taken";
            case Outcome.NotSent(String why) -> "not sent: " + why;
            case Outcome.Failed failed -> failed.failure() + ", " + failed.errorType();
        };
    }

    @Test
    void the_table_in_the_documents_is_this_one() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/finesse.md")).stream()
                .filter(line -> line.startsWith("| GET User |") || line.startsWith("| PUT User |"))
                .toList();
        Stream<String> tested = rows().stream().map(Row::inDocs);
        assertThat(documented).containsExactlyElementsOf(tested.toList());
    }

    @Test
    void a_surprise_for_one_agent_stops_no_other() {
        finesse.on("GET", "User/1001", 200, "<User><loginId>");
        finesse.user("1002", "<state>READY</state>" + TIME);
        assertThat(link.reader().read(AGENT)).isInstanceOf(Reading.Failed.class);
        assertThat(link.reader().read(new AgentId(SiteId.MAIN, new FinesseUserId("1002"))))
                .isInstanceOf(Reading.Known.class);
    }
}
