package io.presencesync;

import io.presencesync.agent.DutyHours.Duty;
import io.presencesync.config.AgentsConfig;
import io.presencesync.config.FinesseConfig;
import io.presencesync.config.SiteConfig;
import io.presencesync.config.SyncConfig;
import io.presencesync.engine.EngineStatus;
import io.presencesync.engine.Roster;
import io.presencesync.engine.SiteFacts;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.SupervisorCover;
import io.presencesync.gadget.GadgetFault;
import io.presencesync.gadget.GadgetServer;
import io.presencesync.gadget.GadgetSessions;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.rules.RulesInForce;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Counts what the health of one site is judged by: one pass over the agents, nobody is asked. Any thread.
record SiteInspection(
        SiteConfig config,
        FinesseLink finesse,
        RulesInForce rules,
        RosterKeeper roster,
        EngineStatus engine,
        GadgetSessions sessions,
        Optional<GadgetServer> server,
        SignIns signIns,
        InstantSource clock) {

    /// @param several whether the site is one of several
    SiteFacts facts(boolean several) {
        List<EngineStatus.Known> agents = engine.known();
        Hindrances hindrances = new Hindrances(config.sync().mode(), sessions);
        SiteFacts.Gadgets gadgets = gadgets(agents, hindrances);
        SiteFacts.Labels labels = labels(agents, hindrances);
        SiteFacts.Cover cover = cover(agents, hindrances);
        return new SiteFacts(
                several ? config.id() : null,
                channels(),
                finesse.platform() == FinesseConfig.Platform.CCX ? Platform.CCX : Platform.CCE,
                following(agents, hindrances),
                gadgets,
                labels,
                cover);
    }

    boolean hasGadget(AgentId agent) {
        return sessions.has(agent);
    }

    private Set<ChannelKind> channels() {
        return switch (config.sync().mode()) {
            case GADGET -> Set.of(ChannelKind.GADGET);
            case SUPERVISOR -> Set.of(ChannelKind.SUPERVISOR);
            case AUTO -> Set.of(ChannelKind.GADGET, ChannelKind.SUPERVISOR);
        };
    }

    /// The last to be counted, for it counts the hindrances that the others found.
    private SiteFacts.Following following(List<EngineStatus.Known> agents, Hindrances hindrances) {
        Instant now = clock.instant();
        int forGood = 0;
        int offDuty = 0;
        for (EngineStatus.Known one : agents) {
            Duty duty = rules.of(one.entry()).hours().at(now);
            boolean switchedOff = !duty.on() && duty.until() == null;
            forGood += switchedOff ? 1 : 0;
            offDuty += !duty.on() && !switchedOff ? 1 : 0;
            hindrances.agent(one.entry().agent(), switchedOff || one.cutOff() != null);
        }
        return new SiteFacts.Following(
                roster.loaded(),
                roster.failure(),
                roster.byGadgets(),
                named(config.agents()),
                roster.missing().size(),
                agents.size(),
                (int) agents.stream().filter(agent -> agent.cutOff() != null).count(),
                forGood,
                offDuty,
                hindrances.count());
    }

    private static String named(AgentsConfig agents) {
        AgentsConfig.MappingFile file = agents.file();
        return switch (agents.from()) {
            case LIST -> "FINESSE_USERS (finesse.users)";
            case ALL -> "agents.from: all";
            case TEAMS -> "agents.teams";
            case FILE -> "agents.file" + (file == null ? "" : " (" + file.name() + ")");
            case GADGETS -> "agents.from: gadgets";
        };
    }

    private SiteFacts.Gadgets gadgets(List<EngineStatus.Known> agents, Hindrances hindrances) {
        boolean told =
                config.letsGadgetsIn() && hasAccount() && finesse.health().healthy();
        int connected = 0;
        int longWithout = 0;
        List<AgentId> without = new ArrayList<>();
        for (EngineStatus.Known one : agents) {
            AgentId agent = one.entry().agent();
            if (sessions.has(agent)) {
                connected++;
            } else if (told && SignIns.signedIn(one.state())) {
                without.add(agent);
                boolean missed = signIns.longEnough(agent);
                longWithout += missed ? 1 : 0;
                hindrances.missesGadget(agent, missed);
            }
        }
        int unfollowed = told ? finesse.signedInUnfollowed() : 0;
        Map<AgentId, String> unreadable = unreadable();
        unreadable.keySet().forEach(hindrances::gadgetCannotAct);
        return new SiteFacts.Gadgets(
                told,
                connected,
                connected + without.size() + unfollowed,
                List.copyOf(without),
                longWithout + unfollowed,
                unreadable);
    }

    private Map<AgentId, String> unreadable() {
        Map<AgentId, GadgetFault> faults = new HashMap<>();
        server.ifPresent(gadgets -> {
            faults.putAll(gadgets.unreadableReasons());
            faults.putAll(gadgets.unreadableUsers());
        });
        faults.keySet().removeIf(agent -> !sessions.has(agent));
        return faults.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, fault -> fault.getValue().inWords()));
    }

    private boolean hasAccount() {
        return config.finesse().admin() != null || config.finesse().supervisor() != null;
    }

    private SiteFacts.Labels labels(List<EngineStatus.Known> agents, Hindrances hindrances) {
        if (config.sync().mode() == SyncConfig.Mode.SUPERVISOR) {
            return new SiteFacts.Labels(false, 0, 0, 0);
        }
        LabelCount count = new LabelCount(finesse.reasonCodes(), rules.labels());
        for (EngineStatus.Known one : agents) {
            AgentId agent = one.entry().agent();
            if (count.add(
                    agent, server.flatMap(gadgets -> gadgets.labelsOf(agent)).orElse(null))) {
                hindrances.gadgetCannotAct(agent);
            }
        }
        return count.result();
    }

    private SiteFacts.Cover cover(List<EngineStatus.Known> agents, Hindrances hindrances) {
        SupervisorCover cover = finesse.cover();
        SupervisorCover.Teams teams = cover.teams();
        if (teams == null) {
            return new SiteFacts.Cover(false, cover.account(), 0, 0, Set.of());
        }
        int uncovered = 0;
        Set<String> theirs = new TreeSet<>();
        for (EngineStatus.Known one : agents) {
            if (isUncovered(one, teams)) {
                uncovered++;
                hindrances.uncovered(one.entry().agent());
                theirs.add(team(one));
            }
        }
        return new SiteFacts.Cover(true, cover.account(), teams.ids().size(), uncovered, theirs);
    }

    private boolean isUncovered(EngineStatus.Known one, SupervisorCover.Teams teams) {
        String team = finesse.teamOf(one.entry().agent());
        return !team.isEmpty() && !teams.ids().contains(team);
    }

    /// By name and id, where both are known.
    private String team(EngineStatus.Known one) {
        String id = finesse.teamOf(one.entry().agent());
        String name = one.entry().teamName();
        return name == null || name.equals(id) ? id : name + " (" + id + ")";
    }

    /// Agents whose states nobody may change, because the supervisor account does not supervise their team and no
    /// gadget
    /// acts for them.
    List<Roster.Missing> uncovered() {
        SupervisorCover.Teams teams = finesse.cover().teams();
        if (teams == null || config.sync().mode() == SyncConfig.Mode.GADGET) {
            return List.of();
        }
        return engine.known().stream()
                .filter(one ->
                        isUncovered(one, teams) && !sessions.has(one.entry().agent()))
                .map(one -> new Roster.Missing(one.entry().loginName(), uncovered(one)))
                .toList();
    }

    private String uncovered(EngineStatus.Known one) {
        return "the supervisor account does not supervise this agent's team, so Finesse refuses every change: add team "
                + team(one) + " to supervisor \"" + finesse.cover().account() + "\"";
    }
}
