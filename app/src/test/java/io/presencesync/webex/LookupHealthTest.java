package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.presencesync.config.WebexAddresses;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.WebexAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads what is logged")
class LookupHealthTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(LookupHealth.class);
    private static final URI API = URI.create("https://webexapis.com/v1");
    private static final WebexAddress ANN = new WebexAddress("ann@example.com");
    private static final WebexAddress BOB = new WebexAddress("bob@example.com");

    private final ManualTimers timers = new ManualTimers();
    private final Instant begun = timers.instant();
    private final LookupHealth health =
            new LookupHealth("webex", new PublicApi(WebexAddresses.named(API, API)), timers, timers);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        LOG.setLevel(Level.INFO);
        LOG.addAppender(lines);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(lines);
        LOG.setLevel(null);
    }

    private void fails(WebexAddress address, WebexFailure.Kind kind, @Nullable Duration wait) {
        health.failed(address, new WebexFailure(kind, "connection refused"), wait);
    }

    /// Of this test alone: others run at the same time.
    private List<String> said(Level level) {
        return lines.list.stream()
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .filter(line -> line.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void a_failing_look_up_is_told_with_host_cause_and_next_try() {
        fails(ANN, WebexFailure.Kind.PASSING, Duration.ofSeconds(4));
        ConnectionState part = health.part();
        assertThat(part.link()).isEqualTo("webex.people");
        assertThat(part.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(part.code()).isEqualTo("lookups_fail");
        assertThat(part.message()).contains("webexapis.com", "connection refused");
        assertThat(part.action()).contains("https://webexapis.com", "HYDRA_SERVICE_URL");
        assertThat(part.nextTry()).isEqualTo(begun.plusSeconds(4));
        assertThat(health.trouble("webex"))
                .get()
                .extracting(ConnectionState::link)
                .isEqualTo("webex");
    }

    @Test
    void an_outage_is_one_warning_and_its_end_one_line() {
        for (int i = 0; i < 20; i++) {
            fails(ANN, WebexFailure.Kind.PASSING, Duration.ofSeconds(30));
            fails(BOB, WebexFailure.Kind.BUSY, null);
            timers.pass(Duration.ofSeconds(30));
        }
        assertThat(said(Level.WARN)).singleElement().asString().contains("webexapis.com", "connection refused");
        assertThat(health.part().since()).isEqualTo(begun);
        health.answered(ANN);
        assertThat(health.part().state()).isEqualTo(ConnectionState.Kind.CONNECTED);
        assertThat(health.trouble("webex")).isEmpty();
        assertThat(said(Level.INFO)).hasSize(1);
    }

    @Test
    void a_short_failure_is_seen_in_health_alone() {
        fails(ANN, WebexFailure.Kind.PASSING, Duration.ofSeconds(1));
        timers.pass(Duration.ofSeconds(1));
        health.answered(ANN);
        timers.pass(Duration.ofMinutes(1));
        assertThat(said(Level.WARN)).isEmpty();
        assertThat(said(Level.INFO)).isEmpty();
    }

    @Test
    void a_block_page_for_everybody_is_told_though_each_answer_is_a_refusal() {
        fails(ANN, WebexFailure.Kind.REFUSED, Duration.ofMinutes(15));
        assertThat(health.part().healthy()).isFalse();
        fails(BOB, WebexFailure.Kind.REFUSED, Duration.ofMinutes(15));
        assertThat(health.part().healthy()).isFalse();
    }

    @Test
    void one_refused_address_among_others_that_are_answered_is_a_matter_of_its_own() {
        health.answered(BOB);
        fails(ANN, WebexFailure.Kind.REFUSED, Duration.ofMinutes(15));
        assertThat(health.part().healthy()).isTrue();
    }

    @Test
    void refusals_of_several_after_a_good_time_are_told() {
        health.answered(BOB);
        fails(ANN, WebexFailure.Kind.REFUSED, Duration.ofMinutes(15));
        fails(new WebexAddress("carl@example.com"), WebexFailure.Kind.REFUSED, Duration.ofMinutes(15));
        assertThat(health.part().healthy()).isFalse();
    }

    @Test
    void who_is_followed_no_longer_keeps_no_alarm_alive() {
        fails(ANN, WebexFailure.Kind.PASSING, Duration.ofSeconds(4));
        health.forget(List.of(BOB));
        assertThat(health.part().healthy()).isFalse();
        health.forget(List.of(ANN));
        assertThat(health.part().healthy()).isTrue();
    }
}
