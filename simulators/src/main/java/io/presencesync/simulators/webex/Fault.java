package io.presencesync.simulators.webex;

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
    record Answer(Endpoint endpoint, int status, @Nullable Integer retryAfter, int times) implements OfCall {}

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

    /// What can happen to frames on a Mercury socket.
    enum FrameFault {
        /// A ping stays without pong.
        NO_PONG,
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
        HALF;

        /// Whether it concerns presence updates, not any frame.
        boolean ofUpdates() {
            return switch (this) {
                case NO_PONG, SKIP_SEQUENCE, NO_SEQUENCE -> false;
                case LOST, DROPPED, DUPLICATE, LATE, SWAPPED, MALFORMED, HALF -> true;
            };
        }
    }

    /// A fault of frames.
    ///
    /// @param amount milliseconds or numbers, where the kind needs one
    record Frames(FrameFault kind, int amount, int times) implements Fault {}
}
