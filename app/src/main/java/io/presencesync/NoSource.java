package io.presencesync;

import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.PresenceSource;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.WebexAddress;
import java.time.InstantSource;
import java.util.Collection;

/// Stands where the link to Webex will be until it is merged; follows nobody and says so.
record NoSource(InstantSource clock) implements PresenceSource {
    @Override
    public void start(PresenceListener listener) {}

    @Override
    public void follow(Collection<WebexAddress> people) {}

    @Override
    public ConnectionState health() {
        return ConnectionState.starting("webex", clock.instant());
    }

    @Override
    public void close() {}
}
