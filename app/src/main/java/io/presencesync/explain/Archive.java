package io.presencesync.explain;

import io.presencesync.engine.JournalReader;
import io.presencesync.presence.AgentId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/// A journal opened while no service runs: knows agents by their Finesse ids alone.
public final class Archive implements AutoCloseable {
    private final JournalReader journal;
    private final InstantSource clock;
    private final Runnable closing;

    /// @param closing closes what was opened for it
    public Archive(JournalReader journal, InstantSource clock, Runnable closing) {
        this.journal = journal;
        this.clock = clock;
        this.closing = closing;
    }

    /// The explanation as text. Blocks for the database.
    ///
    /// @param user the agent's Finesse id, with his site in front where there are several: `emea/1001`
    /// @param at as [Moments] reads it
    /// @throws IOException when the journal cannot be read
    /// @throws IllegalArgumentException when the time cannot be read; the message is for people
    public String explain(String user, String at, ZoneId zone) throws IOException {
        Instant now = clock.instant();
        Instant moment = Moments.parse(at, now, zone);
        AgentId agent = AgentId.parse(user);
        History history = History.read(journal, agent, moment, now);
        return Report.text(Explainer.explain(Subject.of(agent), moment, history), zone);
    }

    @Override
    public void close() {
        closing.run();
    }
}
