package io.presencesync.engine;

import java.util.Map;

/// Port: facts about the Finesse cluster that decisions depend on and that are learned at run time.
public interface Surroundings {
    /// What Finesse stamps on a supervisor's NOT_READY: 999 on CCE, 33 on CCX.
    int supervisorCode();

    /// Labels of the known Not Ready reason codes by their database id; empty while unknown.
    Map<String, String> reasonIds();

    /// Whether an agent's state can be read directly (some account for reading is set and works).
    boolean canRead();
}
