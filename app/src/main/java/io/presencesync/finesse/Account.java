package io.presencesync.finesse;

import io.presencesync.config.BasicCredentials;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Finesse account with its stop switch. Five wrong passwords in a row lock an account for everybody who shares
/// it, so: until its first success only one request is in flight, and after a refusal there is never another one.
/// Any thread.
final class Account {
    private static final Logger log = LoggerFactory.getLogger(Account.class);
    private static final long WAIT_FOR_FIRST_ANSWER_SECONDS = 20;

    /// What the account is for, and the setting that holds it.
    enum Role {
        ADMIN("administrator", "FINESSE_ADMIN_TOKEN"),
        SUPERVISOR("supervisor", "FINESSE_SUPERVISOR_TOKEN");

        final String word;
        final String setting;

        Role(String word, String setting) {
            this.word = word;
            this.setting = setting;
        }
    }

    private enum Trust {
        UNPROVEN,
        PROVEN,
        STOPPED
    }

    /// The right to have one request in flight; given back by closing.
    interface Admission extends AutoCloseable {
        @Override
        void close();
    }

    private static final Admission FREE = () -> {};

    private final Role role;
    private final BasicCredentials credentials;
    private final Consumer<Account> onStop;
    private final CookieManager cookies = new CookieManager();
    private final Semaphore probe = new Semaphore(1, true);
    private volatile Trust trust = Trust.UNPROVEN;

    /// @param onStop told once, on the thread whose request was refused
    Account(Role role, BasicCredentials credentials, Consumer<Account> onStop) {
        this.role = role;
        this.credentials = credentials;
        this.onStop = onStop;
    }

    String user() {
        return credentials.user();
    }

    /// For the wire only.
    Secret password() {
        return credentials.password();
    }

    Role role() {
        return role;
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
            return FREE;
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
            return probe::release;
        }
        probe.release();
        refuseWhenStopped();
        return FREE;
    }

    private void refuseWhenStopped() throws FinesseFailure {
        if (trust == Trust.STOPPED) {
            throw FinesseFailure.noAnswer(Outcome.Failure.ACCOUNT_STOPPED, "account_stopped", stopMessage());
        }
    }

    /// The account was let in: any number of requests may be in flight from now on.
    synchronized void proven() {
        if (trust == Trust.UNPROVEN) {
            trust = Trust.PROVEN;
        }
    }

    /// A refusal that may or may not be about the password: one request at a time again until the next success.
    synchronized void doubted() {
        if (trust == Trust.PROVEN) {
            trust = Trust.UNPROVEN;
        }
    }

    /// The account was refused: nothing is sent with it any more.
    void stop() {
        if (stoppedJustNow()) {
            onStop.accept(this);
        }
    }

    private synchronized boolean stoppedJustNow() {
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
