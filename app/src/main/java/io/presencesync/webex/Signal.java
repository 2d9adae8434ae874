package io.presencesync.webex;

import org.jspecify.annotations.Nullable;

/// What the link loop wakes up for.
sealed interface Signal {
    record Ready(MercurySocket socket) implements Signal {}

    record Gap(MercurySocket socket) implements Signal {}

    record Shutdown(MercurySocket socket) implements Signal {}

    /// The wait with opening another socket in place of this one is over.
    record Succeed(MercurySocket socket) implements Signal {}

    record Closed(MercurySocket socket, Closing how) implements Signal {}

    /// A call failed in a way that concerns the link.
    ///
    /// @param asked the session it was made in; null when in none
    record Trouble(WebexFailure failure, @Nullable Session asked) implements Signal {}

    /// The device is due to be refreshed.
    record Refresh(Device device) implements Signal {}

    /// The old socket was given time enough to be closed by Webex.
    record Leave(MercurySocket socket) implements Signal {}

    /// The token's file may hold another one.
    record LookAtToken() implements Signal {}

    /// The wait with this number is over.
    record Wake(long number) implements Signal {}

    record Stop() implements Signal {}
}
