package io.presencesync.finesse;

import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.ReasonLabel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether the reason codes we need exist and reach the agents; one agent is asked for his whole team, because
/// reason codes are assigned to teams. Administrator account only. System codes are never ours to use.
final class ReasonCodeCheck {
    private static final Logger log = LoggerFactory.getLogger(ReasonCodeCheck.class);

    private final @Nullable FinesseClient admin;
    private final Supplier<? extends Collection<ReasonLabel>> needed;
    private final InstantSource clock;
    private volatile @Nullable ReasonCodeReport latest;

    /// @param needed the labels to look for; asked before every check
    ReasonCodeCheck(
            @Nullable FinesseClient admin, Supplier<? extends Collection<ReasonLabel>> needed, InstantSource clock) {
        this.admin = admin;
        this.needed = needed;
        this.clock = clock;
    }

    ReasonCodeReport latest() {
        ReasonCodeReport found = latest;
        return found != null
                ? found
                : unknown(new Outcome.Failed(Outcome.Failure.RETRY, "not_checked", "not checked yet"));
    }

    /// Blocks for one request and one more per team. When other labels have come to be needed meanwhile, what was
    /// found is no longer news: whoever changed them checks again.
    ReasonCodeReport check(Collection<Roster.Entry> agents) {
        Set<ReasonLabel> labels = Set.copyOf(needed.get());
        ReasonCodeReport report = ask(agents, labels);
        if (!labels.equals(Set.copyOf(needed.get()))) {
            return report;
        }
        if (!report.sameFindings(latest())) {
            tell(report);
        }
        latest = report;
        return report;
    }

    private ReasonCodeReport ask(Collection<Roster.Entry> agents, Set<ReasonLabel> labels) {
        if (admin == null) {
            return unknown(new Outcome.Failed(
                    Outcome.Failure.CHANNEL_GONE,
                    "no_account",
                    "reason codes can be checked only with an administrator account (FINESSE_ADMIN_TOKEN)"));
        }
        try {
            return ask(admin, agents, labels);
        } catch (FinesseFailure failure) {
            return unknown(failure.failed());
        }
    }

    private ReasonCodeReport unknown(Outcome.Failed failure) {
        return new ReasonCodeReport(Map.of(), known(), Set.of(), Map.of(), clock.instant(), failure);
    }

    /// What was known before a check failed stays known.
    private Map<String, String> known() {
        ReasonCodeReport before = latest;
        return before == null ? Map.of() : before.labels();
    }

    private static Map<String, String> labels(List<ReasonCode> codes) {
        Map<String, String> labels = new HashMap<>();
        for (ReasonCode code : codes) {
            if (code.id() != null && code.label() != null && !code.systemCode()) {
                labels.put(code.id(), code.label());
            }
        }
        return Map.copyOf(labels);
    }

    private ReasonCodeReport ask(FinesseClient client, Collection<Roster.Entry> agents, Set<ReasonLabel> labels)
            throws FinesseFailure {
        List<ReasonCode> all = client.reasonCodes();
        Map<ReasonLabel, String> ids = ours(all, labels);
        Set<ReasonLabel> missing = new LinkedHashSet<>(labels);
        missing.removeAll(ids.keySet());
        Map<ReasonLabel, List<AgentId>> without = new LinkedHashMap<>();
        Outcome.Failed unfinished = null;
        for (List<AgentId> team : byTeam(agents).values()) {
            try {
                Set<ReasonLabel> theirs =
                        ours(client.reasonCodesOf(team.get(0).user()), labels).keySet();
                note(ids.keySet(), theirs, team, without);
            } catch (FinesseFailure failure) {
                unfinished = failure.failed();
            }
        }
        return new ReasonCodeReport(ids, labels(all), missing, without, clock.instant(), unfinished);
    }

    private static void note(
            Set<ReasonLabel> existing,
            Set<ReasonLabel> theirs,
            List<AgentId> team,
            Map<ReasonLabel, List<AgentId>> without) {
        for (ReasonLabel label : existing) {
            if (!theirs.contains(label)) {
                without.computeIfAbsent(label, any -> new ArrayList<>()).addAll(team);
            }
        }
    }

    private static Map<String, List<AgentId>> byTeam(Collection<Roster.Entry> agents) {
        Map<String, List<AgentId>> teams = new LinkedHashMap<>();
        for (Roster.Entry entry : agents) {
            String team = entry.teamId() == null ? "agent " + entry.agent() : entry.teamId();
            teams.computeIfAbsent(team, any -> new ArrayList<>()).add(entry.agent());
        }
        return teams;
    }

    private static Map<ReasonLabel, String> ours(List<ReasonCode> codes, Set<ReasonLabel> wanted) {
        Map<ReasonLabel, String> ids = new HashMap<>();
        for (ReasonCode code : codes) {
            String id = code.id();
            String label = code.label();
            if (id != null && label != null && !code.systemCode() && wanted.contains(new ReasonLabel(label))) {
                ids.putIfAbsent(new ReasonLabel(label), id);
            }
        }
        return ids;
    }

    private static void tell(ReasonCodeReport report) {
        if (report.failure() != null && report.failure().failure() != Outcome.Failure.ACCOUNT_STOPPED) {
            log.warn("Reason codes could not be checked: {}", report.failure().message());
        }
        if (!report.missingEverywhere().isEmpty()) {
            List<String> gaps = report.missingEverywhere().stream()
                    .map(label -> label.gap(report.labels().values()))
                    .toList();
            log.warn("Not Ready reason codes missing in Finesse: {}", String.join("; ", gaps));
        }
        report.agentsWithout()
                .forEach((label, agents) -> log.warn(
                        "Reason code \"{}\" is not assigned to the teams of {} agent(s)", label, agents.size()));
        if (report.complete() && !report.ids().isEmpty()) {
            log.info("All needed reason codes exist: {}", report.ids());
        }
    }
}
