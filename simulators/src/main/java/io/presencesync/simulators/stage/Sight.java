package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.Agent;
import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.Wish;
import io.presencesync.simulators.webex.Person;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One person as both systems show him at one moment.
record Sight(Role role, Webex webex, Finesse finesse) {
    record Webex(
            String status,
            @Nullable String meetingType,
            @Nullable String category,
            Instant since) {}

    record Finesse(
            String state,
            String reason,
            String pending,
            String call,
            @Nullable Instant since) {}

    static Sight of(Role role, Person person, AgentControl control) {
        var presence = person.presence();
        Agent agent = control.now();
        @Nullable Wish pending = agent.status().pending();
        return new Sight(
                role,
                new Webex(presence.status(), presence.meetingType(), presence.category(), presence.since()),
                new Finesse(
                        agent.status().state().name(),
                        control.reasonLabel(),
                        pending == null ? "" : pending.state().name(),
                        agent.status().call().name(),
                        agent.changedAt()));
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", role.loginId())
                .put("name", role.name())
                .put("team", Cast.TEAMS.get(role.teamId()))
                .put("mode", role.mode().name())
                .put("status", webex.status())
                .put("meetingType", webex.meetingType())
                .put("category", webex.category())
                .put("statusSince", webex.since().toString())
                .put("state", finesse.state())
                .put("reason", finesse.reason())
                .put("pending", finesse.pending())
                .put("call", finesse.call())
                .put("stateSince", String.valueOf(finesse.since()));
    }
}
