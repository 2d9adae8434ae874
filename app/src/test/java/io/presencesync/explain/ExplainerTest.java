package io.presencesync.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.explain.Explanation.Author;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whole explanations, each against a text that was read and approved: `src/test/resources/io/presencesync/explain`.
/// What comes out is kept in `target/explain`.
class ExplainerTest {
    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final String MEETING = "meeting (online)";
    private static final String DND = "default-rules.yml:12 (dnd)";
    private static final String LABEL = "Webex Meeting";
    private static final String IN_MEETING = "Webex shows meeting (online): Webex Meeting";

    @Test
    void an_agent_held_in_a_meeting_is_explained_with_rule_request_answer_and_hops() throws Exception {
        Explanation found = approved(
                "held-in-a-meeting",
                "10:32:10",
                "10:30:00",
                ready(Diary.gadget()).held("10:05", LABEL, MEETING, "NOT_READY (Webex Meeting)"));

        assertThat(found.state()).extracting(Explanation.StatePart::author).isEqualTo(Author.WE);
        assertThat(found.hold()).extracting(Explanation.HoldPart::label).isEqualTo(LABEL);
        assertThat(found.request()).extracting(Explanation.RequestPart::answer).isEqualTo("accepted");
    }

    @Test
    void an_agent_at_lunch_chose_it_himself_and_stays_there() throws Exception {
        Explanation found = approved(
                "at-lunch",
                "12:40:00",
                "12:39:30",
                ready(Diary.gadget())
                        .state("12:01:00.100", "NOT_READY (Lunch)", "12:01:00", "gadget")
                        .presence("12:10:00", "dnd")
                        .decision("12:10:00.002", "LEAVE", "the agent is NOT_READY (Lunch) by their own choice", DND));

        assertThat(found.state()).extracting(Explanation.StatePart::author).isEqualTo(Author.HIMSELF);
        assertThat(found.hold()).isNull();
    }

    @Test
    void a_hold_asked_for_during_a_call_waits_for_its_end() throws Exception {
        Explanation found = approved(
                "pending-during-a-call",
                "11:03:00",
                "11:02:00",
                ready(Diary.gadget())
                        .state("11:00:00.080", "TALKING", "11:00:00", "notification")
                        .presence("11:02:00", MEETING)
                        .asks("11:02:01", "HOLD", IN_MEETING, Diary.RULE, "77aa")
                        .sends("11:02:01.003", "NOT_READY Webex Meeting", IN_MEETING, "77aa")
                        .outcome("11:02:01.060", "accepted", "", "77aa")
                        .state("11:02:01.200", "TALKING", "then NOT_READY", "11:00:00", "notification")
                        .decision("11:02:01.201", "WAIT", "the agent is TALKING; Webex Meeting follows", Diary.RULE));

        assertThat(found.hold()).isNull();
        assertThat(found.state()).extracting(Explanation.StatePart::pending).isEqualTo("then NOT_READY");
    }

    @Test
    void a_stale_presence_leaves_the_hold_as_it_is() throws Exception {
        approved(
                "stale-presence",
                "10:40:00",
                "10:12:00",
                ready(Diary.gadget())
                        .held("10:05", LABEL, MEETING, "NOT_READY (Webex Meeting)")
                        .decision(
                                "10:27:00.001",
                                "LEAVE",
                                "their presence is stale: last confirmed at 2026-11-23T10:12:00Z",
                                null));
    }

    @Test
    void a_hold_as_supervisor_says_why_finesse_shows_another_reason() throws Exception {
        approved(
                "supervisor-channel",
                "10:32:10",
                "10:30:00",
                ready(Diary.supervisor()).held("10:05", LABEL, MEETING, "NOT_READY (Supervisor Initiated)"));
    }

    @Test
    void of_an_agent_never_heard_of_it_is_said_that_nothing_is_known() throws Exception {
        Explanation found = approved("nothing-known", "10:00:00", null, Diary.gadget());

        assertThat(found.knowsAnything()).isFalse();
        assertThat(found.reachesBackTo()).isNull();
    }

    @Test
    void before_the_first_entry_it_is_said_how_far_the_journal_reaches_back() throws Exception {
        Explanation found = approved("before-the-journal", "07:00:00", null, ready(Diary.gadget()));

        assertThat(found.reachesBackTo()).isEqualTo(Diary.time("08:00:00"));
    }

    @Test
    void a_signed_out_agent_is_left_alone() throws Exception {
        approved(
                "signed-out",
                "18:30:00",
                "18:29:00",
                ready(Diary.gadget())
                        .state("18:00:00.090", "LOGOUT (End of Shift)", "18:00:00", "notification")
                        .presence("18:05:00", "dnd")
                        .decision("18:05:00.002", "LEAVE", "the agent is signed out", DND));
    }

