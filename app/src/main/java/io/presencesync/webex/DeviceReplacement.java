package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether our device, whose refresh Webex refuses, may be replaced by another: once in [#AGAIN], so that an account
/// that is refused everything fills no list of devices. Until then the device is used as it is, and that is told. Any
/// thread may ask for the trouble; all else belongs to the thread of the link.
final class DeviceReplacement {
    static final Duration AGAIN = Duration.ofHours(1);
    private static final String REPLACED_AT = "replacedAt";
    private static final Logger log = LoggerFactory.getLogger(DeviceReplacement.class);

    private final InstantSource clock;
    private @Nullable Instant last;
    private volatile @Nullable ConnectionState trouble;

    /// @param clock wall time: when a device was replaced is remembered over restarts
    DeviceReplacement(InstantSource clock) {
        this.clock = clock;
    }

    /// A last time in the future is that of another clock and does not count.
    boolean allowed() {
        Instant now = clock.instant();
        Instant before = last;
        return before == null || before.isAfter(now) || !now.isBefore(before.plus(AGAIN));
    }

    void done() {
        last = clock.instant();
        trouble = null;
    }

    /// Webex refuses another device too.
    void failed() {
        last = clock.instant();
    }

    /// The device was refreshed, or is another one.
    void well() {
        trouble = null;
    }

    void usedAsItIs(WebexFailure why) {
        ConnectionState before = trouble;
        ConnectionState now = state(why, before == null ? clock.instant() : before.since());
        trouble = now;
        if (before == null) {
            log.warn("webex: {}; {}", now.message(), now.action());
        }
    }

    private ConnectionState state(WebexFailure why, Instant since) {
        return new ConnectionState(
                LinkHealth.LINK,
                ConnectionState.Kind.DEGRADED,
                "device_refused",
                "Webex refuses to refresh our device (" + why.status() + "), it is used as it is: " + why.inWords(),
                "nothing at once; if it lasts for hours, delete the bot's old devices, or make another bot",
                since,
                last == null ? null : last.plus(AGAIN));
    }

    /// Why the device in use is not as it should be; empty when it is.
    Optional<ConnectionState> trouble() {
        return Optional.ofNullable(trouble);
    }

    void remember(ObjectNode text) {
        if (last != null) {
            text.put(REPLACED_AT, last.toString());
        }
    }

    void recall(JsonNode known) {
        String at = Json.text(known, REPLACED_AT);
        if (at != null && last == null) {
            try {
                last = Instant.parse(at);
            } catch (DateTimeParseException notOurs) {
                log.debug("what is remembered of our device has no readable time", notOurs);
            }
        }
    }
}
