package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sources tell of the same changes one after the other, each with its own delay.
class NewestTest {
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00Z");
    private static final Reason MEETING = new Reason("43", 103, "Webex Meeting");
    private static final Reason DND = new Reason("41", null, "Webex DND");

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 100, 101, 5_000})
    void an_earlier_reason_told_late_by_a_better_source_is_not_the_newest(int millis) {
        AgentState dnd = shown(DND, StateSource.GADGET, millis);
        assertThat(Newest.of(dnd, shown(MEETING, StateSource.NOTIFICATION, 0))).isEqualTo(dnd);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 100, 101, 5_000})
    void a_later_reason_told_by_a_worse_source_is_the_newest(int millis) {
        AgentState dnd = shown(DND, StateSource.GADGET, millis);
        assertThat(Newest.of(shown(MEETING, StateSource.NOTIFICATION, 0), dnd)).isEqualTo(dnd);
    }

    @Test
    void a_change_of_reason_at_the_same_time_is_told_by_the_better_source() {
        AgentState told = Newest.of(shown(DND, StateSource.GADGET, 0), shown(MEETING, StateSource.NOTIFICATION, 0));
        assertThat(told.reason()).isEqualTo(MEETING);
    }

    @ParameterizedTest
    @ValueSource(ints = {-100, 0, 100})
    void two_nodes_that_stamp_the_same_change_differently_tell_of_one(int millis) {
        Reason byNotification = new Reason("43", 103, null);
        AgentState told = Newest.of(
                shown(MEETING, StateSource.GADGET, 0), shown(byNotification, StateSource.NOTIFICATION, millis));
        assertThat(told.source()).isEqualTo(StateSource.NOTIFICATION);
        assertThat(told.stateChangeTime()).isEqualTo(TIME.plusMillis(Math.max(0, millis)));
    }

    @Test
    void the_request_behind_a_change_is_learned_from_a_later_source_and_forgotten_by_none() {
        AgentState byTeam = shown(MEETING, StateSource.NOTIFICATION, 0);
        AgentState asked = Newest.of(byTeam, byTeam.causedBy("ours"));
        assertThat(asked.requestId()).isEqualTo("ours");
        assertThat(Newest.of(asked, shown(MEETING, StateSource.USER_GET, 40)).requestId())
                .isEqualTo("ours");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 5_000})
    void a_change_at_another_time_has_not_the_request_of_the_one_before(int millis) {
        AgentState asked = shown(MEETING, StateSource.NOTIFICATION, 0).causedBy("ours");
        assertThat(Newest.of(asked, shown(MEETING, StateSource.NOTIFICATION, millis))
                        .requestId())
                .isNull();
        assertThat(Newest.instead(asked, shown(MEETING, StateSource.USER_GET, millis))
                        .requestId())
                .isNull();
    }

    @Test
    void what_replaces_the_known_state_keeps_its_request_only_for_the_same_change() {
        AgentState asked = shown(MEETING, StateSource.NOTIFICATION, 0).causedBy("ours");
        AgentState read = shown(MEETING, StateSource.USER_GET, 0);
        assertThat(Newest.instead(asked, read)).isEqualTo(read.causedBy("ours"));
        assertThat(Newest.instead(asked, shown(DND, StateSource.USER_GET, 0)).requestId())
                .isNull();
    }

    private static AgentState shown(Reason reason, StateSource source, int millis) {
        return new AgentState(StateName.NOT_READY, reason, null, TIME.plusMillis(millis), source, TIME.plusSeconds(1));
    }

    @Test
    void two_requests_within_a_tenth_of_a_second_make_two_changes() {
        Reason none = new Reason("-1", null, null);
        AgentState theirs = shown(none, StateSource.NOTIFICATION, 26).causedBy("desktop-1");
        AgentState ours = shown(none, StateSource.GADGET, 0).causedBy("ours");
        assertThat(Newest.of(theirs, ours)).isEqualTo(theirs);
        assertThat(Newest.of(ours, theirs)).isEqualTo(theirs);
    }

    @Test
    void a_reason_is_taken_from_a_worse_source_when_the_better_one_told_that_there_is_none() {
        AgentState none = shown(new Reason("-1", null, null), StateSource.USER_GET, 0);
        assertThat(Newest.of(none, shown(MEETING, StateSource.TEAM_GET, 0)).reason())
                .isEqualTo(MEETING);
    }
}