    @Test
    void ready_by_hand_in_a_meeting_is_left_until_the_meeting_ends() throws Exception {
        Explanation found = approved(
                "ready-by-hand",
                "10:40:00",
                "10:39:00",
                ready(Diary.gadget())
                        .held("10:05", LABEL, MEETING, "NOT_READY (Webex Meeting)")
                        .state("10:20:00.050", "READY", "10:20:00", "gadget")
                        .decision(
                                "10:20:00.051",
                                "LEAVE",
                                "the agent was set READY while busy: that choice stands until Webex shows them free",
                                Diary.RULE));

        assertThat(found.hold()).isNull();
        assertThat(found.state()).extracting(Explanation.StatePart::author).isEqualTo(Author.HIMSELF_OR_SUPERVISOR);
    }

    @Test
    void a_missing_reason_label_is_named_with_what_to_do() throws Exception {
        approved(
                "label-missing",
                "10:15:00",
                "10:14:00",
                ready(Diary.gadget())
                        .presence("10:05:00", "dnd")
                        .decision("10:05:00.001", "LEAVE", "their team has no Not Ready reason \"Webex DND\"", DND));
    }

    @Test
    void a_refused_request_is_shown_with_finesses_own_words() throws Exception {
        approved(
                "request-refused",
                "10:15:00",
                "10:14:00",
                ready(Diary.supervisor())
                        .presence("10:05:00", MEETING)
                        .asks("10:05:01", "HOLD", IN_MEETING, Diary.RULE, "88bb")
                        .sends("10:05:01.004", "NOT_READY Webex Meeting", IN_MEETING, "88bb")
                        .outcome(
                                "10:05:01.050",
                                "failed",
                                "Invalid Supervisor: the supervisor does not supervise this agent's team"
                                        + " (not tried again until users, teams and reason codes are re-read)",
                                "88bb")
                        .decision(
                                "10:05:01.051",
                                "LEAVE",
                                "Invalid Supervisor: the supervisor does not supervise this agent's team",
                                Diary.RULE));
    }

    @Test
    void waiting_for_the_gadget_says_what_is_missing() throws Exception {
        approved(
                "waiting-for-the-gadget",
                "10:15:00",
                "10:14:00",
                ready(Diary.gadget())
                        .presence("10:05:00", MEETING)
                        .decision("10:05:01", "WAIT", "their gadget is not connected", Diary.RULE));
    }

    @Test
    void outside_working_hours_nothing_is_done() throws Exception {
        approved(
                "outside-working-hours",
                "20:15:00",
                "20:14:00",
                ready(Diary.gadget())
                        .decision(
                                "18:00:00", "LEAVE", "outside working hours (mon-fri 08:00-18:00 Europe/Berlin)", null)
                        .presence("20:05:00", "dnd"));
    }

    @Test
    void who_paused_the_sync_is_told_with_its_end() throws Exception {
        approved(
                "paused",
                "09:35:00",
                "09:34:00",
                ready(Diary.gadget())
                        .note("09:30:00", "paused", "the agent paused the sync until 2026-11-23T10:00:00Z")
                        .decision("09:30:00", "LEAVE", "the agent paused the sync until 2026-11-23T10:00:00Z", null)
                        .presence("09:33:00", "dnd"));
    }

    @Test
    void a_restart_in_between_changes_neither_since_nor_author() throws Exception {
        Explanation found = approved(
                "restart-in-between",
                "10:32:10",
                "10:30:00",
                ready(Diary.gadget())
                        .held("10:05", LABEL, MEETING, "NOT_READY (Webex Meeting)")
                        .note("10:10:00", "restart", "we started again; known: Webex Meeting, held")
                        .presence("10:10:01", MEETING)
                        .decision("10:10:01.001", "WAIT", "Finesse has not told their state yet", MEETING)
                        .state("10:10:02", "NOT_READY (Webex Meeting)", "10:05:02.250", "user_get")
                        .decision("10:10:02.001", "LEAVE", "held as Webex Meeting", Diary.RULE));

        assertThat(found.state()).extracting(Explanation.StatePart::author).isEqualTo(Author.WE);
        assertThat(found.state()).extracting(Explanation.StatePart::since).isEqualTo(Diary.time("10:05:02.250"));
        assertThat(found.hold()).extracting(Explanation.HoldPart::since).isEqualTo(Diary.time("10:05:02.310"));
    }

    @Test
    void a_request_in_the_queue_is_not_called_sent() throws Exception {
        approved(
                "in-the-queue",
                "10:05:03",
                "10:05:00",
                ready(Diary.supervisor())
                        .presence("10:05:00", MEETING)
                        .asks("10:05:01", "HOLD", IN_MEETING, Diary.RULE, "99cc"));
    }

