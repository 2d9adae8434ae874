package io.presencesync.store;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing the database shall know.
sealed interface SpoolRecord {
    record Entry(JournalEntry entry) implements SpoolRecord {}

    record Hold(HoldLine line, Instant at) implements SpoolRecord {}

    /// An agent we follow.
    ///
    /// @param loginName null in lines of earlier versions
    record Agent(
            AgentId agent, WebexAddress address, @Nullable String loginName, Instant at) implements SpoolRecord {}

    /// Which person an address belongs to.
    ///
    /// @param person null: forgotten
    record Person(WebexAddress address, @Nullable WebexPersonId person, Instant at) implements SpoolRecord {}

    /// What Webex gave a device.
    ///
    /// @param text null: forgotten
    record DeviceText(String name, @Nullable String text, Instant at) implements SpoolRecord {}
}
