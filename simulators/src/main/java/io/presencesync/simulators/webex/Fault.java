package io.presencesync.simulators.webex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that goes wrong on demand. `times` counts how often; [#UNTIL_CLEARED] never ends by itself.
public sealed interface Fault {
    int UNTIL_CLEARED = -1;

    int times();

    /// A fault of an HTTP call.
    sealed interface OfCall extends Fault {
        Endpoint endpoint();
    }

    /// The call is answered with this status and does nothing.
    ///
    /// @param retryAfter seconds in the Retry-After header, or null for none
    /// @param asDate whether Retry-After is written as an HTTP date instead of a number
    /// @param message what the error body says, or null for words of the simulator's own
    record Answer(
            Endpoint endpoint,
            int status,
            @Nullable Integer retryAfter,
            boolean asDate,
            @Nullable String message,
            int times)
            implements OfCall {
        public Answer(Endpoint endpoint, int status, @Nullable Integer retryAfter, int times) {
            this(endpoint, status, retryAfter, false, null, times);
        }
    }

    /// The call is answered with 200 and a body that is no JSON.
    record Garbage(Endpoint endpoint, int times) implements OfCall {}

    /// The upgrade is answered with this plain HTTP status, even where the client asked for close codes instead.
    ///
    /// @param retryAfter seconds in the Retry-After header, or null for none
    record UpgradeRefused(int status, @Nullable Integer retryAfter, int times) implements OfCall {
        @Override
        public Endpoint endpoint() {
            return Endpoint.MERCURY;
        }
    }

    /// Every call to one of the cloud's hosts fails while its other hosts work.
    ///
    /// @param status the answer, or 0 to cut the connection
    record HostFails(String host, int status, int times) implements OfCall {
        @Override
        public Endpoint endpoint() {
            return Endpoint.ANY;
        }
    }

    /// The catalog gives this address for a service.
    ///
    /// @param url null leaves the service out
    record CatalogNames(String service, @Nullable String url, int times) implements Fault {}

    /// The call is never answered.
    record Hang(Endpoint endpoint, int times) implements OfCall {}

    /// The connection is cut instead of an answer.
    record Cut(Endpoint endpoint, int times) implements OfCall {}

    /// The call is served after this many milliseconds.
    record Slow(Endpoint endpoint, int millis, int times) implements OfCall {}

    /// The subscription of one person is refused while the request as a whole succeeds.
    ///
    /// @param person UUID or address
    /// @param retry seconds to wait, told to the client, or null
    record RefuseSubject(
            String person, int responseCode, @Nullable Integer retry, boolean evicted, int times) implements Fault {}

    /// One person is left out of `statusList`.
    record MissingStatus(String person, int times) implements Fault {}

    /// One person is left out of the answers to a subscription.
    record MissingAnswer(String person, int times) implements Fault {}

    /// A fault between the authorization frame and the ready signal.
    sealed interface OfOpening extends Fault {}

    /// The socket is closed instead of becoming ready.
    record CloseBeforeReady(int code, String reason, int times) implements OfOpening {}

    /// The ready signal comes after this many milliseconds; below zero it never comes.
    record LateReady(int millis, int times) implements OfOpening {}

    /// These JSON objects come before the ready signal.
    record FramesFirst(List<String> frames, int times) implements OfOpening {
        public FramesFirst {
            frames = List.copyOf(frames);
        }
    }

    /// What can happen to frames on a Mercury socket.
    enum FrameFault {
        /// A ping stays without pong.
        NO_PONG,
        /// A ping is answered with another id.
        WRONG_PONG,
        /// The next frame's sequence number is `amount` too high.
        SKIP_SEQUENCE,
        /// A frame carries no sequence number.
        NO_SEQUENCE,
        /// An update never arrives; the sequence shows the gap.
        LOST,
        /// An update never arrives and nothing shows it.
        DROPPED,
        /// An update is delivered twice, with the same id.
        DUPLICATE,
        /// An update is delivered `amount` milliseconds late.
        LATE,
        /// An update is delivered after the next one.
        SWAPPED,
        /// An update is cut in the middle, so that it is no JSON.
        MALFORMED,
        /// Half of an update is sent as an unfinished frame, then the connection is cut.
        HALF,
        /// An update is padded to `amount` KiB.
        OVERSIZE;

        /// Whether it concerns presence updates, not any frame.
        boolean ofUpdates() {
            return switch (this) {
                case NO_PONG, WRONG_PONG, SKIP_SEQUENCE, NO_SEQUENCE -> false;
                case LOST, DROPPED, DUPLICATE, LATE, SWAPPED, MALFORMED, HALF, OVERSIZE -> true;
            };
        }
    }

    /// A fault of frames.
    ///
    /// @param amount milliseconds or numbers, where the kind needs one
    record Frames(FrameFault kind, int amount, int times) implements Fault {}
}