    @Test
    void after_the_meeting_he_is_ready_by_us() throws Exception {
        String why = "Webex shows active, and we held them as Webex Meeting";
        Explanation found = approved(
                "released",
                "10:45:00",
                "10:44:00",
                ready(Diary.gadget())
                        .held("10:05", LABEL, MEETING, "NOT_READY (Webex Meeting)")
                        .presence("10:40:00", "active")
                        .asks("10:40:03", "RELEASE", why, "active", "aa01")
                        .sends("10:40:03.002", "READY", why, "aa01")
                        .outcome("10:40:03.050", "accepted", "", "aa01")
                        .state("10:40:03.200", "READY", "10:40:03.150", "notification")
                        .outcome("10:40:03.200", "shown", "", "aa01")
                        .decision("10:40:03.201", "LEAVE", "free in Webex, and their state is their own", "active"));

        assertThat(found.hold()).isNull();
        assertThat(found.state()).extracting(Explanation.StatePart::author).isEqualTo(Author.WE);
    }

    @Test
    void earlier_moments_are_explained_as_they_were() throws Exception {
        Diary diary = ready(Diary.gadget())
                .held("10:05", LABEL, MEETING, "NOT_READY (Webex Meeting)")
                .state("10:20:00", "READY", "10:20:00", "gadget");

        Explanation settling = explain(diary, "10:05:01.500", null);
        Explanation held = explain(diary, "10:06:00", null);

        assertThat(settling.headline()).contains("lasted long enough");
        assertThat(settling.request()).isNull();
        assertThat(held.hold()).isNotNull();
    }

    @Test
    void a_reason_of_the_systems_is_the_systems_whatever_its_label() throws Exception {
        Explanation found = explain(
                ready(Diary.gadget())
                        .state("10:20:00.050", "NOT_READY (Pause)", "the system's reason 50005", "10:20:00", "gadget")
                        .presence("10:21:00", MEETING)
                        .decision(
                                "10:21:01", "LEAVE", "the agent is NOT_READY (Pause) by their own choice", Diary.RULE),
                "10:40:00",
                null);

        assertThat(found.headline())
                .contains("the system's, neither ours nor the agent's")
                .doesNotContain("chose");
        assertThat(found.state()).extracting(Explanation.StatePart::author).isEqualTo(Author.SYSTEM);
        assertThat(found.state()).extracting(Explanation.StatePart::pending).isEqualTo("");
    }

    @Test
    void a_hold_goes_on_beneath_a_not_ready_of_the_systems_and_only_one_of_the_two_is_said_to_be_ours()
            throws Exception {
        Explanation found = explain(
                ready(Diary.supervisor())
                        .held("10:05", LABEL, MEETING, "NOT_READY (Supervisor Initiated)")
                        .state(
                                "10:20:00.050",
                                "NOT_READY (Connection Failure)",
                                "the system's reason 50002",
                                "10:20:00",
                                "notification")
                        .decision(
                                "10:20:00.060",
                                "WAIT",
                                "the agent is NOT_READY (Connection Failure), set by the system while held by us",
                                Diary.RULE),
                "10:40:00",
                null);

        assertThat(found.headline())
                .startsWith("The agent is Not Ready (Connection Failure) since")
                .endsWith("the system's, neither ours nor the agent's. Our hold goes on beneath it, and we send nothing"
                        + " meanwhile.");
        assertThat(found.hold()).isNotNull();
    }

    private static Diary ready(Diary diary) {
        return diary.presence("08:00:00", "active")
                .state("08:00:00.500", "READY", "07:59:40", "user_get")
                .decision("08:00:00.501", "LEAVE", "free in Webex, and their state is their own", "active");
    }

    private static Explanation explain(Diary diary, String at, @Nullable String confirmed) throws IOException {
        Subject alice =
                new Subject(Diary.AGENT, "Alice Smith", "asmith", confirmed == null ? null : Diary.time(confirmed));
        History history = History.read(diary, Diary.AGENT, Diary.time(at), Diary.time("23:59:59"));
        return Explainer.explain(alice, Diary.time(at), history);
    }

    private static Explanation approved(String name, String at, @Nullable String confirmed, Diary diary)
            throws IOException {
        Explanation found = explain(diary, at, confirmed);
        String text = Report.text(found, ZONE);
        Path kept = Path.of("target", "explain", name + ".txt");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, text);
        try (InputStream wanted = ExplainerTest.class.getResourceAsStream(name + ".txt")) {
            assertThat(wanted).as("approved text " + name + ".txt").isNotNull();
            assertThat(text).isEqualTo(new String(wanted.readAllBytes(), StandardCharsets.UTF_8));
        }
        return found;
    }
}
