package io.presencesync.finesse;

import io.presencesync.config.AccountConfig;
import io.presencesync.config.BasicCredentials;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Finesse account with its stop switch. Five wrong passwords in a row lock an account for everybody who shares
/// it, so: until its first success only one request is in flight, and after a refusal there is never another one.
/// Any thread.
final class Account {
    private static final Logger log = LoggerFactory.getLogger(Account.class);
    private static final long WAIT_FOR_FIRST_ANSWER_SECONDS = 20;

    /// What the account is for.
    enum Role {
        ADMIN("administrator"),
        SUPERVISOR("supervisor");

        final String word;

        Role(String word) {
            this.word = word;
        }
    }

    private enum Trust {
        UNPROVEN,
        PROVEN,
        STOPPED
    }

    /// The right to have one request in flight; given back by closing.
    ///
    /// @param generation of the credentials it is for: what comes of it says nothing of later ones
    record Admission(int generation, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    private final Role role;
    private final AccountConfig config;
    private final Consumer<Account> onStop;
    private final CookieManager cookies = new CookieManager();
    private final Semaphore probe = new Semaphore(1, true);
    private volatile BasicCredentials credentials;
    private volatile int generation;
    private volatile Trust trust = Trust.UNPROVEN;
    private boolean toldOfFile;

    /// @param onStop told once, on the thread whose request was refused
    Account(Role role, AccountConfig config, Consumer<Account> onStop) {
        this.role = role;
        this.config = config;
        this.credentials = config.credentials();
        this.onStop = onStop;
    }

    /// Takes over what the account's file holds now; nothing is known of it then, not even that it was refused. A file
    /// that cannot be used just now is being written: the old content goes on. Blocks for the disk.
    ///
    /// @return whether that is something else than before
    boolean renew() {
        if (config.file() == null) {
            return false;
        }
        try {
            boolean other = take(config.reread());
            toldOfFile = false;
            return other;
        } catch (IOException unusable) {
            if (!toldOfFile) {
                log.warn("The {} keeps its credentials: {}", inWords(), unusable.getMessage());
            }
            toldOfFile = true;
            return false;
        }
    }

    private synchronized boolean take(BasicCredentials read) {
        if (read.equals(credentials)) {
            return false;
        }
        credentials = read;
        generation++;
        trust = Trust.UNPROVEN;
        cookies.getCookieStore().removeAll();
        return true;
    }

    String user() {
        return credentials.user();
    }

    /// Its id as set in the settings; null when not.
    @Nullable
    FinesseUserId userId() {
        String id = config.userId();
        return id == null ? null : new FinesseUserId(id);
    }

    /// For the wire only.
    Secret password() {
        return credentials.password();
    }

    /// What to do when it was refused.
    String remedy() {
        return config.file() == null
                ? "Mend " + config.setting() + ", then restart."
                : "Mend the file " + config.file() + " (" + config.setting() + "); it is read again by itself.";
    }

    /// The headers of a request to this address, for the wire only: who we are, and the cookies that this account was
    /// given there.
    Map<String, String> headers(URI uri) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", credentials.header().reveal());
        headers.put("Accept", "application/xml");
        try {
            List<String> kept = cookies.get(uri, Map.of()).getOrDefault("Cookie", List.of());
            if (!kept.isEmpty()) {
                headers.put("Cookie", String.join("; ", kept));
            }
        } catch (IOException unreadable) {
            log.debug("the cookies for {} could not be read", uri.getHost(), unreadable);
        }
        return headers;
    }

    /// Keeps what a node set.
    void keep(URI uri, List<String> setCookies) {
        try {
            cookies.put(uri, Map.of("Set-Cookie", setCookies));
        } catch (IOException | IllegalArgumentException malformed) {
            log.debug("a cookie of {} could not be kept", uri.getHost(), malformed);
        }
    }

    /// Waits for the right to send. Fails at once when the account is stopped.
    Admission enter() throws FinesseFailure, InterruptedException {
        if (trust == Trust.PROVEN) {
            return new Admission(generation, () -> {});
        }
        refuseWhenStopped();
        if (!probe.tryAcquire(WAIT_FOR_FIRST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw FinesseFailure.noAnswer(
                    Outcome.Failure.RETRY, "timeout", "waited for the first answer to the " + inWords());
        }
        return probing();
    }

    private Admission probing() throws FinesseFailure {
        if (trust == Trust.UNPROVEN) {
            return new Admission(generation, probe::release);
        }
        probe.release();
        refuseWhenStopped();
        return new Admission(generation, () -> {});
    }

    private void refuseWhenStopped() throws FinesseFailure {
        if (trust == Trust.STOPPED) {
            throw FinesseFailure.noAnswer(Outcome.Failure.ACCOUNT_STOPPED, "account_stopped", stopMessage());
        }
    }

    /// The account was let in: any number of requests may be in flight from now on.
    synchronized void proven(Admission by) {
        if (trust == Trust.UNPROVEN && by.generation() == generation) {
            trust = Trust.PROVEN;
        }
    }

    /// A refusal that may or may not be about the password: one request at a time again until the next success.
    synchronized void doubted(Admission by) {
        if (trust == Trust.PROVEN && by.generation() == generation) {
            trust = Trust.UNPROVEN;
        }
    }

    /// The account was refused: nothing is sent with it any more.
    void stop(Admission by) {
        if (stoppedJustNow(by)) {
            onStop.accept(this);
        }
    }

    private synchronized boolean stoppedJustNow(Admission by) {
        if (by.generation() != generation) {
            return false;
        }
        boolean news = trust != Trust.STOPPED;
        trust = Trust.STOPPED;
        return news;
    }

    /// Never let in yet, or doubted since.
    boolean unproven() {
        return trust == Trust.UNPROVEN;
    }

    boolean stopped() {
        return trust == Trust.STOPPED;
    }

    /// Which account, in words, without its password.
    String inWords() {
        return "Finesse " + role.word + " account \"" + user() + "\"";
    }

    String stopMessage() {
        return "Finesse refused the " + role.word + " account \"" + user()
                + "\"; nothing more is sent with it, so that it is not locked";
    }
}
