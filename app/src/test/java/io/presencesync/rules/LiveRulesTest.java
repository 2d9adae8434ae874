package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.agent.Verdict;
import io.presencesync.config.RulesConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRulesTest {
    private static final String FREE = "rules: [{status: dnd, then: free}]\n";
    private static final String BUSY = "rules: [{status: dnd, reason: Webex Call}, {status: ooo, then: ignore}]\n";

    @TempDir
    Path folder;

    private final ManualTimers timers = new ManualTimers();
    private int changes;

    private LiveRules open() throws IOException {
        RulesConfig config = new RulesConfig(folder.resolve("rules.yml"), "rules.yml", false);
        LiveRules rules = LiveRules.open(config, Samples.SETTLE, timers);
        rules.watch(timers, Runnable::run, () -> changes++);
        return rules;
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), text);
    }

    private void pass() {
        timers.pass(Duration.ofMillis(1500));
    }

    private static String dnd(LiveRules rules) {
        return switch (rules.inForce()
                .of(Samples.CHRIS)
                .rules()
                .judge(Samples.presence("dnd"))
                .verdict()) {
            case Verdict.Busy(var label, var otherwise) -> label.value();
            case Verdict.Free() -> "free";
            case Verdict.Ignore ignored -> "ignore";
        };
    }

    @Test
    void a_changed_file_is_in_force_within_a_moment_and_told_once() throws IOException {
        write(FREE);
        LiveRules rules = open();
        assertThat(dnd(rules)).isEqualTo("free");
        write(BUSY);
        pass();
        assertThat(dnd(rules)).isEqualTo("Webex Call");
        assertThat(changes).isEqualTo(1);
        pass();
        assertThat(changes).isEqualTo(1);
        assertThat(rules.health().healthy()).isTrue();
        assertThat(rules.health().message()).isEqualTo("rules.yml, 2 rules for everybody");
    }

    @Test
    void a_file_replaced_at_one_stroke_is_noticed() throws IOException {
        write(FREE);
        LiveRules rules = open();
        Path fresh = Files.writeString(folder.resolve("rules.yml.new"), BUSY);
        Files.move(fresh, folder.resolve("rules.yml"), StandardCopyOption.ATOMIC_MOVE);
        pass();
        assertThat(dnd(rules)).isEqualTo("Webex Call");
    }

    @Test
    void a_faulty_file_is_refused_and_the_old_rules_stay_until_it_is_mended() throws IOException {
        write(FREE);
        LiveRules rules = open();
        write("stale: gone\nrules: [{status: dnd, reason: Nope}]\n");
        pass();
        assertThat(dnd(rules)).isEqualTo("free");
        assertThat(changes).isZero();
        assertThat(rules.health().state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(rules.health().message()).contains("stale (rules.yml:1)", "one more fault");
        write(BUSY);
        pass();
        assertThat(dnd(rules)).isEqualTo("Webex Call");
        assertThat(rules.health().healthy()).isTrue();
    }

    @Test
    void a_deleted_file_keeps_the_rules_and_is_complained_of_until_it_is_back() throws IOException {
        write(FREE);
        LiveRules rules = open();
        Files.delete(folder.resolve("rules.yml"));
        pass();
        assertThat(dnd(rules)).isEqualTo("free");
        assertThat(rules.health().code()).isEqualTo("deleted");
        write(FREE);
        pass();
        assertThat(rules.health().healthy()).isTrue();
    }

    @Test
    void an_emptied_file_is_taken_for_a_mishap() throws IOException {
        write(FREE);
        LiveRules rules = open();
        write("\n");
        pass();
        assertThat(dnd(rules)).isEqualTo("free");
        assertThat(rules.health().message()).contains("the file is empty");
    }

    @Test
    void half_a_file_is_not_taken_for_a_whole_one() throws IOException {
        write(BUSY);
        LiveRules rules = open();
        write("rules: []\n");
        timers.pass(Duration.ofMillis(1100));
        write(FREE);
        timers.pass(Duration.ofMillis(200));
        assertThat(dnd(rules)).isEqualTo("Webex Call");
        pass();
        assertThat(dnd(rules)).isEqualTo("free");
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void a_file_that_comes_into_being_counts() throws IOException {
        LiveRules rules = open();
        assertThat(rules.health().message()).isEqualTo("the default rules (there is no file rules.yml)");
        pass();
        assertThat(rules.health().healthy()).isTrue();
        write(FREE);
        pass();
        assertThat(dnd(rules)).isEqualTo("free");
    }

    @Test
    void after_the_end_nothing_is_read_any_more() throws IOException {
        write(FREE);
        LiveRules rules = open();
        rules.close();
        write(BUSY);
        pass();
        assertThat(dnd(rules)).isEqualTo("free");
    }

    @Test
    void a_faulty_file_or_a_missing_one_that_was_asked_for_refuses_the_start() throws IOException {
        write("rules: [{status: dnd}]\n");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("rules.yml:1");
        RulesConfig other = new RulesConfig(folder.resolve("other.yml"), "other.yml", true);
        assertThat(RulesFile.check(other)).singleElement().asString().contains("other.yml", "does not exist");
    }

    @Test
    void a_file_that_is_no_text_is_a_fault() throws IOException {
        Files.write(folder.resolve("rules.yml"), new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThatThrownBy(this::open).hasMessageContaining("not UTF-8 text");
    }
}
