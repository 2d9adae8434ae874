package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.HeardLog;
import io.presencesync.engine.ManualTimers;
import io.presencesync.finesse.NotificationHealth.Obstacle;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationHealthTest {
    private static final Obstacle LOST = Obstacle.passing("lost", "fin1 does not answer");

    private final HeardLog log = new HeardLog(NotificationHealth.class);
    private boolean polling = true;
    private final NotificationHealth health = new NotificationHealth(new ManualTimers(), () -> polling);

    @AfterEach
    void leave() {
        log.close();
    }

    @Test
    void that_states_are_polled_is_said_only_while_finesse_can_be_asked() {
        health.trouble(LOST, Duration.ofSeconds(1));
        assertThat(health.state().message()).isEqualTo("fin1 does not answer; the agents' states are polled meanwhile");

        polling = false;

        assertThat(health.state().message())
                .isEqualTo("fin1 does not answer; the agents' states cannot be polled either");
    }

    @Test
    void where_there_is_nothing_to_do_the_log_line_ends_with_what_is_the_case() {
        health.trouble(LOST, Duration.ofSeconds(1));
        assertThat(log.warnings())
                .containsExactly(
                        "Finesse notifications: fin1 does not answer; the agents' states are polled meanwhile");
    }

    @Test
    void what_to_do_follows_as_a_sentence() {
        health.trouble(Obstacle.lasting("no_service", "it is off", "Start it."), Duration.ofSeconds(1));
        assertThat(log.warnings())
                .containsExactly(
                        "Finesse notifications: it is off; the agents' states are polled meanwhile. Start it.");
    }

    @Test
    void a_refused_account_which_the_link_itself_tells_is_shown_and_not_logged_again() {
        health.trouble(NotificationDoor.NO_ACCOUNT, Duration.ofSeconds(1));
        assertThat(health.state().code()).isEqualTo("no_account");
        assertThat(log.warnings()).isEmpty();
    }
}
