package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A hold that teams show without its reason, and a presence that turns free before the reason was read.
class ReadBeforeReleaseTest {
    private static final Reason OURS = new Reason("19", 999, "Supervisor Initiated");

    private final AgentScript script = AgentScript.supervisor();
    private final Instant held = holdUntold();

    private Instant holdUntold() {
        script.readyAgent().meeting().seconds(1).accepted().seconds(20);
        Instant since = script.now;
        script.untoldByTeam(since);
        script.memory = answeredLate(script.memory);
        return since;
    }

    /// The read for the reason waits at Finesse.
    private static Memory answeredLate(Memory memory) {
        assertThat(memory.seen().reading()).isTrue();
        return memory;
    }

    @Test
    void none_is_begun_before_the_presence_has_settled_and_one_that_was_is_not_waited_for() {
        int before = script.reads;
        script.presence("active").pass(Duration.ofMillis(2_999));
        assertThat(script.reads).isEqualTo(before);

        script.pass(Duration.ofMillis(1));
        assertThat(script.reads).isEqualTo(before + 1);
        assertThat(script.memory.seen().readAt()).isEqualTo(script.now);

        script.seconds(30).untoldByTeam(held);
        assertThat(script.reads).isEqualTo(before + 1);
    }

    @Test
    void one_that_was_not_begun_earlier_either_begins_when_the_presence_has_settled() {
        AgentScript other = AgentScript.supervisor().heldAgent().seconds(20).presence("active");
        int before = other.reads;
        other.seconds(1).untoldByTeam(other.now);
        assertThat(other.reads).isEqualTo(before);

        other.seconds(2);
        assertThat(other.reads).isEqualTo(before + 1);
    }

    @Test
    void while_busy_the_reason_is_read_at_once() {
        AgentScript other = AgentScript.supervisor().heldAgent().seconds(20);
        int before = other.reads;
        other.untoldByTeam(other.now);
        assertThat(other.reads).isEqualTo(before + 1);
    }

    @Test
    void the_release_decided_by_a_read_tells_since_when_it_was_due() {
        Instant free = script.presence("active").now;
        script.seconds(5).readAnswers(StateName.NOT_READY, OURS, held);

        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
        assertThat(script.last().dueSince()).isEqualTo(free.plusSeconds(3));
    }

    @Test
    void a_release_decided_otherwise_is_read_for_by_itself() {
        AgentScript other = AgentScript.supervisor().heldAgent().seconds(20);
        other.presence("active").seconds(3);

        assertThat(other.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
        assertThat(other.last().dueSince()).isNull();
    }

    @Test
    void what_was_chosen_meanwhile_shows_in_the_read_and_stands() {
        script.presence("active").seconds(5);
        script.readAnswers(StateName.NOT_READY, AgentScript.LUNCH, held.plusSeconds(2));

        script.seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }
}
