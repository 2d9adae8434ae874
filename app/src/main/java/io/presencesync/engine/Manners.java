package io.presencesync.engine;

import io.presencesync.agent.Manner;

/// Port: how an agent is treated by the rules in force. Asked for every event, so it must be quick; any thread.
@FunctionalInterface
public interface Manners {
    Manner of(Roster.Entry agent);
}
