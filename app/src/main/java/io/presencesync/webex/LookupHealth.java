package io.presencesync.webex;

import io.presencesync.engine.Timers;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.WebexAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether people can be looked up, as a part of the link's health. The public API is a host of its own: it may be out
/// of reach while everything else works. One refused address is a matter of its own; failures that go on for
/// [#QUIET] are one warning in the log, and so is their end. Any thread.
final class LookupHealth {
    static final Duration QUIET = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(LookupHealth.class);

    private record Trouble(
            WebexFailure failure, Instant since, @Nullable Instant nextTry) {}

    private final String name;
    private final URI hydra;
    private final InstantSource clock;
    private final Timers timers;
    private final Set<WebexAddress> failing = new HashSet<>();
    private final Instant begun;
    private @Nullable Trouble trouble;
    private @Nullable Instant workingSince;
    private boolean said;

    /// @param name of the link in the log
    /// @param hydra the public API's base address
    LookupHealth(String name, URI hydra, InstantSource clock, Timers timers) {
        this.name = name;
        this.hydra = hydra;
        this.clock = clock;
        this.timers = timers;
        this.begun = clock.instant();
    }

    /// A look-up failed.
    ///
    /// @param wait until this person is asked for again; null when the others' wait counts for them too
    synchronized void failed(WebexAddress address, WebexFailure failure, @Nullable Duration wait) {
        failing.add(address);
        if (ofOneAlone(failure)) {
            return;
        }
        Trouble before = trouble;
        Instant now = clock.instant();
        Instant next = wait == null ? (before == null ? null : before.nextTry()) : now.plus(wait);
        trouble = new Trouble(failure, before == null ? now : before.since(), next);
        if (before == null) {
            timers.after(QUIET, this::say);
        }
    }

    /// Webex refused one address while it answered for others.
    private boolean ofOneAlone(WebexFailure failure) {
        boolean refused = failure.kind() == WebexFailure.Kind.REFUSED || failure.kind() == WebexFailure.Kind.GONE;
        return refused && trouble == null && workingSince != null && failing.size() == 1;
    }

    private synchronized void say() {
        if (trouble != null && !said) {
            said = true;
            log.warn("{}: {}. {}", name, message(trouble), action());
        }
    }

    /// Webex answered for this address, whatever it said.
    synchronized void answered(WebexAddress address) {
        failing.remove(address);
        if (workingSince == null || trouble != null) {
            workingSince = clock.instant();
        }
        over(true);
    }

    /// They are followed no longer.
    synchronized void forget(Collection<WebexAddress> addresses) {
        failing.removeAll(addresses);
        over(failing.isEmpty());
    }

    private void over(boolean ended) {
        if (ended && trouble != null) {
            trouble = null;
            if (said) {
                log.info("{}: people can be looked up again at {}", name, hydra.getAuthority());
            }
            said = false;
        }
    }

    /// What keeps people from being looked up, as the state of this link; empty when nothing does.
    synchronized Optional<ConnectionState> trouble(String link) {
        return Optional.ofNullable(trouble)
                .map(now -> new ConnectionState(
                        link,
                        ConnectionState.Kind.DEGRADED,
                        "lookups_fail",
                        message(now),
                        action(),
                        now.since(),
                        now.nextTry()));
    }

    synchronized ConnectionState part() {
        String works = workingSince == null ? "no person was looked up yet" : "people are looked up";
        Instant since = workingSince == null ? begun : workingSince;
        return trouble(Part.PEOPLE.link())
                .orElseGet(() ->
                        ConnectionState.connected(Part.PEOPLE.link(), works + " at " + hydra.getAuthority(), since));
    }

    private String message(Trouble now) {
        return "people cannot be looked up at " + hydra.getAuthority() + ", so whoever is not known from before is not"
                + " followed: " + now.failure().inWords();
    }

    private String action() {
        return "Let " + hydra.getScheme() + "://" + hydra.getAuthority()
                + " through firewalls and proxies; it is a host of its own, besides those of Mercury (HYDRA_SERVICE_URL)";
    }
}
