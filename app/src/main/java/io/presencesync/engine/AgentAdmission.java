package io.presencesync.engine;

import io.presencesync.presence.FinesseUserId;

/// Port: whether somebody whose gadget signs in is followed. Called on a virtual thread; may add him to the roster.
public interface AgentAdmission {
    /// True when he is followed, from now on at the latest.
    boolean admit(FinesseUserId user, String loginName, String name);

    /// Whether it is known who is followed. Before, that somebody is not admitted does not mean that he never will be.
    default boolean knows() {
        return true;
    }
}
