package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentStateRulesTest {
    private static final AgentStateRules CCE = AgentStateRules.of(Platform.CCE);
    private static final AgentStateRules CCX = AgentStateRules.of(Platform.CCX);
    private static final ReasonRef LUNCH = ReasonRef.of(40);
    private static final ReasonRef OTHER = ReasonRef.of(41);

    @ParameterizedTest(name = "{0}: READY {1}, NOT_READY {2}, LOGOUT {3}, WORK {4}")
    @CsvSource(textBlock = """
            LOGOUT,                    257,               257,                   400, 257
            NOT_READY,                 READY,             NOT_READY,             LOGOUT, 265
            READY,                     same,              NOT_READY,             265, 265
            RESERVED,                  265,               265,                   265, 265
            RESERVED_OUTBOUND,         READY,             NOT_READY,             265, 265
            RESERVED_OUTBOUND_PREVIEW, silent then READY, silent then NOT_READY, 265, 265
            TALKING,                   then READY,        then NOT_READY,        265, 265
            HOLD,                      then READY,        then NOT_READY,        265, 265
            WORK,                      READY,             NOT_READY,             265, 265
            WORK_READY,                READY,             NOT_READY,             265, 265
            UNKNOWN,                   265,               265,                   265, 265
            """)
    void an_agent_on_cce_gets(AgentState from, String ready, String notReady, String logout, String work) {
        expectByAgent(CCE, from, ready, notReady, logout, work);
    }

    @ParameterizedTest(name = "{0}: READY {1}, NOT_READY {2}, LOGOUT {3}, WORK {4}")
    @CsvSource(textBlock = """
            LOGOUT,                    1010,                  1010,                  400, 1010
            NOT_READY,                 READY,                 NOT_READY,             LOGOUT, 265
            READY,                     same,                  NOT_READY,             LOGOUT, 265
            RESERVED,                  265,                   265,                   265, 265
            RESERVED_OUTBOUND,         Internal Server Error, Internal Server Error, Internal Server Error, Internal Server Error
            RESERVED_OUTBOUND_PREVIEW, 265,                   265,                   265, 265
            TALKING,                   265,                   then NOT_READY,        265, 265
            WORK,                      READY,                 NOT_READY,             265, 265
            UNKNOWN,                   265,                   265,                   265, 265
            """)
    void an_agent_on_ccx_gets(AgentState from, String ready, String notReady, String logout, String work) {
        expectByAgent(CCX, from, ready, notReady, logout, work);
    }

    @ParameterizedTest(name = "{0}: READY {1}, NOT_READY {2}, LOGOUT {3}")
    @CsvSource(textBlock = """
            LOGOUT,                    257,               400,       400
            NOT_READY,                 READY,             400,       LOGOUT
            READY,                     same,              NOT_READY, LOGOUT
            RESERVED,                  265,               400,       LOGOUT
            RESERVED_OUTBOUND,         READY,             400,       LOGOUT
            RESERVED_OUTBOUND_PREVIEW, silent then READY, 400,       LOGOUT
            TALKING,                   then READY,        400,       LOGOUT
            HOLD,                      then READY,        400,       LOGOUT
            WORK,                      READY,             NOT_READY, LOGOUT
            WORK_READY,                READY,             NOT_READY, LOGOUT
            UNKNOWN,                   265,               400,       400
            """)
    void a_supervisor_on_cce_gets(AgentState from, String ready, String notReady, String logout) {
        expectBySupervisor(CCE, from, ready, notReady, logout);
    }

    @ParameterizedTest(name = "{0}: READY {1}, NOT_READY {2}, LOGOUT {3}")
    @CsvSource(textBlock = """
            LOGOUT,                    1010,                  400,       400
            NOT_READY,                 READY,                 400,       LOGOUT
            READY,                     same,                  NOT_READY, LOGOUT
            RESERVED,                  265,                   400,       LOGOUT
            RESERVED_OUTBOUND,         Internal Server Error, 400,       LOGOUT
            RESERVED_OUTBOUND_PREVIEW, 265,                   400,       LOGOUT
            TALKING,                   265,                   400,       LOGOUT
            WORK,                      READY,                 NOT_READY, LOGOUT
            """)
    void a_supervisor_on_ccx_gets(AgentState from, String ready, String notReady, String logout) {
        expectBySupervisor(CCX, from, ready, notReady, logout);
    }

    @ParameterizedTest
    @CsvSource({"RESERVED", "TALKING", "HOLD", "WORK", "WORK_READY", "UNKNOWN", "RESERVED_OUTBOUND"})
    void a_supervisor_may_set_only_ready_not_ready_and_logout(AgentState wanted) {
        assertThat(CCE.bySupervisor(at(AgentState.READY), new Wish(wanted, ReasonRef.NONE)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void signing_in_is_possible_only_from_logout() {
        assertThat(text(CCE.signIn(AgentStatus.SIGNED_OUT))).isEqualTo("NOT_READY");
        assertThat(next(CCE.signIn(AgentStatus.SIGNED_OUT)).reason()).isEqualTo(ReasonRef.UNKNOWN);
        assertThat(text(CCE.signIn(at(AgentState.READY)))).isEqualTo("400");
    }

    @Test
    void a_routed_call_on_cce_goes_reserved_talking_hold_talking_work_ready_ready() {
        AgentStatus reserved = next(CCE.callArrives(at(AgentState.READY), CallKind.ICD));
        AgentStatus talking = next(CCE.answer(reserved));
        AgentStatus held = next(CCE.hold(talking));
        AgentStatus wrapUp = next(CCE.callEnds(next(CCE.retrieve(held)), true));

        assertThat(reserved.state()).isEqualTo(AgentState.RESERVED);
        assertThat(talking.state()).isEqualTo(AgentState.TALKING);
        assertThat(held.state()).isEqualTo(AgentState.HOLD);
        assertThat(wrapUp.state()).isEqualTo(AgentState.WORK_READY);
        assertThat(next(CCE.wrapUpEnds(wrapUp))).isEqualTo(at(AgentState.READY));
    }

    @Test
    void on_cce_the_last_wish_during_a_call_wins_and_is_then_gone() {
        AgentStatus talking = at(AgentState.TALKING);
        AgentStatus lunch = next(CCE.byAgent(talking, Wish.notReady(LUNCH)));
        AgentStatus other = next(CCE.byAgent(lunch, Wish.notReady(OTHER)));

        AgentStatus after = next(CCE.callEnds(other, false));

        assertThat(after).isEqualTo(AgentStatus.at(Wish.notReady(OTHER)));
    }

    @Test
    void on_cce_wrap_up_is_work_when_not_ready_was_chosen_during_the_call() {
        AgentStatus wished = next(CCE.byAgent(at(AgentState.TALKING), Wish.notReady(LUNCH)));
        AgentStatus wrapUp = next(CCE.callEnds(wished, true));

        assertThat(wrapUp.state()).isEqualTo(AgentState.WORK);
        assertThat(wrapUp.pending()).isNull();
        assertThat(next(CCE.wrapUpEnds(wrapUp))).isEqualTo(AgentStatus.at(Wish.notReady(LUNCH)));
    }

    @Test
    void on_cce_a_call_made_from_lunch_ends_at_lunch() {
        AgentStatus talking = next(CCE.callStarts(AgentStatus.at(Wish.notReady(LUNCH)), OTHER));

        assertThat(talking.state()).isEqualTo(AgentState.TALKING);
        assertThat(next(CCE.callEnds(talking, false))).isEqualTo(AgentStatus.at(Wish.notReady(LUNCH)));
    }

    @Test
    void on_ccx_a_second_not_ready_with_another_reason_is_refused_during_a_call() {
        AgentStatus lunch = next(CCX.byAgent(at(AgentState.TALKING), Wish.notReady(LUNCH)));

        assertThat(text(CCX.byAgent(lunch, Wish.notReady(OTHER)))).isEqualTo("265");
        assertThat(text(CCX.byAgent(lunch, Wish.notReady(LUNCH)))).isEqualTo("same");
    }

    @Test
    void on_ccx_a_call_of_his_own_tells_nobody_and_makes_ready_busy() {
        AgentStatus lunch = AgentStatus.at(Wish.notReady(LUNCH));
        Outcome dialled = CCX.callStarts(lunch, OTHER);

        assertThat(text(dialled)).isEqualTo("silent NOT_READY");
        assertThat(text(CCX.byAgent(next(dialled), Wish.READY))).isEqualTo("33");
        assertThat(text(CCX.callEnds(next(dialled), false))).isEqualTo("silent NOT_READY");
    }

    @Test
    void on_ccx_hold_is_never_shown_and_wrap_up_is_always_work() {
        AgentStatus talking = at(AgentState.TALKING);

        assertThat(text(CCX.hold(talking))).isEqualTo("same");
        assertThat(next(CCX.callEnds(talking, true)).state()).isEqualTo(AgentState.WORK);
    }

    @Test
    void a_call_that_rings_out_ends_not_ready_and_one_taken_elsewhere_ends_ready() {
        AgentStatus reserved = next(CCE.callArrives(at(AgentState.READY), CallKind.ICD));

        assertThat(next(CCE.callNotAnswered(reserved, OTHER))).isEqualTo(AgentStatus.at(Wish.notReady(OTHER)));
        assertThat(next(CCE.callGoesElsewhere(reserved))).isEqualTo(at(AgentState.READY));
    }

    @Test
    void after_a_fail_over_the_reason_is_lost_and_ccx_logs_talking_agents_out_later() {
        AgentStatus lunch = AgentStatus.at(Wish.notReady(LUNCH));

        assertThat(CCE.afterFailover(lunch).reason()).isEqualTo(ReasonRef.UNKNOWN);
        assertThat(CCE.afterFailover(at(AgentState.TALKING)).pending()).isNull();
        assertThat(text(CCX.callEnds(CCX.afterFailover(at(AgentState.TALKING)), true)))
                .isEqualTo("LOGOUT");
    }

    @Test
    void an_impossible_phone_event_is_an_error() {
        assertThatThrownBy(() -> CCE.answer(at(AgentState.READY))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CCE.callArrives(AgentStatus.at(Wish.notReady(LUNCH)), CallKind.ICD))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CCX.callStarts(AgentStatus.SIGNED_OUT, OTHER))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void expectByAgent(
            AgentStateRules rules, AgentState from, String ready, String notReady, String logout, String work) {
        assertThat(text(rules.byAgent(at(from), Wish.READY))).isEqualTo(ready);
        assertThat(text(rules.byAgent(at(from), Wish.notReady(LUNCH)))).isEqualTo(notReady);
        assertThat(text(rules.byAgent(at(from), Wish.logout(LUNCH)))).isEqualTo(logout);
        assertThat(text(rules.byAgent(at(from), new Wish(AgentState.WORK, ReasonRef.NONE))))
                .isEqualTo(work);
    }

    private static void expectBySupervisor(
            AgentStateRules rules, AgentState from, String ready, String notReady, String logout) {
        assertThat(text(rules.bySupervisor(at(from), Wish.READY))).isEqualTo(ready);
        assertThat(text(rules.bySupervisor(at(from), Wish.notReady(OTHER)))).isEqualTo(notReady);
        assertThat(text(rules.bySupervisor(at(from), Wish.logout(OTHER)))).isEqualTo(logout);
    }

    /// An agent in that state who rests READY, with a routed call where the state means one.
    private static AgentStatus at(AgentState state) {
        return switch (state) {
            case LOGOUT -> AgentStatus.SIGNED_OUT;
            case NOT_READY -> AgentStatus.SIGNED_IN;
            case READY -> AgentStatus.at(Wish.READY);
            case WORK, WORK_READY, UNKNOWN -> AgentStatus.at(Wish.READY).show(state);
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, TALKING, HOLD ->
                AgentStatus.at(Wish.READY).withCall(CallKind.ICD).show(state);
        };
    }

    private static AgentStatus next(Outcome outcome) {
        return ((Outcome.Change) outcome).next();
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Change change -> (change.published() ? "" : "silent ") + text(change.next());
            case Outcome.Unchanged _ -> "same";
            case Outcome.Refused _ -> "400";
            case Outcome.RefusedLater later ->
                later.error().data().isEmpty()
                        ? later.error().type()
                        : later.error().data();
        };
    }

    private static String text(AgentStatus status) {
        @Nullable Wish pending = status.pending();
        return pending == null ? status.state().name() : "then " + pending.state();
    }
}
