package io.presencesync.gadget;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.ManualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofLineTest {
    private final ManualTimers timers = new ManualTimers();
    private final List<Runnable> threads = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final ProofLine line = new ProofLine(new ProofLine.Bounds(10, 3, 20), timers, threads::add, timers);

    private boolean enter(String who) {
        return line.enter(() -> true, () -> asked.add(who));
    }

    /// What has begun comes to its end, and what that lets begin.
    private void end() {
        while (!threads.isEmpty()) {
            threads.removeFirst().run();
        }
    }

    @Test
    void after_a_quiet_time_a_few_begin_at_once_and_the_others_one_after_the_other() {
        for (int gadget = 0; gadget < 20; gadget++) {
            enter("g" + gadget);
        }
        end();
        assertThat(asked).containsExactly("g0", "g1", "g2");
        for (int gadget = 3; gadget < 20; gadget++) {
            timers.pass(Duration.ofMillis(99));
            end();
            assertThat(asked).as("not yet").hasSize(gadget);
            timers.pass(Duration.ofMillis(1));
            end();
            assertThat(asked).hasSize(gadget + 1).endsWith("g" + gadget);
        }
    }

    @Test
    void no_more_are_under_way_than_may_be_however_long_finesse_takes() {
        for (int gadget = 0; gadget < 10; gadget++) {
            enter("g" + gadget);
        }
        timers.pass(Duration.ofSeconds(30));
        assertThat(threads).hasSize(3);
        threads.removeFirst().run();
        assertThat(threads).hasSize(3);
        assertThat(asked).containsExactly("g0");
    }

    @Test
    void whoever_has_left_the_line_costs_nothing() {
        for (int gadget = 0; gadget < 5; gadget++) {
            line.enter(() -> false, () -> asked.add("left"));
        }
        enter("still there");
        end();
        assertThat(asked).containsExactly("still there");
    }

    @Test
    void a_line_that_is_full_takes_nobody_in_until_it_moves() {
        for (int gadget = 0; gadget < 23; gadget++) {
            assertThat(enter("g" + gadget)).isTrue();
        }
        assertThat(enter("too late")).isFalse();
        end();
        timers.pass(Duration.ofMillis(100));
        assertThat(enter("later")).isTrue();
    }

    @Test
    void a_proof_that_fails_makes_room_like_any_other() {
        for (int gadget = 0; gadget < 3; gadget++) {
            line.enter(() -> true, () -> {
                throw new IllegalStateException("broken");
            });
        }
        enter("next");
        for (Runnable broken : List.copyOf(threads)) {
            threads.remove(broken);
            try {
                broken.run();
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("broken");
            }
        }
        timers.pass(Duration.ofMillis(100));
        end();
        assertThat(asked).containsExactly("next");
    }
}
