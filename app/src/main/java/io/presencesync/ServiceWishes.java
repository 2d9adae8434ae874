package io.presencesync;

import io.presencesync.engine.AgentWishes;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Pause;
import java.util.List;
import java.util.Optional;

/// Brings a wish to the site of the agent it is about.
record ServiceWishes(List<Site> sites) implements AgentWishes {
    private Optional<AgentWishes> of(AgentId agent) {
        return sites.stream()
                .filter(site -> site.id().equals(agent.site()))
                .findFirst()
                .flatMap(Site::wishes);
    }

    @Override
    public boolean pause(AgentId agent, Pause pause) {
        return of(agent).map(site -> site.pause(agent, pause)).orElse(false);
    }

    @Override
    public boolean resume(AgentId agent) {
        return of(agent).map(site -> site.resume(agent)).orElse(false);
    }

    @Override
    public String report(AgentId agent, String note) {
        return of(agent).map(site -> site.report(agent, note)).orElse("");
    }
}
