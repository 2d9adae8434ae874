package io.presencesync.explain;

import io.presencesync.engine.JournalReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentMatch;
import io.presencesync.presence.AgentName;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// A journal opened while no service runs.
public final class Archive implements AutoCloseable {
    private final JournalReader journal;
    private final Collection<AgentName> known;
    private final InstantSource clock;
    private final Function<Explanation, String> json;
    private final Runnable closing;

    /// @param known the agents whose names are known
    /// @param json writes an explanation as JSON
    /// @param closing closes what was opened for it
    public Archive(
            JournalReader journal,
            Collection<AgentName> known,
            InstantSource clock,
            Function<Explanation, String> json,
            Runnable closing) {
        this.journal = journal;
        this.known = List.copyOf(known);
        this.clock = clock;
        this.json = json;
        this.closing = closing;
    }

    /// Whom somebody means.
    ///
    /// @param name Finesse id, login name or Webex address, with the site in front or not
    public AgentMatch<Subject> find(String name) {
        return switch (AgentMatch.find(known, agent -> agent, name)) {
            case AgentMatch.One<AgentName>(AgentName agent) -> new AgentMatch.One<>(subject(agent));
            case AgentMatch.None<AgentName> _ -> new AgentMatch.None<>();
            case AgentMatch.Several<AgentName>(List<AgentName> several) -> new AgentMatch.Several<>(several);
        };
    }

    private static Subject subject(AgentName agent) {
        return new Subject(agent.id(), null, agent.loginName(), null);
    }

    /// Somebody of whom only the id is known: `1001`, or `emea/1001`.
    public static Subject byId(String id) {
        return Subject.of(AgentId.parse(id.strip()));
    }

    public String json(Explanation explanation) {
        return json.apply(explanation);
    }

    /// The explanation. Blocks for the database.
    ///
    /// @param at as [Moments] reads it
    /// @throws IOException when the journal cannot be read
    /// @throws IllegalArgumentException when the time cannot be read; the message is for people
    public Explanation explain(Subject agent, String at, ZoneId zone) throws IOException {
        Instant now = clock.instant();
        Instant moment = Moments.parse(at, now, zone);
        return Explainer.explain(agent, moment, History.read(journal, agent.agent(), moment, now));
    }

    @Override
    public void close() {
        closing.run();
    }
}
