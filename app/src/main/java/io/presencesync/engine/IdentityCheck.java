package io.presencesync.engine;

import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Secret;

/// Port: asks Finesse whether an Authorization header belongs to a user.
public interface IdentityCheck {
    /// One GET User with the header; blocks its virtual thread at most 10 s. The header is neither kept nor logged.
    Result check(FinesseUserId user, Secret authorization);

    /// What Finesse said.
    sealed interface Result {
        /// The header is this user's.
        ///
        /// @param loginName the user's login name, for finding his Webex address
        /// @param name first and last name
        record Proven(FinesseUserId user, String loginName, String name) implements Result {}

        record Refused(String why) implements Result {}

        /// Finesse could not be asked; nothing is proven.
        record Unavailable(String why) implements Result {}
    }
}
