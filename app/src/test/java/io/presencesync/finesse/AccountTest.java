package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.AccountConfig;
import io.presencesync.config.BasicCredentials;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class AccountTest {
    private final List<Account> stops = new ArrayList<>();
    private final Account account = account(null, "s3cret-word");
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    private Account account(@Nullable Path file, String password) {
        BasicCredentials credentials = new BasicCredentials("boss", new Secret(password));
        return new Account(
                Account.Role.SUPERVISOR,
                new AccountConfig(credentials, file, AccountConfig.Form.PASSWORD, "FINESSE_SUPERVISOR_TOKEN"),
                stops::add);
    }

    private void ask(Consumer<Account.Admission> answer) throws InterruptedException {
        try (Account.Admission admission = account.enter()) {
            assertThat(inFlight.incrementAndGet())
                    .as("in flight before the first success")
                    .isOne();
            sent.incrementAndGet();
            answer.accept(admission);
            inFlight.decrementAndGet();
        } catch (FinesseFailure stopped) {
            assertThat(stopped.failed().failure()).isEqualTo(Outcome.Failure.ACCOUNT_STOPPED);
        }
    }

    private void askByMany(int many, Consumer<Account.Admission> answer) throws InterruptedException {
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
        askByMany(50, admission -> {});

        assertThat(sent).hasValue(50);
        assertThat(stops).isEmpty();
    }

    @Test
    void after_a_success_many_may_be_in_flight() throws Exception {
        account.proven(ofNow());
        try (Account.Admission _ = account.enter();
                Account.Admission _ = account.enter()) {
            assertThat(account.stopped()).isFalse();
        }
    }

    @Test
    void a_success_that_comes_late_does_not_revive_a_stopped_account() {
        account.stop(ofNow());
        account.proven(ofNow());
        assertThatThrownBy(account::enter).isInstanceOf(FinesseFailure.class);
    }

    @Test
    void messages_name_the_user_and_never_the_password() {
        account.stop(ofNow());
        assertThat(account.stopMessage())
                .contains("boss")
                .contains("supervisor")
                .doesNotContain("s3cret-word");
        assertThat(account.inWords()).doesNotContain("s3cret-word");
    }

    private static Account.Admission ofNow() {
        return new Account.Admission(0, () -> {});
    }

    @Test
    void a_changed_file_ends_the_stop_and_what_comes_late_of_the_old_password_counts_no_more(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "old");
        Account filed = account(file, "old");
        Account.Admission before = filed.enter();
        before.close();
        filed.stop(before);
        assertThat(filed.renew()).isFalse();
        assertThat(filed.remedy()).contains("password").doesNotContain("old ");

        Files.writeString(file, "new");
        assertThat(filed.renew()).isTrue();
        assertThat(filed.stopped()).isFalse();
        assertThat(filed.password().reveal()).isEqualTo("new");
        filed.stop(before);
        assertThat(filed.stopped()).isFalse();
    }

    @Test
    void a_file_that_is_empty_or_gone_changes_nothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "right");
        Account filed = account(file, "right");
        Files.writeString(file, "");
        assertThat(filed.renew()).isFalse();
        Files.delete(file);
        assertThat(filed.renew()).isFalse();
        assertThat(filed.password().reveal()).isEqualTo("right");
    }
}
