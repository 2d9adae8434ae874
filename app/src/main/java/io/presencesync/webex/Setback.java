package io.presencesync.webex;

import io.presencesync.net.RetryWait;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why the link is not up, and what to do about it.
///
/// @param retryAfter how long to wait, as Webex asked; null when not told
/// @param refused whether a request of ours was refused or failed, so that the next is never sent at once
record Setback(Fate fate, String message, @Nullable Duration retryAfter, boolean refused) {
    /// No request of ours failed.
    Setback(Fate fate, String message) {
        this(fate, message, null, false);
    }

    /// What follows.
    enum Fate {
        /// Connect again with backoff.
        RETRY,
        /// Connect again, but slowly: what we sent was refused.
        LATER,
        /// Ask whether the token is still good.
        CHECK_TOKEN,
        /// Another token is there: leave with the old one, come with the new.
        NEW_TOKEN,
        /// The registration is dead: obtain another.
        NEW_DEVICE,
        /// Another program uses our registration: don't fight, take another.
        REPLACED,
        /// Something an operator must mend; look again from time to time.
        SLOW,
        /// The token goes to no such host; look again from time to time.
        NOT_TRUSTED,
        /// This account is not let in; look again rarely.
        GIVE_UP
    }

    static Setback of(WebexFailure failure) {
        Fate fate = switch (failure.kind()) {
            case BAD_TOKEN -> Fate.CHECK_TOKEN;
            case NOT_TRUSTED -> Fate.NOT_TRUSTED;
            case REFUSED -> Fate.SLOW;
            case LEGAL -> Fate.GIVE_UP;
            case GONE -> Fate.NEW_DEVICE;
            case BUSY, PASSING -> Fate.RETRY;
        };
        return new Setback(fate, failure.inWords(), failure.retryAfter(), true);
    }

    Setback as(Fate other) {
        return new Setback(other, message, retryAfter, refused);
    }

    /// How long to wait with the next try.
    ///
    /// @param own our own backoff
    Duration wait(Duration own) {
        return refused ? RetryWait.of(retryAfter, own) : own;
    }

    /// Whether an operator should hear of it at once, however short it is.
    boolean alarming() {
        return switch (fate) {
            case RETRY, LATER, NEW_TOKEN, NEW_DEVICE -> false;
            case CHECK_TOKEN, REPLACED, SLOW, NOT_TRUSTED, GIVE_UP -> true;
        };
    }

    /// @param next when we try again; null when we don't
    ConnectionState inHealth(String link, Instant since, @Nullable Instant next) {
        return switch (fate) {
            case RETRY ->
                retryAfter == null
                        ? down("unreachable", message, "check the network if this lasts", link, since, next)
                        : down("busy", message, "", link, since, next);
            case LATER -> down("rejected", message, "", link, since, next);
            case NEW_DEVICE -> down("device_gone", message, "", link, since, next);
            case NEW_TOKEN -> down("new_token", message, "", link, since, next);
            case CHECK_TOKEN ->
                new ConnectionState(
                        link,
                        ConnectionState.Kind.BAD_CREDENTIALS,
                        "bad_token",
                        "Webex refused the bot token: " + message,
                        "set a valid WEBEX_ACCESS_TOKEN and restart; one in a file of its own is read again without a restart",
                        since,
                        next);
            case REPLACED ->
                down(
                        "replaced",
                        "another connection took over our Webex device: " + message,
                        "if a second copy runs with this bot, stop it or give it a webex.device-name of its own",
                        link,
                        since,
                        next);
            case SLOW ->
                down(
                        "refused",
                        message,
                        "read Webex's message; if it speaks of device registrations, remove old devices of this bot",
                        link,
                        since,
                        next);
            case NOT_TRUSTED ->
                down("untrusted_host", message, "check U2C_SERVICE_URL and HYDRA_SERVICE_URL", link, since, next);
            case GIVE_UP ->
                new ConnectionState(
                        link,
                        ConnectionState.Kind.STOPPED,
                        "not_entitled",
                        "Webex does not let this account in: " + message,
                        "use the token of a bot (not of a service app) that Webex has not blocked",
                        since,
                        next);
        };
    }

    private static ConnectionState down(
            String code, String message, String action, String link, Instant since, @Nullable Instant next) {
        return new ConnectionState(link, ConnectionState.Kind.TRANSIENT_DISCONNECT, code, message, action, since, next);
    }
}
