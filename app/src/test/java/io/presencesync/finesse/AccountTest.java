package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.BasicCredentials;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AccountTest {
    private final List<Account> stops = new ArrayList<>();
    private final Account account =
            new Account(Account.Role.SUPERVISOR, new BasicCredentials("boss", new Secret("s3cret-word")), stops::add);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    private void ask(Runnable answer) throws InterruptedException {
        try (Account.Admission _ = account.enter()) {
            assertThat(inFlight.incrementAndGet())
                    .as("in flight before the first success")
                    .isOne();
            sent.incrementAndGet();
            answer.run();
            inFlight.decrementAndGet();
        } catch (FinesseFailure stopped) {
            assertThat(stopped.failed().failure()).isEqualTo(Outcome.Failure.ACCOUNT_STOPPED);
        }
    }

    private void askByMany(int many, Runnable answer) throws InterruptedException {
        List<Throwable> faults = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            threads.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((t, e) -> faults.add(e))
                    .start(() -> {
                        try {
                            ask(answer);
                        } catch (InterruptedException stopping) {
                            Thread.currentThread().interrupt();
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void of_a_hundred_at_once_only_one_request_reaches_a_server_that_refuses_the_account() throws Exception {
        askByMany(100, account::stop);

        assertThat(sent).hasValue(1);
        assertThat(stops).containsExactly(account);
        assertThat(account.stopped()).isTrue();
    }

    @Test
    void until_the_first_success_requests_go_one_by_one() throws Exception {
        askByMany(50, Thread::yield);

        assertThat(sent).hasValue(50);
        assertThat(stops).isEmpty();
    }

    @Test
    void after_a_success_many_may_be_in_flight() throws Exception {
        account.proven();
        try (Account.Admission _ = account.enter();
                Account.Admission _ = account.enter()) {
            assertThat(account.stopped()).isFalse();
        }
    }

    @Test
    void a_success_that_comes_late_does_not_revive_a_stopped_account() {
        account.stop();
        account.proven();
        assertThatThrownBy(account::enter).isInstanceOf(FinesseFailure.class);
    }

    @Test
    void messages_name_the_user_and_never_the_password() {
        account.stop();
        assertThat(account.stopMessage())
                .contains("boss")
                .contains("supervisor")
                .doesNotContain("s3cret-word");
        assertThat(account.inWords()).doesNotContain("s3cret-word");
    }
}
