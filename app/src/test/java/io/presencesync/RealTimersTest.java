package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RealTimersTest {
    @Test
    void a_task_runs_on_the_thread_of_the_timers() throws Exception {
        try (RealTimers timers = new RealTimers()) {
            CompletableFuture<String> ran = new CompletableFuture<>();
            timers.after(
                    Duration.ofMillis(1),
                    () -> ran.complete(Thread.currentThread().getName()));
            assertThat(ran.get(1, TimeUnit.MINUTES)).isEqualTo("timers");
        }
    }

    /// Whoever still works while the service stops asks for timers in vain, which is no fault of theirs.
    @Test
    void once_closed_they_take_a_task_and_forget_it() {
        RealTimers timers = new RealTimers();
        timers.close();
        assertThatCode(() -> timers.after(Duration.ZERO, () -> {
                            throw new IllegalStateException("it must not run");
                        })
                        .cancel())
                .doesNotThrowAnyException();
    }
}
