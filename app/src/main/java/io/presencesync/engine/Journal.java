package io.presencesync.engine;

/// Port: the append-only history of presences, states, decisions, attempts and outcomes.
public interface Journal {
    /// Keeps an entry; once this returns it survives `kill -9`. Any thread; fast (no wait for disk or database); never
    /// throws: what cannot be written is counted and shown in health.
    void record(JournalEntry entry);
}
