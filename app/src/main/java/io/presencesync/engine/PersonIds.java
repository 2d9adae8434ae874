package io.presencesync.engine;

import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.util.Map;

/// Port: remembers which Webex person an address belongs to, so that a restart needs no look-ups. Any thread; no method
/// waits for the database (it is written later) or throws.
public interface PersonIds {
    /// All that is remembered, as of the start.
    Map<WebexAddress, WebexPersonId> load();

    void remember(WebexAddress address, WebexPersonId person);

    void forget(WebexAddress address);

    /// Remembers nothing.
    PersonIds NONE = new PersonIds() {
        @Override
        public Map<WebexAddress, WebexPersonId> load() {
            return Map.of();
        }

        @Override
        public void remember(WebexAddress address, WebexPersonId person) {}

        @Override
        public void forget(WebexAddress address) {}
    };
}
