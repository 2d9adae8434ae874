package io.presencesync.webex;

import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.PresenceSource;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;

/// A source that stands in for another: it can be begun and ended any number of times. Any thread.
interface SecondSource extends PresenceSource {
    /// Ready to begin; tells nothing yet.
    void prepare(PresenceListener told);

    /// Asks for everybody, those whom nobody looked up yet included.
    void begin();

    /// Tells nothing from the return of this on.
    void end();

    /// The first source found out who this is.
    void known(WebexAddress address, WebexPersonId person);

    /// The first source told his presence.
    void heard(PresenceEvent event);
}
