package io.presencesync.webex;

import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest news of the link to Webex; each change is logged once. Any thread.
final class LinkHealth {
    static final String LINK = "webex";
    private static final Logger log = LoggerFactory.getLogger(LinkHealth.class);

    private final InstantSource clock;
    private final AtomicReference<ConnectionState> state;
    private final AtomicReference<ConnectionState> announced;

    LinkHealth(InstantSource clock) {
        this.clock = clock;
        this.state = new AtomicReference<>(ConnectionState.starting(LINK, clock.instant()));
        this.announced = new AtomicReference<>(state.get());
    }

    ConnectionState now() {
        return state.get();
    }

    void connecting(String step) {
        set(ConnectionState.Kind.CONNECTING, "connecting", step, "", null);
    }

    void connected() {
        set(ConnectionState.Kind.CONNECTED, "ok", "mercury connected", "", null);
    }

    void stopped() {
        set(ConnectionState.Kind.STOPPED, "stopped", "closed by us", "", null);
    }

    /// @param wait when we try again; null when we don't
    void setback(Setback why, @Nullable Duration wait) {
        switch (why.fate()) {
            case RETRY ->
                set(
                        ConnectionState.Kind.TRANSIENT_DISCONNECT,
                        "unreachable",
                        why.message(),
                        "check the network if this lasts",
                        wait);
            case NEW_DEVICE -> set(ConnectionState.Kind.TRANSIENT_DISCONNECT, "device_gone", why.message(), "", wait);
            case CHECK_TOKEN ->
                set(
                        ConnectionState.Kind.BAD_CREDENTIALS,
                        "bad_token",
                        "Webex refused the bot token: " + why.message(),
                        "put a valid WEBEX_ACCESS_TOKEN into the configuration and restart",
                        wait);
            case REPLACED ->
                set(
                        ConnectionState.Kind.TRANSIENT_DISCONNECT,
                        "replaced",
                        "another program took over our Webex device: " + why.message(),
                        "stop the other copy, or give each its own webex device name",
                        wait);
            case SLOW ->
                set(
                        ConnectionState.Kind.TRANSIENT_DISCONNECT,
                        "refused",
                        why.message(),
                        "read Webex's message; if it speaks of device registrations, remove old devices of this bot",
                        wait);
            case NOT_TRUSTED ->
                set(
                        ConnectionState.Kind.TRANSIENT_DISCONNECT,
                        "untrusted_host",
                        why.message(),
                        "check U2C_SERVICE_URL and HYDRA_SERVICE_URL",
                        wait);
            case GIVE_UP ->
                set(
                        ConnectionState.Kind.STOPPED,
                        "not_entitled",
                        "Webex does not let this account in: " + why.message(),
                        "use the token of a bot (not of a service app), then restart",
                        wait);
        }
    }

    private void set(ConnectionState.Kind kind, String code, String message, String action, @Nullable Duration wait) {
        ConnectionState fresh = new ConnectionState(
                LINK,
                kind,
                code,
                message,
                action,
                clock.instant(),
                wait == null ? null : clock.instant().plus(wait));
        state.set(fresh);
        if (worthSaying(fresh)) {
            announce(fresh);
        }
    }

    /// While tries fail one after the other, neither their steps nor the same failure again are said.
    private boolean worthSaying(ConnectionState fresh) {
        ConnectionState said = announced.get();
        boolean tryingAgain = fresh.state() == ConnectionState.Kind.CONNECTING
                && said.state() != ConnectionState.Kind.STARTING
                && said.state() != ConnectionState.Kind.CONNECTING;
        if (tryingAgain || said.sameNews(fresh)) {
            return false;
        }
        announced.set(fresh);
        return true;
    }

    private static void announce(ConnectionState news) {
        switch (news.state()) {
            case STARTING, CONNECTING, CONNECTED, STOPPED -> log.info("webex: {}", news.message());
            case TRANSIENT_DISCONNECT, DEGRADED -> log.warn("webex: {} {}", news.message(), news.action());
            case BAD_CREDENTIALS -> log.error("webex: {} {}", news.message(), news.action());
        }
    }
}
