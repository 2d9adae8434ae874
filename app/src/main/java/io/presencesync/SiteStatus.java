package io.presencesync;

import io.presencesync.engine.AgentView;
import io.presencesync.engine.EngineStatus;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Roster;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.presence.ConnectionState;
import io.presencesync.rules.LiveRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One site's health and agents.
record SiteStatus(
        PresenceSource webex,
        FinesseLink finesse,
        LiveRules rules,
        RosterKeeper roster,
        EngineStatus engine,
        SiteInspection inspection) {
    List<AgentView> agents() {
        return engine.agents();
    }

    List<ConnectionState> parts() {
        Stream<ConnectionState> told = Stream.concat(Stream.of(finesse.notifications()), finesse.clockSkew().stream());
        return Stream.concat(webex.parts().stream(), told).toList();
    }

    boolean ready() {
        boolean anybody = !engine.agents().isEmpty();
        return roster.loaded()
                && (anybody ? engine.allSettled() : webex.health().healthy());
    }

    /// What it waits for, in words.
    String waitsFor() {
        Optional<ConnectionState> trouble = List.of(finesse.health(), webex.health()).stream()
                .filter(link -> !link.healthy())
                .findFirst();
        if (trouble.isPresent()) {
            return trouble.get().link() + ": " + trouble.get().message();
        }
        return roster.loaded()
                ? "presences of some agents do not arrive yet"
                : "Finesse has not told yet who the agents are";
    }

    List<Roster.Missing> unresolved() {
        List<Roster.Missing> all = new ArrayList<>(roster.missing());
        all.addAll(engine.withoutPresence());
        all.addAll(inspection.uncovered());
        return all;
    }

    List<String> reasonCodeGaps() {
        ReasonCodeReport report = finesse.reasonCodes();
        List<String> gaps = new ArrayList<>();
        report.missingEverywhere()
                .forEach(label -> gaps.add(label.gap(report.labels().values())));
        report.agentsWithout()
                .forEach((label, agents) ->
                        gaps.add("the Not Ready reason \"" + label + "\" is not assigned to the teams of " + agents));
        return gaps;
    }
}
