package io.presencesync.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The way requests take in a kill test: to Finesse as a supervisor, or to the agents' gadgets.
interface KillSite extends AutoCloseable {
    Map<String, String> settings();

    /// What Finesse shows of an agent whom the product holds for this presence.
    String held(String presence);

    /// Whether requests wait for their turn before they leave.
    boolean queues();

    /// From now on the trigger hears of every request.
    void follow(Product product, KillTrigger trigger);

    /// Answers take longer.
    ///
    /// @param doneFirst carried out at once, and answered late; else carried out late as well
    void slow(Duration by, boolean doneFirst);

    void heal();

    /// Ids of the requests for an agent that came after a time, oldest first.
    List<String> requests(String agent, Instant after);

    @Override
    void close();
}
