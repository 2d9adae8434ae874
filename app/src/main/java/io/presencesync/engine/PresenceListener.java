package io.presencesync.engine;

import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;

/// What a [PresenceSource] tells. Called from the source's threads, an event loop included: implementations enqueue
/// and return, they never block.
public interface PresenceListener {
    /// The address belongs to this person. Comes before any presence of the person.
    void resolved(WebexAddress address, WebexPersonId person);

    /// Nobody (or several, or a bot) for this address; `why` is for the operator. May be followed by `resolved` later.
    void unresolved(WebexAddress address, String why);

    /// Updates for this person will arrive from now on.
    void subscribed(WebexPersonId person);

    /// Updates for this person do not arrive at present: sharing off, refused, evicted.
    void notSubscribed(WebexPersonId person, String why);

    /// Nothing arrives at present, for anybody; what was heard until now may no longer hold. Naming it again says only
    /// why.
    void feedDown(String why);

    /// Presences arrive again; each person's present one follows.
    void feedUp();

    void presence(PresenceEvent event);
}
