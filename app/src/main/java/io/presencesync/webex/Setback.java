package io.presencesync.webex;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why the link is not up, and what to do about it.
///
/// @param retryAfter least time to wait, as Webex asked; null when not told
record Setback(Fate fate, String message, @Nullable Duration retryAfter) {
    /// What follows.
    enum Fate {
        /// Connect again with backoff.
        RETRY,
        /// Ask whether the token is still good.
        CHECK_TOKEN,
        /// The registration is dead: obtain another.
        NEW_DEVICE,
        /// Another program uses our registration: don't fight.
        REPLACED,
        /// Something an operator must mend; look again from time to time.
        SLOW,
        /// The token goes to no such host; look again from time to time.
        NOT_TRUSTED,
        /// This account will never be let in.
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
        return new Setback(fate, failure.inWords(), failure.retryAfter());
    }
}
