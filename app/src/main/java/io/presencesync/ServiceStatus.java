package io.presencesync;

import io.presencesync.engine.AgentView;
import io.presencesync.engine.EngineStatus;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Roster;
import io.presencesync.engine.StatusView;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.presence.ConnectionState;
import io.presencesync.rules.LiveRules;
import io.presencesync.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The whole service's health and agents in one view.
record ServiceStatus(
        PresenceSource webex,
        FinesseLink finesse,
        Store store,
        LiveRules rules,
        RosterKeeper roster,
        EngineStatus engine)
        implements StatusView {
    @Override
    public List<ConnectionState> links() {
        return List.of(webex.health(), finesse.health(), store.health(), rules.health());
    }

    @Override
    public List<ConnectionState> parts() {
        return Stream.concat(webex.parts().stream(), Stream.of(finesse.notifications()))
                .toList();
    }

    @Override
    public List<AgentView> agents() {
        return engine.agents();
    }

    @Override
    public boolean ready() {
        boolean anybody = !engine.agents().isEmpty();
        return roster.loaded()
                && (anybody ? engine.allSettled() : webex.health().healthy());
    }

    @Override
    public List<Roster.Missing> unresolved() {
        List<Roster.Missing> all = new ArrayList<>(roster.missing());
        all.addAll(engine.withoutPresence());
        return all;
    }

    @Override
    public List<String> reasonCodeGaps() {
        ReasonCodeReport report = finesse.reasonCodes();
        List<String> gaps = new ArrayList<>();
        report.missingEverywhere()
                .forEach(label -> gaps.add("Finesse has no Not Ready reason \"" + label + "\": create it"));
        report.agentsWithout()
                .forEach((label, agents) ->
                        gaps.add("the Not Ready reason \"" + label + "\" is not assigned to the teams of " + agents));
        return gaps;
    }
}
