package io.presencesync.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The health of one link as one value; log, health endpoint, CLI and dashboard all print this same text.
///
/// @param link which link: `webex`, `finesse`, `gadgets`, `store`
/// @param state what it is doing
/// @param code short stable word for scripts, such as `ok`, `bad_token`, `unreachable`
/// @param message what is the case, in words, without secrets
/// @param action what the operator should do; empty when nothing
/// @param since when this state began, by our clock
/// @param nextTry when we try again by ourselves; null when we do not
/// @param site whose link it is; null for the service's own, and while there is one site
public record ConnectionState(
        String link,
        Kind state,
        String code,
        String message,
        String action,
        Instant since,
        @Nullable Instant nextTry,
        @Nullable SiteId site) {

    /// Of the service, or of the only site.
    public ConnectionState(
            String link,
            Kind state,
            String code,
            String message,
            String action,
            Instant since,
            @Nullable Instant nextTry) {
        this(link, state, code, message, action, since, nextTry, null);
    }

    /// What a link can be doing.
    public enum Kind {
        STARTING,
        CONNECTING,
        CONNECTED,
        TRANSIENT_DISCONNECT,
        BAD_CREDENTIALS,
        DEGRADED,
        STOPPED
    }

    public static ConnectionState starting(String link, Instant now) {
        return new ConnectionState(link, Kind.STARTING, "starting", "not started yet", "", now, null);
    }

    public static ConnectionState connected(String link, String message, Instant now) {
        return new ConnectionState(link, Kind.CONNECTED, "ok", message, "", now, null);
    }

    /// The same link, told apart from that of other sites.
    public ConnectionState of(SiteId its) {
        return new ConnectionState(link, state, code, message, action, since, nextTry, its);
    }

    /// The same, with its times told by another clock.
    public ConnectionState at(Instant begun, @Nullable Instant next) {
        return new ConnectionState(link, state, code, message, action, begun, next, site);
    }

    /// The same in other words.
    public ConnectionState saying(String words) {
        return new ConnectionState(link, state, code, words, action, since, nextTry, site);
    }

    /// The same news of another link, or of a part of this one.
    public ConnectionState as(String other) {
        return new ConnectionState(other, state, code, message, action, since, nextTry, site);
    }

    /// The link's name, unique over all sites: `finesse`, `finesse (emea)`.
    public String name() {
        return site == null ? link : link + " (" + site + ")";
    }

    /// What is the case, and what to do where there is something to do, for the log.
    public String inWords() {
        if (action.isEmpty()) {
            return message;
        }
        return message + (Character.isLowerCase(action.charAt(0)) ? "; " : ". ") + action;
    }

    public boolean healthy() {
        return state == Kind.CONNECTED;
    }

    /// Same news as before, whenever it began: such a repeat is not announced again.
    public boolean sameNews(ConnectionState other) {
        return state == other.state && code.equals(other.code) && message.equals(other.message);
    }
}
