package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.presencesync.agent.Verdict;
import io.presencesync.config.RulesConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.PresenceOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/// Status words that Webex comes up with and no rule names.
@Isolated("reads what is logged")
class UnnamedWordsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(LiveRules.class);

    @TempDir
    Path folder;

    private final ManualTimers timers = new ManualTimers();
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

    private LiveRules open() throws IOException {
        LiveRules rules = LiveRules.open(
                new RulesConfig(folder.resolve("rules.yml"), "rules.yml", false), Samples.SETTLE, timers);
        rules.watch(timers, Runnable::run, () -> {});
        return rules;
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), text);
        timers.pass(Duration.ofMillis(1500));
    }

    private static Verdict verdict(LiveRules rules, String status) {
        return rules.inForce()
                .of(Samples.CHRIS)
                .rules()
                .judge(Samples.presence(status))
                .verdict();
    }

    /// Other tests of rules run at the same time, on other threads.
    private List<String> told() {
        return lines.list.stream()
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("which no rule names"))
                .toList();
    }

    @Test
    void a_word_never_heard_of_is_ignored_and_told_once_in_the_log_and_by_health() throws IOException {
        LiveRules rules = open();
        for (int i = 0; i < 3; i++) {
            assertThat(verdict(rules, "focus"))
                    .isEqualTo(new Verdict.Ignore("Webex shows focus, a status word that no rule names"));
        }
        assertThat(told()).singleElement().asString().contains("\"focus\"");
        ConnectionState health = rules.health();
        assertThat(health.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(health.code()).isEqualTo("unnamed_status");
        assertThat(health.message()).contains("a status word that no rule names: focus", "left as they are");
        assertThat(health.action()).contains("rules.yml", "{status: focus, then: free}");
    }

    @Test
    void several_words_are_told_each_and_together() throws IOException {
        LiveRules rules = open();
        verdict(rules, "focus");
        verdict(rules, "brb");
        assertThat(told()).hasSize(2);
        assertThat(rules.health().message()).contains("2 status words that no rule names: brb, focus");
    }

    @Test
    void it_is_told_as_well_when_the_people_api_says_it() throws IOException {
        LiveRules rules = open();
        rules.inForce()
                .of(Samples.CHRIS)
                .rules()
                .judge(Samples.presence("away", null, null, PresenceOrigin.PEOPLE_API));
        assertThat(rules.health().message()).contains("away");
    }

    @Test
    void a_rule_that_names_it_ends_the_matter_without_a_restart() throws IOException {
        LiveRules rules = open();
        verdict(rules, "focus");
        write("rules: [{status: focus, reason: Webex DND}]\n");
        assertThat(rules.health().healthy()).isTrue();
        assertThat(verdict(rules, "focus")).isInstanceOf(Verdict.Busy.class);
        assertThat(rules.health().healthy()).isTrue();
    }

    @Test
    void a_rules_file_may_say_that_all_other_words_are_free_as_before() throws IOException {
        write("rules: [{status: any, then: free}]\n");
        LiveRules rules = open();
        assertThat(verdict(rules, "focus")).isEqualTo(new Verdict.Free());
        assertThat(rules.health().healthy()).isTrue();
        assertThat(told()).isEmpty();
    }

    @Test
    void other_rules_that_do_not_name_it_either_show_it_again_but_the_log_has_it_already() throws IOException {
        LiveRules rules = open();
        verdict(rules, "focus");
        write("rules: [{status: ooo, then: ignore}]\n");
        assertThat(rules.health().healthy()).as("nobody shows it any more").isTrue();
        verdict(rules, "focus");
        assertThat(rules.health().code()).isEqualTo("unnamed_status");
        assertThat(told()).hasSize(1);
    }

    @Test
    void what_no_line_can_hold_is_made_fit_for_one() throws IOException {
        LiveRules rules = open();
        verdict(rules, "a\nb" + "x".repeat(500));
        assertThat(told()).singleElement().asString().contains("\"a?bx").hasSizeLessThan(250);
        assertThat(rules.health().message()).doesNotContain("\n").hasSizeLessThan(300);
    }

    @Test
    void words_without_end_fill_no_memory() throws IOException {
        LiveRules rules = open();
        for (int i = 0; i < 1000; i++) {
            verdict(rules, "word" + i);
        }
        assertThat(told()).hasSize(20);
        assertThat(rules.health().message()).contains("and 15 more");
    }
}
