package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.SyncConfig;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HindrancesTest {
    private static final AgentId ANN = agent("1001");
    private static final AgentId BOB = agent("1002");

    private static AgentId agent(String id) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(id));
    }

    private static int count(Hindrances hindrances) {
        hindrances.agent(ANN, false);
        hindrances.agent(BOB, false);
        return hindrances.count();
    }

    @Test
    void an_agent_whose_presence_cannot_come_and_one_whose_gadget_is_missing_are_two_who_cannot_be_held() {
        Hindrances hindrances = new Hindrances(SyncConfig.Mode.GADGET, Set.of()::contains);
        hindrances.missesGadget(BOB, true);
        hindrances.agent(ANN, true);
        hindrances.agent(BOB, false);
        assertThat(hindrances.count()).isEqualTo(2);
    }

    @Test
    void several_hindrances_of_one_agent_are_one_agent() {
        Hindrances hindrances = new Hindrances(SyncConfig.Mode.GADGET, Set.of()::contains);
        hindrances.missesGadget(ANN, true);
        hindrances.gadgetCannotAct(ANN);
        assertThat(count(hindrances)).isEqualTo(1);
    }

    @Test
    void a_gadget_that_is_not_missed_yet_hinders_nobody() {
        Hindrances hindrances = new Hindrances(SyncConfig.Mode.GADGET, Set.of()::contains);
        hindrances.missesGadget(ANN, false);
        assertThat(count(hindrances)).isZero();
    }

    @Test
    void what_concerns_the_other_way_hinders_nobody() {
        Hindrances bySupervisor = new Hindrances(SyncConfig.Mode.SUPERVISOR, Set.of()::contains);
        bySupervisor.gadgetCannotAct(ANN);
        Hindrances byGadget = new Hindrances(SyncConfig.Mode.GADGET, Set.of(ANN)::contains);
        byGadget.uncovered(ANN);
        assertThat(count(bySupervisor) + count(byGadget)).isZero();
    }

    @Test
    void with_both_ways_an_agent_with_a_gadget_needs_it_and_one_without_needs_the_supervisor() {
        Hindrances hindrances = new Hindrances(SyncConfig.Mode.AUTO, Set.of(ANN)::contains);
        hindrances.gadgetCannotAct(ANN);
        hindrances.missesGadget(BOB, true);
        assertThat(count(hindrances)).isEqualTo(1);
    }

    @Test
    void with_both_ways_an_agent_of_another_team_can_still_be_held_by_the_gadget_that_comes_at_sign_in() {
        Hindrances hindrances = new Hindrances(SyncConfig.Mode.AUTO, Set.of()::contains);
        hindrances.uncovered(ANN);
        hindrances.uncovered(BOB);
        hindrances.missesGadget(BOB, true);
        assertThat(count(hindrances)).isEqualTo(1);
    }
}
