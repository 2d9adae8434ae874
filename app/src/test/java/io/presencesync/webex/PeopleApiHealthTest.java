package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.presencesync.HeardLog;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeopleApiHealthTest {
    private final ManualTimers time = new ManualTimers();
    private Duration staleAfter = Duration.ofMinutes(15);
    private final PeopleApiHealth health = new PeopleApiHealth(120, () -> staleAfter, time);

    private static PeoplePoller.Progress progress(int people, @Nullable WebexFailure trouble) {
        Duration interval = Duration.ofMillis(500);
        Duration longest = interval.multipliedBy(PeopleRotation.bound(people));
        return new PeoplePoller.Progress(people, interval.multipliedBy(people), longest, trouble, null);
    }

    @Test
    void a_rate_that_is_enough_is_told_with_its_figures() {
        ConnectionState state = health.of(progress(300, null));
        assertThat(state.state()).isEqualTo(ConnectionState.Kind.CONNECTED);
        assertThat(state.message()).contains("120 requests/min", "300", "150 s", "200 s");
    }

    @Test
    void a_rate_that_is_too_low_is_told_with_the_one_that_would_do() {
        ConnectionState state = health.of(progress(2000, null));
        assertThat(state.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(state.code()).isEqualTo("too_slow");
        assertThat(state.message()).contains("2000", "1000 s", "1334 s");
        assertThat(state.action()).contains("webex.people-api-rate to 178 or more");
        assertThat(Math.ceilDiv(PeopleRotation.bound(2000) * 60L, 178L)).isLessThanOrEqualTo(staleAfter.toSeconds());
    }

    @Test
    void other_rules_change_the_judgement_without_a_restart() {
        assertThat(health.of(progress(300, null)).code()).isEqualTo("ok");
        staleAfter = Duration.ofMinutes(3);
        assertThat(health.of(progress(300, null)).code()).isEqualTo("too_slow");
    }

    @Test
    void trouble_is_a_warning_in_which_what_to_do_is_set_apart() {
        HeardLog log = new HeardLog(PeopleApiHealth.class);
        try {
            health.badToken("HTTP 401");
            health.of(progress(10, null));
        } finally {
            log.close();
        }
        assertThat(log.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .isEqualTo("webex: Webex refused the bot token: HTTP 401; put a valid WEBEX_ACCESS_TOKEN into the"
                            + " configuration");
        });
    }

    @Test
    void since_changes_with_the_state_not_with_the_figures() {
        Instant since = health.of(progress(10, null)).since();
        time.pass(Duration.ofSeconds(9));
        assertThat(health.of(progress(11, null)).since()).isEqualTo(since);
        WebexFailure busy = new WebexFailure(WebexFailure.Kind.BUSY, "slower", Duration.ofSeconds(30));
        ConnectionState state = health.of(progress(11, busy));
        assertThat(state.code()).isEqualTo("rate_limited");
        assertThat(state.since()).isEqualTo(since.plusSeconds(9));
    }

    @Test
    void a_refused_token_stays_said_until_webex_answers() {
        health.badToken("401");
        assertThat(health.of(progress(0, null)).state()).isEqualTo(ConnectionState.Kind.BAD_CREDENTIALS);
        health.answered();
        assertThat(health.of(progress(1, null)).state()).isEqualTo(ConnectionState.Kind.CONNECTED);
    }
}
