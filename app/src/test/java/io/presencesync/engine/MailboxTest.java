package io.presencesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.AgentEvent;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private final Mailbox mailbox = new Mailbox(3);

    private static AgentEvent presence(String status) {
        return new AgentEvent.PresenceHeard(new Presence(status, null, null, null, PresenceOrigin.MERCURY, NOW, "{}"));
    }

    private static AgentEvent state(StateName state) {
        return new AgentEvent.StateSeen(new AgentState(state, null, null, null, StateSource.GADGET, NOW));
    }

    private List<AgentEvent> all() {
        List<AgentEvent> events = new ArrayList<>();
        for (AgentEvent event = mailbox.take(); event != null; event = mailbox.take()) {
            events.add(event);
        }
        return events;
    }

    @Test
    void events_come_out_as_they_went_in() {
        mailbox.put(presence("dnd"));
        mailbox.put(state(StateName.READY));
        assertThat(all()).containsExactly(presence("dnd"), state(StateName.READY));
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    void when_full_the_oldest_presence_gives_way() {
        mailbox.put(state(StateName.READY));
        mailbox.put(presence("dnd"));
        mailbox.put(presence("call"));
        mailbox.put(presence("active"));
        assertThat(all()).containsExactly(state(StateName.READY), presence("call"), presence("active"));
        assertThat(mailbox.dropped()).isEqualTo(1);
    }

    @Test
    void a_state_that_gives_way_leaves_a_gap_so_that_no_step_is_misread() {
        mailbox.put(state(StateName.READY));
        mailbox.put(state(StateName.NOT_READY));
        mailbox.put(state(StateName.READY));
        mailbox.put(state(StateName.LOGOUT));
        assertThat(all())
                .containsExactly(
                        new AgentEvent.Gap(),
                        state(StateName.NOT_READY),
                        state(StateName.READY),
                        state(StateName.LOGOUT));
    }

    @Test
    void an_answer_is_never_thrown_away() {
        AgentEvent answer = new AgentEvent.Answered("r1", new Outcome.Accepted());
        mailbox.put(answer);
        for (int i = 0; i < 10; i++) {
            mailbox.put(presence("dnd"));
        }
        assertThat(all()).contains(answer);
    }
}
