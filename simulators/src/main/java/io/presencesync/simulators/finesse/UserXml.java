package io.presencesync.simulators.finesse;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Writes User objects: the full one of `GET /User/{id}` and notifications, and the summary inside a Team.
final class UserXml {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ReasonCodes reasonCodes;
    private final Teams teams;

    UserXml(ReasonCodes reasonCodes, Teams teams) {
        this.reasonCodes = reasonCodes;
        this.teams = teams;
    }

    /// `root` is `User` in answers and `user` in notifications.
    void full(Xml xml, String root, Agent agent) {
        UserProfile profile = agent.profile();
        xml.open(root)
                .leaf("dialogs", agent.uri() + "/Dialogs")
                .leaf("extension", agent.signedIn() ? agent.extension() : "")
                .leaf("firstName", profile.firstName())
                .leaf("lastName", profile.lastName())
                .leaf("loginId", profile.loginId())
                .leaf("loginName", profile.loginName())
                .leaf("mediaType", 1)
                .leaf("pendingState", pendingState(agent))
                .leaf("reasonCodeId", agent.status().reason().id());
        reason(xml, agent);
        settings(xml, agent);
        roles(xml, profile);
        xml.leaf("state", agent.status().state().name())
                .leaf("stateChangeTime", time(agent.changedAt()))
                .leaf("teamId", profile.teamId())
                .leaf("teamName", teams.nameOf(profile.teamId()));
        supervised(xml, profile);
        xml.leaf("uri", agent.uri()).close(root);
    }

    void summary(Xml xml, String root, Agent agent) {
        UserProfile profile = agent.profile();
        xml.open(root)
                .leaf("uri", agent.uri())
                .leaf("loginId", profile.loginId())
                .leaf("firstName", profile.firstName())
                .leaf("lastName", profile.lastName())
                .leaf("dialogs", agent.uri() + "/Dialogs")
                .leaf("extension", agent.signedIn() ? agent.extension() : "")
                .leaf("pendingState", pendingState(agent))
                .leaf("state", agent.status().state().name())
                .leaf("stateChangeTime", time(agent.changedAt()));
        reasonCodes.byRef(agent.status().reason()).ifPresent(code -> code.writeWithId(xml, "reasonCode"));
        xml.close(root);
    }

    /// What a team's node tells of one member.
    void told(Xml xml, Agent agent) {
        UserProfile profile = agent.profile();
        xml.open("user")
                .leaf("uri", agent.uri())
                .leaf("loginId", profile.loginId())
                .leaf("firstName", profile.firstName())
                .leaf("lastName", profile.lastName())
                .leaf("state", agent.status().state().name())
                .leaf("stateChangeTime", time(agent.changedAt()));
        reason(xml, agent);
        xml.close("user");
    }

    static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    private void reason(Xml xml, Agent agent) {
        reasonCodes.byRef(agent.status().reason()).ifPresent(code -> code.writeWithId(xml, "ReasonCode"));
    }

    private static void settings(Xml xml, Agent agent) {
        String wrapUp = agent.wrapUp() ? "REQUIRED" : "NOT_ALLOWED";
        xml.open("settings")
                .leaf("wrapUpOnIncoming", wrapUp)
                .leaf("wrapUpOnOutgoing", "NOT_ALLOWED")
                .leaf("deviceSelection", "enabled")
                .close("settings");
    }

    private static void roles(Xml xml, UserProfile profile) {
        xml.open("roles").leaf("role", "Agent");
        if (profile.isSupervisor()) {
            xml.leaf("role", "Supervisor");
        }
        xml.close("roles");
    }

    private void supervised(Xml xml, UserProfile profile) {
        xml.open("teams");
        for (String id : profile.supervises()) {
            Team team = new Team(id, teams.nameOf(id));
            xml.open("Team")
                    .leaf("uri", team.uri())
                    .leaf("id", id)
                    .leaf("name", team.name())
                    .close("Team");
        }
        xml.close("teams");
    }

    private static String pendingState(Agent agent) {
        @Nullable Wish pending = agent.status().pending();
        return pending == null ? "" : pending.state().name();
    }
}
