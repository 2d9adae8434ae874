package io.presencesync.webex;

import io.presencesync.engine.Timers;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log how the link is, and never chatters: an outage is one line when it has lasted three seconds, one
/// every five minutes, and one at its end; shorter ones are counted and said once a minute. Guarded by [LinkHealth].
final class LinkLog {
    static final Duration QUIET = Duration.ofSeconds(3);
    static final Duration AGAIN = Duration.ofMinutes(5);
    static final Duration FLAPS = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(LinkHealth.class);

    private final String name;
    private final InstantSource clock;
    private final Timers timers;
    private boolean everUp;
    private @Nullable ConnectionState down;
    private @Nullable ConnectionState said;
    private @Nullable Instant saidAt;
    private Timers.@Nullable Cancellable quiet;
    private Timers.@Nullable Cancellable flapsDue;
    private int tries;
    private int flaps;
    private String lastFlap = "";

    LinkLog(String name, InstantSource clock, Timers timers) {
        this.name = name;
        this.clock = clock;
        this.timers = timers;
    }

    synchronized void step(String step) {
        log.info("{}: {}", name, step);
    }

    /// @param alarm what an operator must know at once
    synchronized void down(ConnectionState state, boolean alarm) {
        boolean first = down == null;
        tries = first ? 1 : tries + 1;
        down = state;
        if (said != null) {
            again(state, said, alarm);
        } else if (alarm || !everUp) {
            say(state);
        } else if (first) {
            quiet = timers.after(QUIET, this::stillDown);
        }
    }

    private synchronized void stillDown() {
        if (down != null && said == null) {
            say(down);
        }
    }

    private void again(ConnectionState state, ConnectionState before, boolean alarm) {
        boolean late = saidAt != null && !clock.instant().isBefore(saidAt.plus(AGAIN));
        if (alarm && !state.code().equals(before.code())) {
            say(state);
        } else if (late) {
            log.warn("{}: still down after {} tries, since {}: {}", name, tries, state.since(), inWords(state));
            saidAt = clock.instant();
        }
    }

    private void say(ConnectionState state) {
        said = state;
        saidAt = clock.instant();
        if (state.state() == ConnectionState.Kind.BAD_CREDENTIALS || state.state() == ConnectionState.Kind.STOPPED) {
            log.error("{}: {}", name, inWords(state));
        } else {
            log.warn("{}: {}", name, inWords(state));
        }
    }

    private static String inWords(ConnectionState state) {
        return state.action().isEmpty() ? state.message() : state.message() + "; " + state.action();
    }

    synchronized void up() {
        ConnectionState outage = down;
        if (outage == null && !everUp) {
            log.info("{}: mercury connected", name);
        } else if (outage != null && said != null) {
            log.info("{}: mercury connected again, after {}", name, lasted(outage));
        } else if (outage != null) {
            flap(outage);
        }
        everUp = true;
        clear();
    }

    private String lasted(ConnectionState outage) {
        Duration time = Duration.between(outage.since(), clock.instant());
        return time.toSeconds() + " s and " + tries + (tries == 1 ? " try" : " tries");
    }

    private void flap(ConnectionState outage) {
        flaps++;
        lastFlap = outage.message();
        if (flapsDue == null) {
            flapsDue = timers.after(FLAPS, this::sayFlaps);
        }
    }

    private synchronized void sayFlaps() {
        log.info("{}: interrupted {} times for less than 3 s in the last minute, lastly: {}", name, flaps, lastFlap);
        flaps = 0;
        flapsDue = null;
    }

    private void clear() {
        down = null;
        said = null;
        tries = 0;
        if (quiet != null) {
            quiet.cancel();
            quiet = null;
        }
    }

    synchronized void stopped() {
        clear();
        if (flapsDue != null) {
            flapsDue.cancel();
        }
        log.info("{}: closed by us", name);
    }
}
