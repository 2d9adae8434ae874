package io.presencesync.webex;

import io.presencesync.engine.Timers;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest news of the link to Webex, as a whole and part by part. While tries fail one after the other it stays
/// one piece of news with one beginning. Any thread.
final class LinkHealth {
    static final String LINK = "webex";

    private final InstantSource clock;
    private final LinkLog log;
    private final Map<Part, ConnectionState> parts = new EnumMap<>(Part.class);
    private ConnectionState whole;
    private Part current = Part.DISCOVERY;
    private @Nullable Instant downSince;

    /// @param name of the link in the log
    LinkHealth(String name, InstantSource clock, Timers timers) {
        this.clock = clock;
        this.log = new LinkLog(name, clock, timers);
        this.whole = ConnectionState.starting(LINK, clock.instant());
        for (Part part : List.of(Part.DISCOVERY, Part.DEVICE, Part.SOCKET)) {
            parts.put(part, ConnectionState.starting(part.link(), clock.instant()));
        }
    }

    synchronized ConnectionState now() {
        return whole;
    }

    synchronized List<ConnectionState> parts() {
        return List.copyOf(parts.values());
    }

    /// The next part is being brought up; those before it are.
    synchronized void connecting(Part part, String step) {
        current = part;
        parts.replaceAll((each, state) -> each.compareTo(part) < 0 ? working(each, state) : state);
        if (downSince == null) {
            whole = state(LINK, ConnectionState.Kind.CONNECTING, "connecting", step, clock.instant());
            parts.put(part, state(part.link(), ConnectionState.Kind.CONNECTING, "connecting", step, clock.instant()));
            log.step(step);
        }
    }

    private ConnectionState working(Part part, ConnectionState before) {
        return before.healthy() ? before : ConnectionState.connected(part.link(), "works", clock.instant());
    }

    synchronized void connected() {
        downSince = null;
        current = Part.SOCKET;
        parts.replaceAll(this::working);
        if (!whole.healthy()) {
            whole = ConnectionState.connected(LINK, "mercury connected", clock.instant());
        }
        log.up();
    }

    synchronized void stopped() {
        whole = state(LINK, ConnectionState.Kind.STOPPED, "stopped", "closed by us", clock.instant());
        parts.replaceAll((part, _) ->
                state(part.link(), ConnectionState.Kind.STOPPED, "stopped", "closed by us", clock.instant()));
        log.stopped();
    }

    /// @param wait when we try again; null when we don't
    synchronized void setback(Setback why, @Nullable Duration wait) {
        Instant since = downSince == null ? clock.instant() : downSince;
        downSince = since;
        Instant next = wait == null ? null : clock.instant().plus(wait);
        whole = why.inHealth(LINK, since, next);
        parts.put(current, why.inHealth(current.link(), since, next));
        if (why.fate() != Setback.Fate.NEW_TOKEN) {
            log.down(whole, why.alarming());
        }
    }

    private static ConnectionState state(
            String link, ConnectionState.Kind kind, String code, String message, Instant since) {
        return new ConnectionState(link, kind, code, message, "", since, null);
    }
}
