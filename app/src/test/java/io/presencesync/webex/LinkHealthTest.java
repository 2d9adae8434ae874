package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads what is logged")
class LinkHealthTest {
    private static final Setback BROKEN = new Setback(Setback.Fate.RETRY, "line broken");
    private static final Setback BAD_TOKEN = new Setback(Setback.Fate.CHECK_TOKEN, "401");

    private final ManualTimers time = new ManualTimers();
    private final LinkHealth health = new LinkHealth("webex", time, time);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(LinkHealth.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void up() {
        health.connecting(Part.DISCOVERY, "asking");
        health.connecting(Part.DEVICE, "registering");
        health.connecting(Part.SOCKET, "opening");
        health.connected();
        log.list.clear();
    }

    private void failing(Duration howLong) {
        for (long second = 0; second < howLong.toSeconds(); second++) {
            health.setback(BROKEN, Duration.ofSeconds(1));
            time.pass(Duration.ofSeconds(1));
            health.connecting(Part.SOCKET, "opening");
        }
    }

    @Test
    void an_outage_is_one_line_at_its_beginning_and_one_at_its_end() {
        up();
        failing(Duration.ofMinutes(4));
        assertThat(said()).containsExactly("webex: line broken; check the network if this lasts");
        health.connected();
        assertThat(said()).hasSize(2).last().asString().contains("again, after 240 s and 240 tries");
    }

    @Test
    void a_long_outage_is_said_again_every_five_minutes() {
        up();
        failing(Duration.ofMinutes(21));
        assertThat(said()).hasSize(5);
        assertThat(said().getLast()).contains("still down after");
    }

    @Test
    void interruptions_of_less_than_three_seconds_are_one_line_a_minute() {
        up();
        for (int flap = 0; flap < 10; flap++) {
            health.setback(BROKEN, Duration.ZERO);
            time.pass(Duration.ofSeconds(1));
            health.connected();
            time.pass(Duration.ofSeconds(3));
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(said())
                .containsExactly(
                        "webex: interrupted 10 times for less than 3 s in the last minute, lastly: line broken");
    }

    @Test
    void what_an_operator_must_mend_is_said_at_once() {
        up();
        health.setback(BAD_TOKEN, Duration.ofMinutes(5));
        assertThat(said()).singleElement().asString().contains("refused the bot token", "WEBEX_ACCESS_TOKEN");
    }

    @Test
    void another_trouble_in_the_same_outage_is_news() {
        up();
        failing(Duration.ofSeconds(10));
        health.setback(BAD_TOKEN, Duration.ofMinutes(5));
        assertThat(said()).hasSize(2);
    }

    @Test
    void troubles_that_take_turns_are_no_chatter() {
        up();
        failing(Duration.ofSeconds(10));
        for (int turn = 0; turn < 20; turn++) {
            health.setback(new Setback(Setback.Fate.NEW_DEVICE, "gone"), Duration.ofSeconds(5));
            time.pass(Duration.ofSeconds(5));
            health.setback(BROKEN, Duration.ofSeconds(5));
            time.pass(Duration.ofSeconds(5));
        }
        assertThat(said()).hasSize(1);
    }

    @Test
    void a_start_that_fails_is_said_at_once() {
        health.connecting(Part.DISCOVERY, "asking");
        health.setback(BROKEN, Duration.ZERO);
        assertThat(said()).hasSize(2).last().asString().contains("line broken");
    }

    @Test
    void an_outage_has_one_beginning_and_does_not_flicker_while_we_try() {
        up();
        var began = time.instant();
        failing(Duration.ofSeconds(30));
        health.connecting(Part.DEVICE, "registering");
        assertThat(health.now().since()).isEqualTo(began);
        assertThat(health.now().code()).isEqualTo("unreachable");
        assertThat(health.now().action()).isNotEmpty();
    }

    @Test
    void another_token_is_no_interruption() {
        up();
        health.setback(new Setback(Setback.Fate.NEW_TOKEN, "the token was changed"), Duration.ZERO);
        health.connecting(Part.DISCOVERY, "asking");
        health.connected();
        time.pass(Duration.ofMinutes(2));
        assertThat(said()).isEmpty();
        assertThat(health.now().healthy()).isTrue();
    }

    @Test
    void the_part_that_fails_is_named_and_those_before_it_work() {
        health.connecting(Part.DISCOVERY, "asking");
        health.connecting(Part.DEVICE, "registering");
        health.setback(BROKEN, Duration.ofSeconds(1));
        assertThat(health.parts().stream().map(ConnectionState::link))
                .containsExactly("webex.discovery", "webex.device", "webex.socket");
        assertThat(health.parts().stream().map(ConnectionState::code)).containsExactly("ok", "unreachable", "starting");
        assertThat(health.parts().get(1).nextTry()).isEqualTo(time.instant().plus(Duration.ofSeconds(1)));
        health.connected();
        assertThat(health.parts()).allMatch(ConnectionState::healthy);
    }
}
