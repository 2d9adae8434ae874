package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInsTest {
    private static final AgentId ANN = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final SignIns signIns = new SignIns(() -> now);
    private final List<String> passedOn = new ArrayList<>();
    private final AgentStateListener engine = new AgentStateListener() {
        @Override
        public void seen(AgentId agent, AgentState state) {
            passedOn.add(state.state().name());
        }

        @Override
        public void gap(AgentId agent) {
            passedOn.add("gap");
        }
    };
    private final AgentStateListener finesse = signIns.onTheWayTo(engine);
    private final AgentStateListener gadget = signIns.ofGadgets(engine);

    private void seen(StateName state) {
        finesse.seen(ANN, new AgentState(state, null, null, now, StateSource.NOTIFICATION, now));
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void a_gadget_has_a_minute_to_come_after_the_sign_in_whatever_the_agent_does_meanwhile() {
        seen(StateName.NOT_READY);
        later(30);
        seen(StateName.READY);
        later(29);
        assertThat(signIns.longEnough(ANN)).isFalse();
        later(1);
        assertThat(signIns.longEnough(ANN)).isTrue();
    }

    @Test
    void nobody_signed_out_is_missed() {
        assertThat(signIns.longEnough(ANN)).isFalse();
        seen(StateName.READY);
        later(60);
        seen(StateName.LOGOUT);
        assertThat(signIns.longEnough(ANN)).isFalse();
        seen(StateName.UNKNOWN);
        later(60);
        assertThat(signIns.longEnough(ANN)).isFalse();
    }

    @Test
    void a_gadget_that_is_gone_has_a_minute_to_come_back_but_a_gap_of_finesse_says_nothing() {
        seen(StateName.READY);
        later(60);
        finesse.gap(ANN);
        assertThat(signIns.longEnough(ANN)).isTrue();
        gadget.gap(ANN);
        assertThat(signIns.longEnough(ANN)).isFalse();
        later(60);
        assertThat(signIns.longEnough(ANN)).isTrue();
        assertThat(passedOn).containsExactly("READY", "gap", "gap");
    }
}
