package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.HeardLog;
import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReasonCodeCheckTest {
    private static final String QUERY = "ReasonCodes?category=NOT_READY";
    private static final AgentId ANN = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final AgentId BOB = new AgentId(SiteId.MAIN, new FinesseUserId("1002"));
    private static final AgentId CY = new AgentId(SiteId.MAIN, new FinesseUserId("1003"));

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link("admin", "boss");

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    private static String code(String id, String label, boolean system) {
        return "<ReasonCode><uri>/finesse/api/ReasonCode/" + id + "</uri><label>" + label + "</label><systemCode>"
                + system + "</systemCode></ReasonCode>";
    }

    private static String codes(String... codes) {
        return "<ReasonCodes category=\"NOT_READY\">" + String.join("", codes) + "</ReasonCodes>";
    }

    private static Roster.Entry entry(AgentId agent, String team) {
        return new Roster.Entry(agent, "x", "X", team, new WebexAddress("x@example.com"));
    }

    @Test
    void it_tells_what_is_missing_and_whose_team_lacks_what() {
        String dnd = code("41", "Webex DND", false);
        String call = code("42", "Webex Call", false);
        String meeting = code("43", "Webex Meeting", true);
        finesse.on("GET", QUERY, 200, codes(dnd, call, meeting, code("16", "Lunch", false)));
        finesse.on("GET", "User/1001/" + QUERY, 200, codes(dnd, call));
        finesse.on("GET", "User/1003/" + QUERY, 200, codes(dnd));
        link.follow(List.of(entry(ANN, "5"), entry(CY, "6")));

        ReasonCodeReport report = link.checkReasonCodes();

        assertThat(report.failure()).isNull();
        assertThat(report.ids())
                .containsOnly(java.util.Map.entry(ReasonLabel.DND, "41"), java.util.Map.entry(ReasonLabel.CALL, "42"));
        assertThat(report.missingEverywhere())
                .as("a system code is not ours")
                .containsExactlyInAnyOrder(ReasonLabel.MEETING, ReasonLabel.UNAVAILABLE);
        assertThat(report.agentsWithout()).containsOnly(java.util.Map.entry(ReasonLabel.CALL, List.of(CY)));
        assertThat(report.complete()).isFalse();
        assertThat(link.reasonCodes()).isEqualTo(report);
    }

    @Test
    void where_no_reason_code_is_needed_nothing_is_said_of_them() {
        HeardLog log = new HeardLog(ReasonCodeCheck.class);
        try {
            finesse.needed = List.of();
            finesse.on("GET", QUERY, 200, codes(code("16", "Lunch", false)));

            assertThat(link.checkReasonCodes().complete()).isTrue();
        } finally {
            log.close();
        }
        assertThat(log.events()).isEmpty();
    }

    @Test
    void a_label_that_only_looks_like_the_one_needed_is_told_to_be_renamed() {
        finesse.needed = List.of(ReasonLabel.DND, ReasonLabel.CALL, ReasonLabel.MEETING);
        String codes = codes(code("41", "webex dnd", false), code("42", "Webex  Call ", false));
        finesse.on("GET", QUERY, 200, codes);

        ReasonCodeReport report = link.checkReasonCodes();

        assertThat(report.missingEverywhere()).hasSize(3);
        assertThat(ReasonLabel.DND.gap(report.labels().values()))
                .isEqualTo("found \"webex dnd\", rename it to \"Webex DND\"");
        assertThat(ReasonLabel.CALL.gap(report.labels().values())).startsWith("found \"Webex ");
        assertThat(ReasonLabel.MEETING.gap(report.labels().values()))
                .isEqualTo("Finesse has no Not Ready reason \"Webex Meeting\": create it");
    }

    @Test
    void one_agent_is_asked_for_his_whole_team() {
        finesse.on("GET", QUERY, 200, codes(code("41", "Webex DND", false)));
        finesse.on("GET", "User/1001/" + QUERY, 200, codes());
        finesse.on("GET", "User/1002/" + QUERY, 200, codes());
        link.follow(List.of(entry(ANN, "5"), entry(BOB, "5")));

        ReasonCodeReport report = link.checkReasonCodes();

        assertThat(finesse.seen).hasSize(2);
        assertThat(report.agentsWithout().get(ReasonLabel.DND)).containsExactlyInAnyOrder(ANN, BOB);
    }

    @Test
    void labels_that_come_to_be_needed_are_looked_for_and_missing_until_they_are_found() {
        ReasonLabel ours = new ReasonLabel("Out of Office");
        ReasonLabel lunch = new ReasonLabel("Lunch");
        finesse.needed = List.of(ReasonLabel.DND);
        finesse.on("GET", QUERY, 200, codes(code("41", "Webex DND", false), code("16", "Lunch", false)));
        assertThat(link.checkReasonCodes().complete()).isTrue();
        assertThat(link.reasonCodes().missingFor(ANN, java.util.Set.of(ReasonLabel.DND, ours, lunch)))
                .containsExactly(ours);

        finesse.needed = List.of(ReasonLabel.DND, ours);

        assertThat(link.checkReasonCodes().missingEverywhere()).containsExactly(ours);
    }

    @Test
    void a_check_that_cannot_be_made_says_why() {
        finesse.on("GET", QUERY, 503, "");
        assertThat(link.checkReasonCodes().failure()).isNotNull();
        try (FinesseLink noAdmin = finesse.link(null, "boss")) {
            assertThat(String.valueOf(noAdmin.checkReasonCodes().failure())).contains("FINESSE_ADMIN_TOKEN");
        }
    }
}
