package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is told with the id of our request came after it, whatever Finesse's clock says.
class OwnRequestToldTest {
    @Test
    void ready_by_hand_after_our_not_ready_is_not_overruled_though_the_clock_was_set_back_unnoticed() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.pass(Duration.ofMillis(100));
        Instant since = script.now.minusSeconds(3600);
        tell(script, StateName.NOT_READY, since, script.last().id());
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);

        tell(script.pass(Duration.ofMillis(200)), StateName.READY, since.plusMillis(200), "desktop 1");
        int sent = script.sent.size();
        script.seconds(30);

        assertThat(script.sent).hasSize(sent);
    }

    private static void tell(AgentScript script, StateName state, Instant since, @Nullable String request) {
        script.event(new AgentEvent.StateSeen(
                new AgentState(
                        state,
                        state == StateName.NOT_READY ? AgentScript.label("Webex Meeting") : null,
                        null,
                        since,
                        StateSource.GADGET,
                        script.now,
                        request),
                null));
    }
}
